"""Markdown: one post a file, with its day in the front matter or at the head of the file's name."""

from collections.abc import Iterator
from pathlib import Path

from ..sources import source_for
from ..sources.files import read_documents
from ..sources.post import Post, Trouble
from .entry import Entry, Fields, day_of


def read_page(path: Path, shown: str, _names: Fields) -> Iterator[Entry | Trouble]:
    """Read the post of a Markdown file."""
    source = source_for(shown)
    assert source is not None
    for document in read_documents([str(path)]):
        if isinstance(document, Trouble):
            yield document
            continue
        for post in source(document):
            if isinstance(post, Post):
                yield _entry(post, path)
            elif isinstance(post, Trouble):
                yield post


def _entry(post: Post, path: Path) -> Entry | Trouble:
    declared = post.declared
    day = day_of(declared.date) or day_of(path.name[:10])
    if day is None:
        wanted = "Its front matter has no “date” as 2026-05-17, and neither does its name start with one."
        return Trouble(post.path, wanted, declared.lines.get("date"))
    line = post.document.position(post.prose.starts[0]).line if post.prose.text else 1
    return Entry(post.path, line, post.prose.text, day, declared.channel, declared.relationship, declared.answer)
