"""Receives Suki's notifications with Flask. Run it with `flask --app suki run --port 3000`, or under gunicorn with one worker process."""

import hashlib
import hmac
import json
import os
import re
import time

from flask import Flask, request

from inbox import Inbox

SECRETS = [secret.encode() for secret in os.environ["SUKI_SECRETS"].split(",")]  # two while one replaces the other
TOLERANCE_MS = 300_000
LIMIT = 1024 * 1024
HEX = re.compile(r"[0-9a-fA-F]{64}")

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = LIMIT


def handle(db, body, is_stale):
    """Yours: what a notification means for your system. It may fail, and is then tried again."""
    event = json.loads(body)
    db.execute("create table if not exists sessions (id text primary key, status text, applied integer)")
    db.execute(
        "insert into sessions values (?, ?, 1) on conflict (id) do update set status = excluded.status, applied = applied + 1",
        (event.get("session_id"), event.get("status", "unknown")))


inbox = Inbox(os.environ.get("INBOX", "inbox.db"), handle)


def is_signed(stamp, signature, body):
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 16 and HEX.fullmatch(signature)):
        return False
    if abs(time.time() * 1000 - int(stamp)) > TOLERANCE_MS:
        return False
    text = stamp.encode() + b":" + body
    given = bytes.fromhex(signature)
    return any(hmac.compare_digest(hmac.digest(secret, text, "sha256"), given) for secret in SECRETS)


@app.post("/webhooks/notification")
def notification():
    if (request.content_length or 0) > LIMIT:  # before Flask 2.3, MAX_CONTENT_LENGTH is for forms alone
        return {"code": 413, "message": "too large"}, 413
    body = request.get_data(cache=False)  # the bytes as they came, before anything parses them
    stamp, signature = request.headers.get("generated-at", ""), request.headers.get("X-API-Key", "")
    if not is_signed(stamp, signature, body):
        return {"code": 401, "message": "invalid token"}, 401
    try:
        event = json.loads(body)
        if not isinstance(event, dict):
            raise ValueError
    except (ValueError, RecursionError):  # the second for what is nested without end
        return {"code": 400, "message": "invalid request"}, 400

    # The same content again is a duplicate; the same session with other content is news. An unknown status is kept like any other.
    digest = hashlib.sha256(body).hexdigest()
    resource = f"{event.get('status')}:{event.get('session_id')}"
    inbox.keep(f"suki:{resource}:{digest}", f"suki:{resource}", int(stamp), body)
    return {"message": "Notification received"}
