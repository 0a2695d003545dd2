"""Front matter: the YAML between two lines of dashes at the top, in which a post may say who reads it and when it was sent.

YAML is imported where a post has some: most have none, and it takes longer to import than they take to be read.
"""

import re
from itertools import takewhile

from ..post import Declared
from .front_matter_error import FrontMatterError
from .parse import Page

AUDIENCE = ("relationship", "channel")
"""The entries that say who reads a post."""

_DECLARATION = re.compile(rf"(?:{'|'.join(AUDIENCE)})[ \t]*:")


def declared_in(page: Page) -> Declared:
    """Find what the front matter says of the post; raises `FrontMatterError` if it can't be told."""
    content = _content(page)
    if content is not None:
        from .front_matter_entries import declared

        return declared(content)
    if _is_unclosed(page.source):
        raise FrontMatterError("The front matter is never closed. Put a line of “---” below it.", line=1)
    return Declared()


def ignore_in(page: Page) -> tuple[str, int] | None:
    """Find what the front matter asks to ignore in the whole post, and at which line; it can be read, as was seen."""
    content = _content(page)
    if content is None:
        return None
    from .front_matter_entries import ignored

    return ignored(content)


def _content(page: Page) -> str | None:
    return next((token.content for token in page.tokens if token.type == "front_matter"), None)


def _is_unclosed(source: str) -> bool:
    """Say whether a source starts as front matter does, with an audience in it, but no closing line was found."""
    first, *rest = source.split("\n")
    return first.rstrip() == "---" and any(map(_DECLARATION.match, takewhile(str.strip, rest)))
