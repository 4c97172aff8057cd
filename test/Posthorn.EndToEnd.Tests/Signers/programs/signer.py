"""Signs and verifies as the vendors' guides say, with Python's own hmac. The body comes on the standard input.

signer.py sign   suki|sully SECRET TIMESTAMP            prints the signature header
signer.py verify suki|sully SECRET TIMESTAMP SIGNATURE
"""

import hashlib
import hmac
import sys

action, scheme, secret, timestamp = sys.argv[1:5]
body = sys.stdin.buffer.read()
separator = {"suki": b":", "sully": b"."}[scheme]
mac = hmac.new(secret.encode("utf-8"), timestamp.encode() + separator + body, hashlib.sha256).hexdigest()
header = mac if scheme == "suki" else f"t={timestamp},v1={mac}"

if action == "sign":
    print(header)
else:
    print("valid" if hmac.compare_digest(header, sys.argv[5]) else "refused")
