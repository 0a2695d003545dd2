"""JSON and JSON lines as trees, each character of a string tied to the file."""

import json
import re
from collections.abc import Iterator

from ..document import Document
from ..prose import Prose
from .tree import Branch, Leaf, Node, TreeError

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+')
_PIECE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]", re.DOTALL
)


def read_json(document: Document) -> Node:
    """Read a JSON document; raises `TreeError`."""
    return _tree(document, document.text, 0)


def read_json_lines(document: Document) -> Iterator[tuple[int, Node | TreeError]]:
    """Read each line that isn't blank, with its number; one that isn't JSON is an error in its place."""
    for number, start in enumerate(document.line_starts, 1):
        line = document.line(number)
        if line.strip():
            try:
                yield number, _tree(document, line, start)
            except TreeError as error:
                yield number, error


def _tree(document: Document, text: str, offset: int) -> Node:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        place = document.position(offset + error.pos)
        reason = error.msg[:1].lower() + error.msg[1:]
        raise TreeError(f"It is not JSON: {reason}.", place.line, place.column) from None
    except RecursionError:
        raise TreeError("It is nested too deeply to be read.") from None
    return _Builder(text, offset).build()


class _Builder:
    """Builds the tree of a text that is known to be JSON. Depth is bounded, for the parser before it recurses."""

    def __init__(self, text: str, offset: int) -> None:
        self._tokens = _TOKEN.finditer(text)
        self._offset = offset

    def build(self) -> Node:
        return self._value(next(self._tokens))

    def _value(self, token: re.Match[str]) -> Node:
        start, what = token.start() + self._offset, token.group()
        if what == "[":
            return Branch(start, tuple((str(number), node) for number, node in enumerate(self._elements())), True)
        if what == "{":
            return Branch(start, tuple(self._members()))
        if what.startswith('"'):
            return Leaf(start, _string(what[1:-1], start + 1))
        verbatim = range(start, start + len(what)), range(start + 1, start + len(what) + 1)
        return Leaf(start, Prose("" if what == "null" else what, *verbatim), is_text=False)

    def _elements(self) -> Iterator[Node]:
        while (token := next(self._tokens)).group() != "]":
            if token.group() != ",":
                yield self._value(token)

    def _members(self) -> Iterator[tuple[str, Node]]:
        while (token := next(self._tokens)).group() != "}":
            if token.group() != ",":
                next(self._tokens)  # the colon
                yield json.loads(token.group()), self._value(next(self._tokens))


def _string(raw: str, offset: int) -> Prose:
    """Read what stands between quotes. A pair of surrogates is one character, as an escape is."""
    pieces = list(_PIECE.finditer(raw))
    text = "".join(piece.group() if piece.group()[0] != "\\" else json.loads(f'"{piece.group()}"') for piece in pieces)
    starts = tuple(piece.start() + offset for piece in pieces)
    return Prose(text, starts, tuple(piece.end() + offset for piece in pieces))
