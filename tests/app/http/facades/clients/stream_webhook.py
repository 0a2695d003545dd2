"""Call the webhook as Stream does, with bodies that Stream's own library says are signed rightly; prints what came of it.

stream_webhook.py ADDRESS SECRET FLIP HARMLESS
"""

import gzip
import hashlib
import hmac
import json
import sys
from typing import Any

import requests
from stream_chat import StreamChat

ADDRESS, SECRET, FLIP, HARMLESS = sys.argv[1:]
URL = f"{ADDRESS}/stream/before-message-send"

client = StreamChat(api_key="app", api_secret=SECRET)


def sent(text: str, packed: bool = False, secret: str = SECRET, **parameters: str) -> dict[str, Any]:
    body = json.dumps(
        {
            "message": {"id": "", "text": text, "html": "", "type": "regular", "attachments": [], "silent": False},
            "user": {"id": "ann", "role": "user", "banned": False},
            "channel": {"cid": "messaging:village", "id": "village", "type": "messaging", "config": {"replies": True}},
            "request_info": {"type": "client", "ip": "203.0.113.7"},
        }
    ).encode()
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": "application/json",
        "X-Api-Key": "app",
        "X-Signature": signature,
        "X-Webhook-Attempt": "1",
    }
    wire = gzip.compress(body) if packed else body
    if packed:
        headers["Content-Encoding"] = "gzip"
    answer = requests.post(URL, data=wire, headers=headers, params=parameters, timeout=60)
    return {
        "library": client.verify_webhook(body, signature),
        "event": packed and client.verify_and_parse_webhook(wire, signature)["message"]["text"] == text,
        "status": answer.status_code,
        "body": answer.json(),
    }


done = {
    "flip": sent(FLIP),
    "packed": sent(FLIP, packed=True),
    "harmless": sent(HARMLESS),
    "market": sent(FLIP, relationship="market"),
}
wrong = {"status": sent(FLIP, secret="another")["status"], "library": sent(FLIP, secret="another")["library"]}
sys.stdout.write(json.dumps({**done, "wrong": wrong}))
