"""A handler after the sample in Suki's documentation: verify, look at the status, answer. It keeps nothing."""
import hashlib
import hmac
import json
import os

from flask import Flask, jsonify, request

app = Flask(__name__)
SECRET = os.environ["WEBHOOK_SECRET"].encode()


@app.post("/webhooks/notification")
def notification():
    body = request.get_data()
    signed = request.headers.get("generated-at", "").encode() + b":" + body
    expected = hmac.new(SECRET, signed, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, request.headers.get("X-API-Key", "")):
        print("refused", flush=True)
        return jsonify(code=401, message="invalid token"), 401

    payload = json.loads(body)
    if payload.get("status") not in ("success", "failure"):
        return jsonify(code=400, message="Unknown status"), 400

    print("handled", payload["status"], payload["session_id"], flush=True)
    return jsonify(message="Notification received")
