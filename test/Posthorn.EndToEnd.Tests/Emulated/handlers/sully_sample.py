"""A handler after the sample in Sully's documentation: header, time, signature, type. It remembers what it has seen in memory."""
import hashlib
import hmac
import json
import os
import time

from flask import Flask, request

app = Flask(__name__)
SECRET = os.environ["WEBHOOK_SECRET"]
SEEN = set()


@app.post("/webhooks/sully")
def notification():
    header = request.headers.get("x-sully-signature")
    if not header:
        return "Missing signature", 400

    parts = dict(part.strip().split("=", 1) for part in header.split(","))
    body = request.get_data(as_text=True)
    expected = hmac.new(SECRET.encode("utf-8"), f"{parts['t']}.{body}".encode("utf-8"), hashlib.sha256).hexdigest()
    if abs(time.time() - int(parts["t"])) > 300 or not hmac.compare_digest(expected, parts["v1"]):
        print("refused", flush=True)
        return "Invalid signature", 403

    event = json.loads(body)
    key = event["type"] + ":" + (event["data"].get("transcriptionId") or event["data"]["id"])
    if key not in SEEN:
        SEEN.add(key)
        print("handled", key, flush=True)
    return "OK"
