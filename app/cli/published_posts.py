"""Published posts, as a report reads them: from every format that a check reads, and each with its day."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from ..report.published import Published
from .audience import AudienceError, Audiences
from .sources import is_known, read_posts
from .sources.files import read_documents
from .sources.finding import find_files
from .sources.post import Post, Trouble
from .sources.queue import Layout

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_NO_POSTS = ("", ".txt", ".text")
"""What lies in a folder and ends like this is taken for notes; named itself, it is read."""


def read_published(names: Sequence[str], layout: Layout, audiences: Audiences) -> Iterator[Published | Trouble]:
    """Read the posts of files and folders; what can't be read, or has no day, becomes trouble."""
    for document in read_documents(find_files(names, _is_post)):
        if isinstance(document, Trouble):
            yield document
            continue
        for post in read_posts(document, layout):
            if isinstance(post, Post):
                yield _published(post, layout, audiences)
            elif isinstance(post, Trouble):
                yield post


def day_of(written: str | None) -> dt.date | None:
    """Read the day at the head of an ISO date or time; none where there is none."""
    found = _DAY.match(written.strip()) if written else None
    try:
        return dt.date.fromisoformat(found.group()) if found else None
    except ValueError:
        return None


def _is_post(name: str) -> bool:
    return is_known(name) and PurePath(name).suffix.lower() not in _NO_POSTS


def _published(post: Post, layout: Layout, audiences: Audiences) -> Published | Trouble:
    declared = post.declared
    line = post.document.position(post.prose.starts[0]).line if post.prose.text else 1
    day = day_of(declared.date) or (day_of(PurePath(post.path).name) if post.label is None else None)
    if day is None:
        return Trouble(post.path, _no_day(post, layout), declared.lines.get("date", line))
    try:
        audience = audiences.find(declared.channel, declared.relationship)
    except AudienceError as error:
        return Trouble(post.path, str(error), declared.lines.get(error.field, line))
    return Published(post.prose.text, day, audience, declared.answer, f"{post.path}:{line}")


def _no_day(post: Post, layout: Layout) -> str:
    if post.label is None:
        return "Its front matter has no “date” as 2026-05-17, and its name does not start with one."
    looked = ", ".join(f"“{name}”" for name in layout.fields["date"])
    return f"The post has no day as 2026-05-17 in {looked}. --field date=NAME says what the field is called."
