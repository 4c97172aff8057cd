// A durable inbox in PostgreSQL: what was accepted is committed, is handled in the background, and takes effect once.
import pg from "pg";

const schema = `
create table if not exists inbox (
    id          bigint      generated always as identity primary key,
    key         text        not null unique,
    resource    text        not null,
    happened_at bigint      not null,
    body        bytea       not null,
    tries       integer     not null default 0,
    due_at      timestamptz not null default now(),
    state       text        not null default 'waiting'
);
create index if not exists inbox_due on inbox (due_at) where state = 'waiting';
create index if not exists inbox_resource on inbox (resource, happened_at);`;

// Seconds until the next try. After the last one the row is 'dead': look for those, and set them back to 'waiting' once the cause is mended.
const waits = [1, 5, 30, 120, 600, 3600, 3600, 3600];

/** Yours. What it writes through `db` is committed together with "done": after a crash it is either both or neither. */
export type Handle = (db: pg.PoolClient, body: Buffer, isStale: boolean) => Promise<void>;

export class Inbox {
  private constructor(private readonly pool: pg.Pool, private readonly handle: Handle) {}

  static async open(connectionString: string, handle: Handle): Promise<Inbox> {
    const inbox = new Inbox(new pg.Pool({ connectionString }), handle);
    inbox.pool.on("error", () => {}); // an idle connection that broke is replaced by the pool
    await inbox.pool.query(schema);
    void inbox.run();
    return inbox;
  }

  /** Resolves when it is committed; false when the same notification had been kept before. */
  async keep(key: string, resource: string, happenedAt: number, body: Buffer): Promise<boolean> {
    // JSON can hold the character NUL, and a text in PostgreSQL cannot.
    const [keyText, resourceText] = [key, resource].map((text) => text.replaceAll("\0", "\uFFFD"));
    const added = await this.pool.query(
      "insert into inbox (key, resource, happened_at, body) values ($1, $2, $3, $4) on conflict (key) do nothing", [keyText, resourceText, happenedAt, body]);
    return added.rowCount === 1;
  }

  private async run(): Promise<never> {
    for (;;) {
      const worked = await this.tryNext().catch(() => false);
      if (!worked) await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  // The row stays locked until the commit, so several processes may do this side by side.
  private async tryNext(): Promise<boolean> {
    const db = await this.pool.connect();
    try {
      await db.query("begin");
      const { rows: [row] } = await db.query(
        "select * from inbox where state = 'waiting' and due_at <= now() order by due_at, id limit 1 for update skip locked");
      if (row) await this.tryOne(db, row);
      await db.query("commit");
      return row !== undefined;
    } catch (error) {
      await db.query("rollback").catch(() => {});
      throw error;
    } finally {
      db.release();
    }
  }

  private async tryOne(db: pg.PoolClient, row: any): Promise<void> {
    await db.query("savepoint before");
    try {
      const newer = await db.query("select 1 from inbox where resource = $1 and happened_at > $2 limit 1", [row.resource, row.happened_at]);
      await this.handle(db, row.body, newer.rowCount! > 0);
      await db.query("update inbox set state = 'done' where id = $1", [row.id]);
    } catch (error) {
      await db.query("rollback to savepoint before");
      const state = row.tries < waits.length ? "waiting" : "dead";
      await db.query(
        "update inbox set tries = tries + 1, due_at = now() + $2 * interval '1 second', state = $3 where id = $1", [row.id, waits[row.tries] ?? 0, state]);
      // The name alone: a message may hold what it was about.
      console.log(`notification ${row.id}: ${(error as Error)?.name}, now ${state}`);
    }
  }
}
