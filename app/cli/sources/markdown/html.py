"""HTML inside Markdown: the text between the tags, without comments and without elements that hold no prose."""

import re
from collections.abc import Iterator
from html import unescape

from ..html_elements import HIDDEN_ELEMENTS, is_inline
from .seen import Break, Piece, Seen

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z][a-z0-9-]*)", re.IGNORECASE)
_MARKUP = re.compile(
    r"""<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[!?][^>]*>
    |</?(?P<name>[a-z][a-z0-9-]*)[^<>]*>
    |(?P<entity>&(?:\#[0-9]{1,7}|\#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});)""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)


def read_html(content: str) -> Iterator[Seen]:
    """Give what a reader sees of some HTML, in order."""
    hidden, reached = 0, 0
    for match in _MARKUP.finditer(content):
        if not hidden:
            yield Piece(content[reached : match.start()], reached, match.start())
        reached = match.end()
        hidden = max(0, hidden + hides(match.group()))
        name = (match["name"] or "").lower()
        if hidden:
            continue
        if match["entity"]:
            yield Piece(unescape(match.group()), match.start(), match.end())
        elif name and not is_inline(name):
            yield Break("\n" if name == "br" else "\n\n")
    if not hidden:
        yield Piece(content[reached:], reached, len(content))


def hides(tag: str) -> int:
    """Say whether a tag starts (1) or ends (-1) an element that hides its content, or does neither (0)."""
    match = _TAG.match(tag)
    if match is None or match["name"].lower() not in HIDDEN_ELEMENTS or tag.endswith("/>"):
        return 0
    return -1 if match["close"] else 1
