"""A message as it is shown in the documentation."""

from typing import Any

from ...examples import FLIP_TEXT

MESSAGE: dict[str, Any] = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "properties": {
                    "jsonrpc": {"type": "string", "enum": ["2.0"]},
                    "id": {"type": "integer"},
                    "method": {"type": "string", "enum": ["initialize", "ping", "tools/list", "tools/call"]},
                    "params": {"type": "object"},
                },
                "required": ["jsonrpc", "method"],
            },
            "example": {
                "jsonrpc": "2.0",
                "id": 1,
                "method": "tools/call",
                "params": {"name": "check_post", "arguments": {"text": FLIP_TEXT, "relationship": "social"}},
            },
        }
    },
}
