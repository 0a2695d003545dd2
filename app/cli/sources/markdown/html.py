"""HTML inside Markdown: the text between the tags, without comments and without elements that hold no prose."""

import re
from collections.abc import Iterator
from html import unescape

from .seen import Break, Piece, Seen

HIDDEN_ELEMENTS = frozenset(
    {"blockquote", "code", "math", "pre", "samp", "script", "style", "svg", "template", "textarea", "title"}
)
"""Elements that a reader sees as code or as somebody else's words, or not at all."""

_INLINE_ELEMENTS = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
})  # fmt: skip
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
        elif name and name not in _INLINE_ELEMENTS:
            yield Break("\n" if name == "br" else "\n\n")
    if not hidden:
        yield Piece(content[reached:], reached, len(content))


def is_inline(tag: str) -> bool:
    """Say whether an element stands within a line, by its name in lower case."""
    return tag in _INLINE_ELEMENTS


def hides(tag: str) -> int:
    """Say whether a tag starts (1) or ends (-1) an element that hides its content, or does neither (0)."""
    match = _TAG.match(tag)
    if match is None or match["name"].lower() not in HIDDEN_ELEMENTS or tag.endswith("/>"):
        return 0
    return -1 if match["close"] else 1
