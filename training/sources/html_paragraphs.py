"""Reads the paragraphs of web pages, and of the scripts that make them."""

import re
from collections.abc import Iterator

from .rows import Row, decoded

_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)


def read_html_paragraphs(content: bytes) -> Iterator[Row]:
    """Yield what stands between the tags of each `p` element as `content`, in HTML."""
    for paragraph in _PARAGRAPH.findall(decoded(content)):
        yield {"content": paragraph}
