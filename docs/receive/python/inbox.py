"""A durable inbox in SQLite: what was accepted is on disk, is handled in the background, and takes effect once."""

import sqlite3
import threading
import time

SCHEMA = """
create table if not exists inbox (
    id          integer primary key,
    key         text    not null unique,
    resource    text    not null,
    happened_at integer not null,
    body        blob    not null,
    tries       integer not null default 0,
    due_at      real    not null default 0,
    state       text    not null default 'waiting'
);
create index if not exists inbox_due on inbox (due_at) where state = 'waiting';
create index if not exists inbox_resource on inbox (resource, happened_at);
"""

# Seconds until the next try. After the last one the row is 'dead': look for those, and set them back to 'waiting' once the cause is mended.
WAITS = [1, 5, 30, 120, 600, 3600, 3600, 3600]


class Inbox:
    """Keeps notifications and hands them to `handle(db, body, is_stale)`, one after another, in a thread of its own.

    What `handle` writes through `db` is committed together with "done": after a crash it is either both or neither.
    """

    def __init__(self, path, handle):
        self._path, self._handle, self._news = path, handle, threading.Event()
        with self._connect() as db:
            db.executescript(SCHEMA)
        threading.Thread(target=self._run, daemon=True).start()

    def keep(self, key, resource, happened_at, body):
        """Returns when it is on disk. False when the same notification had been kept before."""
        # JSON can hold half a character (\ud800), and a database cannot.
        key, resource = (text.encode("utf-8", "replace").decode() for text in (key, resource))
        db = self._connect()
        try:
            new = db.execute(
                "insert into inbox (key, resource, happened_at, body) values (?, ?, ?, ?) on conflict (key) do nothing",
                (key, resource, happened_at, body)).rowcount == 1
        finally:
            db.close()
        self._news.set()
        return new

    def _connect(self):
        # synchronous=full: a commit is on the disk, and not only with the operating system, when it returns.
        db = sqlite3.connect(self._path, timeout=10, isolation_level=None)
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = full")
        return db

    def _run(self):
        db = self._connect()
        while True:
            self._news.clear()
            try:
                row = db.execute(
                    "select id, resource, happened_at, body, tries from inbox"
                    " where state = 'waiting' and due_at <= ? order by due_at, id limit 1", (time.time(),)).fetchone()
                if row is None:
                    self._news.wait(1)
                else:
                    self._try(db, *row)
            except sqlite3.OperationalError:
                # Locked or full: nothing was changed, and it is tried again.
                self._news.wait(1)

    def _try(self, db, id, resource, happened_at, body, tries):
        db.execute("begin immediate")
        try:
            newer = db.execute("select 1 from inbox where resource = ? and happened_at > ? limit 1", (resource, happened_at)).fetchone()
            self._handle(db, body, newer is not None)
            db.execute("update inbox set state = 'done' where id = ?", (id,))
            db.execute("commit")
        except Exception as error:
            db.execute("rollback")
            state = "waiting" if tries < len(WAITS) else "dead"
            due = time.time() + (WAITS[tries] if tries < len(WAITS) else 0)
            db.execute("update inbox set tries = tries + 1, due_at = ?, state = ? where id = ?", (due, state, id))
            # The name alone: a message may hold what it was about.
            print(f"notification {id}: {type(error).__name__}, now {state}", flush=True)
