"""Reads Markdown and plain text, whose parts are paragraphs with empty lines between them."""

import re
from collections.abc import Iterator

from .rows import TEXT, Row, decoded

_FRONT_MATTER = re.compile(r"\s*(---|\+\+\+)[ \t]*\n.*?^\1[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def read_paragraphs(content: bytes) -> Iterator[Row]:
    """Yield the whole text as row 0, without front matter in YAML or TOML, and then its paragraphs from row 1."""
    unified = decoded(content).replace("\r\n", "\n")
    front_matter = _FRONT_MATTER.match(unified)
    body = unified[front_matter.end() :] if front_matter else unified
    for text in (body, *_EMPTY_LINES.split(body.strip())):
        yield {TEXT: text}
