// Receives Sully's notifications with Express.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { AddressInfo } from "node:net";
import express from "express";
import { Inbox } from "./inbox.js";

// The secret is used as it is shown, whsec_ included, and is not decoded. Two while one replaces the other.
const secrets = process.env.SULLY_SECRETS!.split(",");
const toleranceSeconds = 300;

const inbox = await Inbox.open(process.env.DATABASE_URL!, async (db, body, isStale) => {
  // Yours: what a notification means for your system. It may fail, and is then tried again.
  const event = JSON.parse(body.toString());
  await db.query("create table if not exists results (id text primary key, type text, applied integer)");
  if (isStale) return; // a newer notification about the same note, transcription or coding is here already
  await db.query(
    "insert into results values ($1, $2, 1) on conflict (id) do update set type = excluded.type, applied = results.applied + 1",
    [resourceOf(event), event.type]);
});

function resourceOf(event: any): string {
  return [event.data?.transcriptionId, event.data?.id, event.data?.noteId, event.data?.codingId].find((id) => typeof id === "string") ?? "unknown";
}

/** When the work ended, in milliseconds; when it was sent, where that is not said. */
function happenedAt(event: any, sentAt: number): number {
  const value = event.data?.timestamp?.complete ?? event.data?.updated_at;
  const time = Math.trunc(typeof value === "number" ? value : typeof value === "string" ? Date.parse(value) : NaN);
  return time > 0 && Number.isSafeInteger(time) ? time : sentAt * 1000;
}

/** The moment of signing in seconds; undefined when the signature does not hold. */
function signedAt(header: string, body: Buffer): number | undefined {
  const parts = header.split(",").map((part) => part.trim().split("=", 2));
  const stamps = parts.filter(([name]) => name === "t").map(([, value]) => value ?? "");
  const given = parts.filter(([name, value]) => name === "v1" && /^[0-9a-fA-F]{64}$/.test(value ?? "")).map(([, value]) => Buffer.from(value!, "hex"));
  if (stamps.length !== 1 || !/^[0-9]{1,12}$/.test(stamps[0]!)) return undefined;
  if (Math.abs(Date.now() / 1000 - Number(stamps[0])) > toleranceSeconds) return undefined;
  const macs = secrets.map((secret) => createHmac("sha256", secret).update(`${stamps[0]}.`).update(body).digest());
  return macs.some((mac) => given.slice(0, 16).some((one) => timingSafeEqual(mac, one))) ? Number(stamps[0]) : undefined;
}

const app = express();

// express.raw, and no express.json before it: the signature is over the bytes as they came.
app.post("/webhooks/sully", express.raw({ type: () => true, limit: "1mb" }), async (request, response) => {
  const body: Buffer = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const header = request.get("x-sully-signature");
  if (!header) return void response.status(400).json({ error: "missing signature" });
  const sentAt = signedAt(header, body);
  if (sentAt === undefined) return void response.status(403).json({ error: "invalid signature" });

  let event: any;
  try {
    event = JSON.parse(body.toString());
    if (typeof event !== "object" || event === null || Array.isArray(event)) throw new SyntaxError();
  } catch {
    return void response.status(400).json({ error: "invalid JSON" });
  }

  // The same content again is a duplicate; the same resource with other content is a regeneration. An unknown type is kept like any other.
  const type = typeof event.type === "string" ? event.type : "unknown";
  const resource = `sully:${type.split(".")[0]}:${resourceOf(event)}`;
  try {
    await inbox.keep(`${resource}:${type}:${createHash("sha256").update(body).digest("hex")}`, resource, happenedAt(event, sentAt), body);
  } catch {
    return void response.status(503).set("Retry-After", "5").json({ error: "try again" });
  }

  response.json({ received: true });
});

const server = app.listen(Number(process.env.PORT ?? 3000), "127.0.0.1", () => console.log("listening on http://127.0.0.1:" + (server.address() as AddressInfo).port));
