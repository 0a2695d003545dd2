"""What a reader sees of a page: its blocks in order, without code, block quotes and what no reader is shown."""

import re
from collections.abc import Iterable

from markdown_it.token import Token

from model import Span

from ..prose import Prose, ProseBuilder
from .html import read_html
from .inline import InlineReader
from .parse import Page, offsets
from .seen import Break, Seen

_SEPARATORS = {
    "bullet_list_open": "\n",
    "ordered_list_open": "\n",
    "list_item_open": "\n",
    "tbody_open": "\n",
    "tr_open": "\n",
    "th_open": " ",
    "td_open": " ",
}
"""What parts a block from what stands before it, where that is not an empty line."""

_CHECKBOX = re.compile(r"\[[ xX]\](?=\s)")


def visible_prose(page: Page) -> Prose:
    """Give the prose of a page, tied to its source."""
    builder, reader = ProseBuilder(), InlineReader(page.parser, page.definitions)
    quotes = 0
    for index, token in enumerate(page.tokens):
        quotes += token.nesting if token.type.startswith("blockquote") else 0
        builder.separate(_separator(token))
        if quotes or not token.content.strip():
            continue
        if token.type == "inline":
            # A list item opens, then its paragraph, then comes what is in it.
            starts_item = index >= 2 and page.tokens[index - 2].type == "list_item_open"
            _show(token, reader.read(token.content), builder, after=_checkbox_end(token) if starts_item else 0)
        elif token.type == "html_block":
            _show(token, read_html(token.content), builder)
    return builder.build()


def _separator(token: Token) -> str:
    """Say what parts a block from what stands before it; a paragraph in a tight list is part of its item."""
    if token.nesting < 0 or token.type == "inline" or (token.type == "paragraph_open" and token.hidden):
        return ""
    return _SEPARATORS.get(token.type, "\n\n")


def _checkbox_end(token: Token) -> int:
    checkbox = _CHECKBOX.match(token.content)
    return checkbox.end() if checkbox else 0


def _show(token: Token, seen: Iterable[Seen], builder: ProseBuilder, after: int = 0) -> None:
    places = offsets(token)
    for one in seen:
        if isinstance(one, Break):
            builder.separate(one.separator)
        elif one.start >= after and one.text == token.content[one.start : one.end]:
            builder.show(one.text, places[one.start : one.end])
        elif one.start >= after:
            builder.substitute(one.text, Span(places[one.start], places[one.end - 1] + 1))
