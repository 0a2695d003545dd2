"""Reads the outbox of a Mastodon archive: everything one account posted."""

import json
from collections.abc import Iterator

from .errors import SourceError
from .rows import Row, decoded


def read_outbox(content: bytes) -> Iterator[Row]:
    """Yield the `content` of every activity in order, in HTML; what only passes on another's post has none."""
    try:
        activities = json.loads(decoded(content))["orderedItems"]
        posts = [activity["object"] for activity in activities]
    except (ValueError, KeyError, TypeError) as error:
        raise SourceError(f"not an outbox ({error!r})") from error
    for post in posts:
        yield {"content": post.get("content") if isinstance(post, dict) else None}
