"""HTML: what a reader sees of a page or a mail, without tags, scripts, styles, code and other people's words.

Python's own parser tells where everything stands; it takes broken HTML as browsers do, near enough for prose.
"""

from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

from model import Relationship, Span

from .document import Document
from .html_elements import HIDDEN_ELEMENTS, is_inline
from .ignores import comments_in, ignores_of
from .notice import Notice
from .post import Declared, Ignore, Post, Trouble
from .prose import Prose, ProseBuilder

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_UNSEEN = frozenset({"datalist", "link", "meta", "noscript", "script", "style", "template", "wbr"})
"""Elements that take no room on a page, so that the words around them are not parted."""

_UNREAD = HIDDEN_ELEMENTS | {"button", "canvas", "datalist", "head", "iframe", "nav", "noscript", "object", "select"}
_DECLARES = "flipguard:"
_ALLOWED = ("relationship", "channel", "date")


def read_html(document: Document) -> Iterator[Post | Notice | Trouble]:
    """Give the one post that an HTML file holds; `<meta name="flipguard:channel" content="…">` says who reads it."""
    source = document.with_line_feeds()
    page = _Page(source.text)
    try:
        declared = _declared(page)
    except ValueError as error:
        yield Trouble(document.name, str(error), page.lines.get("relationship"))
        return
    prose = page.builder.build().within(source)
    ignores: list[Ignore] = []
    for found in ignores_of(document, comments_in(document.text), prose):
        if isinstance(found, Notice):
            yield found
        else:
            ignores.append(found)
    yield Post(document, prose, declared, tuple(ignores))


def html_prose(source: str) -> Prose:
    """Give what a reader sees of some HTML, tied to it. Its line breaks are LF."""
    return _Page(source).builder.build()


def _declared(page: "_Page") -> Declared:
    relationship = page.metas.get("relationship")
    if relationship is not None and relationship not in list(Relationship):
        raise ValueError(f"“flipguard:relationship” is “{relationship}”; it must be social, mixed or market.")
    return Declared(
        relationship=Relationship(relationship) if relationship else None,
        channel=page.metas.get("channel"),
        date=page.metas.get("date"),
        lines=page.lines,
    )


class _Page(HTMLParser):
    """Reads a page from start to end, and notes what is seen of it and what it declares."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.builder = ProseBuilder()
        self.metas: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self._source = source
        self._line_starts = Document.of("", source).line_starts
        self._hidden: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        fields = dict(attrs)
        if tag == "meta":
            self._declare(fields)
        if not self._hidden and tag not in _UNSEEN and not is_inline(tag):
            self.builder.separate("\n" if tag == "br" else "\n\n")
        if tag not in _VOID and (self._hidden or tag in _UNREAD or "hidden" in fields):
            self._hidden.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            while self._hidden.pop() != tag:
                pass
        if not self._hidden and tag not in _UNSEEN and not is_inline(tag):
            self.builder.separate("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            start = self._offset()
            self.builder.show(data, range(start, start + len(data)))

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        if self._hidden:
            return
        start = self._offset()
        end = start + len(written)
        if self._source.startswith(";", end):
            written, end = f"{written};", end + 1
        shown = unescape(written)
        if shown == written:
            self.builder.show(written, range(start, end))
        else:
            self.builder.substitute(shown, Span(start, end))

    def _declare(self, fields: dict[str, str | None]) -> None:
        name, content = (fields.get("name") or "").lower(), fields.get("content")
        key = name.removeprefix(_DECLARES)
        if name.startswith(_DECLARES) and key in _ALLOWED and content:
            self.metas[key] = content.strip()
            self.lines[key] = self.getpos()[0]

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column
