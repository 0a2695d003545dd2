"""A request as it is shown in the documentation."""

from fastapi.openapi.models import Example

from ...examples import FLIP_TEXT

MESSAGES: dict[str, Example] = {
    "flip": {
        "summary": "A flip, which its sender gets back with the reason",
        "value": {
            "message": {"id": "", "text": FLIP_TEXT, "type": "regular", "attachments": []},
            "user": {"id": "ann", "role": "user"},
            "channel": {"cid": "messaging:village", "id": "village", "type": "messaging"},
            "request_info": {"type": "client", "ip": "203.0.113.7"},
        },
    }
}
