// Receives Suki's notifications with Express.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { AddressInfo } from "node:net";
import express from "express";
import { Inbox } from "./inbox.js";

const secrets = process.env.SUKI_SECRETS!.split(","); // two while one replaces the other
const toleranceMs = 300_000;

const inbox = await Inbox.open(process.env.DATABASE_URL!, async (db, body, isStale) => {
  // Yours: what a notification means for your system. It may fail, and is then tried again.
  const event = JSON.parse(body.toString());
  await db.query("create table if not exists sessions (id text primary key, status text, applied integer)");
  await db.query(
    "insert into sessions values ($1, $2, 1) on conflict (id) do update set status = excluded.status, applied = sessions.applied + 1",
    [event.session_id, event.status ?? "unknown"]);
});

function isSigned(stamp: string, signature: string, body: Buffer): boolean {
  if (!/^[0-9]{1,16}$/.test(stamp) || !/^[0-9a-fA-F]{64}$/.test(signature)) return false;
  if (Math.abs(Date.now() - Number(stamp)) > toleranceMs) return false;
  const given = Buffer.from(signature, "hex");
  return secrets.some((secret) => timingSafeEqual(createHmac("sha256", secret).update(`${stamp}:`).update(body).digest(), given));
}

// What should be a text may be anything.
function textOf(value: unknown): string {
  return typeof value === "string" ? value : String(JSON.stringify(value));
}

const app = express();

// express.raw, and no express.json before it: the signature is over the bytes as they came.
app.post("/webhooks/notification", express.raw({ type: () => true, limit: "1mb" }), async (request, response) => {
  const body: Buffer = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const [stamp, signature] = [request.get("generated-at") ?? "", request.get("X-API-Key") ?? ""];
  if (!isSigned(stamp, signature, body)) return void response.status(401).json({ code: 401, message: "invalid token" });

  let event: any;
  try {
    event = JSON.parse(body.toString());
    if (typeof event !== "object" || event === null || Array.isArray(event)) throw new SyntaxError();
  } catch {
    return void response.status(400).json({ code: 400, message: "invalid request" });
  }

  // The same content again is a duplicate; the same session with other content is news. An unknown status is kept like any other.
  const resource = `suki:${textOf(event.status)}:${textOf(event.session_id)}`;
  try {
    await inbox.keep(`${resource}:${createHash("sha256").update(body).digest("hex")}`, resource, Number(stamp), body);
  } catch {
    return void response.status(503).set("Retry-After", "5").json({ code: 503, message: "try again" });
  }

  response.json({ message: "Notification received" });
});

const server = app.listen(Number(process.env.PORT ?? 3000), "127.0.0.1", () => console.log("listening on http://127.0.0.1:" + (server.address() as AddressInfo).port));
