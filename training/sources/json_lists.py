"""Reads JSON files that hold one list of objects."""

import json
from collections.abc import Iterator

from .errors import SourceError
from .rows import Row, decoded


def read_json_list(content: bytes) -> Iterator[Row]:
    """Yield the objects of the list with those of their fields that are text."""
    try:
        items = json.loads(decoded(content))
    except ValueError as error:
        raise SourceError(f"not JSON ({error})") from error
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise SourceError("not a list of objects")
    for item in items:
        yield {name: value for name, value in item.items() if isinstance(value, str)}
