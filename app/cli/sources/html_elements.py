"""What elements of HTML are to a reader, by their names in lower case."""

HIDDEN_ELEMENTS = frozenset(
    {"blockquote", "code", "math", "pre", "samp", "script", "style", "svg", "template", "textarea", "title"}
)
"""Elements that a reader sees as code or as somebody else's words, or not at all."""

_INLINE_ELEMENTS = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
})  # fmt: skip


def is_inline(tag: str) -> bool:
    """Say whether an element stands within a line."""
    return tag in _INLINE_ELEMENTS
