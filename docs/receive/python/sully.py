"""Receives Sully's notifications with Flask. Run it with `flask --app sully run --port 3000`, or under gunicorn with one worker process."""

import datetime
import hashlib
import hmac
import json
import os
import re
import time

from flask import Flask, request

from inbox import Inbox

# The secret is used as it is shown, whsec_ included, and is not decoded. Two while one replaces the other.
SECRETS = [secret.encode() for secret in os.environ["SULLY_SECRETS"].split(",")]
TOLERANCE_S = 300
LIMIT = 1024 * 1024
HEX = re.compile(r"[0-9a-fA-F]{64}")

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = LIMIT


def handle(db, body, is_stale):
    """Yours: what a notification means for your system. It may fail, and is then tried again."""
    event = json.loads(body)
    db.execute("create table if not exists results (id text primary key, type text, applied integer)")
    if is_stale:
        return  # a newer notification about the same note, transcription or coding is here already

    db.execute(
        "insert into results values (?, ?, 1) on conflict (id) do update set type = excluded.type, applied = applied + 1",
        (resource_of(event), event.get("type")))


inbox = Inbox(os.environ.get("INBOX", "inbox.db"), handle)


def resource_of(event):
    data = event.get("data") if isinstance(event.get("data"), dict) else {}
    names = ("transcriptionId", "id", "noteId", "codingId")
    return next((data[name] for name in names if isinstance(data.get(name), str)), "unknown")


def happened_at(event, sent_at):
    """When the work ended, in milliseconds; when it was sent, where that is not said."""
    data = event.get("data") if isinstance(event.get("data"), dict) else {}
    times = data.get("timestamp") if isinstance(data.get("timestamp"), dict) else {}
    value = times.get("complete") or data.get("updated_at")
    try:
        moment = int(datetime.datetime.fromisoformat(value).timestamp() * 1000 if isinstance(value, str) else value)
        return moment if 0 < moment < 2**53 else sent_at * 1000
    except (TypeError, ValueError, OverflowError):
        return sent_at * 1000


def signed_at(header, body):
    """The moment of signing in seconds; None when the signature does not hold."""
    parts = [part.strip().partition("=") for part in header.split(",")]
    stamps = [value for name, _, value in parts if name == "t"]
    signatures = [value for name, _, value in parts if name == "v1" and HEX.fullmatch(value)]
    if len(stamps) != 1 or not (stamps[0].isascii() and stamps[0].isdigit() and len(stamps[0]) <= 12):
        return None
    if abs(time.time() - int(stamps[0])) > TOLERANCE_S:
        return None
    text = stamps[0].encode() + b"." + body
    macs = [hmac.digest(secret, text, "sha256") for secret in SECRETS]
    held = any(hmac.compare_digest(mac, bytes.fromhex(given)) for mac in macs for given in signatures[:16])
    return int(stamps[0]) if held else None


@app.post("/webhooks/sully")
def notification():
    if (request.content_length or 0) > LIMIT:  # before Flask 2.3, MAX_CONTENT_LENGTH is for forms alone
        return {"error": "too large"}, 413
    body = request.get_data(cache=False)  # the bytes as they came, before anything parses them
    header = request.headers.get("x-sully-signature")
    if not header:
        return {"error": "missing signature"}, 400
    sent_at = signed_at(header, body)
    if sent_at is None:
        return {"error": "invalid signature"}, 403
    try:
        event = json.loads(body)
        if not isinstance(event, dict):
            raise ValueError
    except (ValueError, RecursionError):  # the second for what is nested without end
        return {"error": "invalid JSON"}, 400

    # The same content again is a duplicate; the same resource with other content is a regeneration. An unknown type is kept like any other.
    kind, _, _ = str(event.get("type")).partition(".")
    resource = f"sully:{kind}:{resource_of(event)}"
    digest = hashlib.sha256(body).hexdigest()
    inbox.keep(f"{resource}:{event.get('type')}:{digest}", resource, happened_at(event, sent_at), body)
    return {"received": True}
