"""Values of one format in the words of another: what JSON and text can't hold is written as plainly as they can."""

import json
import math
from base64 import b64encode
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any


def as_json(value: Any) -> str:
    """Write a value of any format as JSON: numbers that are none become null, dates ISO 8601, bytes base64."""
    return json.dumps(_plain(value), ensure_ascii=False)


def as_cell(value: Any) -> str:
    """Write a value as the cell of a table: a string as it is, nothing for null, all else as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else as_text(_unquoted(as_json(value)))


def as_text(text: str) -> str:
    """Give a string that UTF-8 can hold: half of a surrogate pair, or a byte that was none, is named instead."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def _unquoted(written: str) -> str:
    return written[1:-1] if written.startswith('"') else written


def _plain(value: Any) -> Any:
    if isinstance(value, str | bool | int) or value is None:
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    return str(value)
