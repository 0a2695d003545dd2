"""Markdown: the file is one post; what is judged is what a reader sees of it, without code, quotes and comments."""

import re
from collections.abc import Iterator

from model import Span

from ..document import Document
from ..ignores import Comment, IgnoreError, comments_in, ignore_in_field, ignores_of
from ..notice import Notice
from ..post import Ignore, Post, Trouble
from ..prose import Prose
from .front_matter import declared_in, ignore_in
from .front_matter_error import FrontMatterError
from .parse import Page, offsets, parse
from .visible import visible_prose

__all__ = ["read_markdown"]

_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)


def read_markdown(document: Document) -> Iterator[Post | Notice | Trouble]:
    """Give the one post that a Markdown file holds, with what its front matter declares of it."""
    source = document.with_line_feeds()
    page = parse(source.text)
    try:
        declared = declared_in(page)
        asked = ignore_in(page)
    except FrontMatterError as error:
        yield Trouble(document.name, str(error), line=error.line)
        return
    prose = visible_prose(page).within(source)
    ignores: list[Ignore] = []
    if asked is not None:
        value, line = asked
        try:
            ignores.append(ignore_in_field(value, document.line_starts[line - 1], prose.origin_of_all()))
        except IgnoreError as error:
            yield Notice(document, document.position(document.line_starts[line - 1]), error.rule, str(error))
    for found in ignores_of(document, _comments(page, source), prose):
        if isinstance(found, Notice):
            yield found
        else:
            ignores.append(found)
    yield Post(document, prose, declared, tuple(ignores))


def _comments(page: Page, source: Prose) -> Iterator[Comment]:
    """Find comments where they are comments: not in code, which only shows them."""
    for token in page.tokens:
        if token.type not in ("html_block", "inline") or "flipguard-" not in token.content:
            continue
        content = token.content
        if token.type == "inline":
            content = _CODE.sub(lambda code: " " * len(code.group()), content)
        places = offsets(token)
        for comment in comments_in(content):
            place = Span(places[comment.place.start], places[comment.place.end - 1] + 1)
            yield Comment(comment.kind, comment.rest, source.origin(place))
