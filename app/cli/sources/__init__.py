"""Where posts are read from: one file per input format, found by the suffix of the file's name."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath

from .document import Document
from .notice import Notice
from .post import Post, Trouble
from .queue import LAYOUTS, QUEUES, Layout, read_queue
from .text import read_text

Read = Iterator[Post | Notice | Trouble]
Source = Callable[[Document], Read]
"""Reads the posts of a document, and tells of those that it can't read."""


def _read_html(document: Document) -> Read:
    from .html import read_html  # what reads a format is imported where a file has it

    return read_html(document)


def _read_markdown(document: Document) -> Read:
    from .markdown import read_markdown

    return read_markdown(document)


SOURCES: Mapping[str, Source] = {
    "": read_text,
    ".htm": _read_html,
    ".html": _read_html,
    ".markdown": _read_markdown,
    ".md": _read_markdown,
    ".mdown": _read_markdown,
    ".mkd": _read_markdown,
    ".text": read_text,
    ".txt": read_text,
    ".xhtml": _read_html,
}
"""The source for each suffix of a file that is one post, in lower case."""


def source_for(name: str) -> Source | None:
    """Find what reads a file of this name, if it is one post; none if the suffix isn't known."""
    return SOURCES.get(PurePath(name).suffix.lower())


def takes_comments(name: str) -> bool:
    """Say whether a file of this name is a post in which comments may stand that nobody sees."""
    return source_for(name) not in (None, read_text)


def is_queue(name: str) -> bool:
    """Say whether a file of this name holds many posts."""
    return PurePath(name).suffix.lower() in QUEUES


def is_known(name: str) -> bool:
    """Say whether a file of this name can be read at all."""
    return is_queue(name) or source_for(name) is not None


def read_posts(document: Document, layout: Layout | None = None) -> Read:
    """Give the posts of a document; a queue is read by its layout."""
    if is_queue(document.name):
        return read_queue(document, layout or LAYOUTS["plain"])
    return (source_for(document.name) or read_text)(document)
