"""Plain text: the whole file is one post, as it stands."""

from collections.abc import Iterator

from .document import Document
from .post import Post, Trouble


def read_text(document: Document) -> Iterator[Post | Trouble]:
    """Give the one post that a text file holds."""
    yield Post(document, document.with_line_feeds())
