// The handler of the vendor's guides: raw body, HMAC in constant time, a tolerance, and a set in memory against repetitions.
// What it has acknowledged is gone when it ends.
"use strict";

const crypto = require("node:crypto");
const express = require("express");

const secret = process.env.POSTHORN_OPERATOR_KEY;
const urls = process.argv[process.argv.indexOf("--urls") + 1];
const toleranceSeconds = 300;
const seen = new Set();
const app = express();

app.get("/health/ready", (_, response) => response.sendStatus(200));

app.post("/webhooks/sully", express.raw({ type: "application/json", limit: "1mb" }), (request, response) => {
  const header = request.get("x-sully-signature");
  if (!header) {
    return response.sendStatus(400);
  }

  const parts = Object.fromEntries(header.split(",").map((part) => part.trim().split("=", 2)));
  const expected = crypto.createHmac("sha256", secret).update(`${parts.t}.`).update(request.body).digest();
  const given = Buffer.from(parts.v1 ?? "", "hex");
  const late = Math.abs(Date.now() / 1000 - Number(parts.t)) > toleranceSeconds;
  if (late || given.length !== expected.length || !crypto.timingSafeEqual(given, expected)) {
    return response.sendStatus(403);
  }

  const event = JSON.parse(request.body);
  const key = `${event.type}:${event.data.id ?? event.data.transcriptionId}`;
  if (!seen.has(key)) {
    seen.add(key);
  }

  return response.sendStatus(200);
});

app.listen(Number(new URL(urls).port), "127.0.0.1");
