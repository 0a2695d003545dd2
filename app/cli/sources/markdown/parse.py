r"""Parsing Markdown so that the place of everything is known.

markdown-it tells the lines of a block, but not where in them its content stands: it has taken away bullets, quote
marks, indents and the backslash of `\|`. So the rules that make content are wrapped here, to note for each of its
characters the offset in the source, while the parser still knows.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from markdown_it import MarkdownIt, rules_block
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.front_matter import front_matter_plugin

BlockRule = Callable[[StateBlock, int, int, bool], bool]

MAX_NESTING = 100
"""Blocks nested deeper than this are not read; a list within a list is two levels."""

_OFFSETS = "offsets"
_HEADING_MARK = re.compile(r"#{1,6}")


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed source: its blocks as tokens, and the parser and link definitions that reading their content needs."""

    source: str
    tokens: Sequence[Token]
    parser: MarkdownIt
    definitions: EnvType


def parse(source: str) -> Page:
    """Parse a Markdown source whose line breaks are LF. Content is located, but not yet read."""
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])
    parser.core.ruler.enableOnly("block")
    definitions: EnvType = {}
    if not source:
        return Page(source, [], parser, definitions)
    parser.use(front_matter_plugin)
    rules = parser.block.ruler
    rules.at("paragraph", _noting(rules_block.paragraph, _lines))
    rules.at("lheading", _noting(rules_block.lheading, _lines))
    rules.at("heading", _noting(rules_block.heading, _heading), {"alt": ["paragraph", "reference", "blockquote"]})
    rules.at("html_block", _noting(rules_block.html_block, _lines), {"alt": ["paragraph", "reference", "blockquote"]})
    rules.at("table", _noting(rules_block.table, _cells), {"alt": ["paragraph", "reference"]})
    return Page(source, parser.parse(source, definitions), parser, definitions)


def offsets(token: Token) -> Sequence[int]:
    """Give the offset in the source of each character of a token's content."""
    noted: Sequence[int] = token.meta[_OFFSETS]
    return noted


def _noting(rule: BlockRule, locate: Callable[[StateBlock, Sequence[Token]], None]) -> BlockRule:
    def noting(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        known = len(state.tokens)
        matched = rule(state, start_line, end_line, silent)
        if matched and not silent:
            locate(state, [token for token in state.tokens[known:] if token.content])
        return matched

    return noting


def _lines(state: StateBlock, tokens: Sequence[Token]) -> None:
    """Locate content that is whole lines of the source, without what stands before each."""
    for token in tokens:
        lines = token.content.split("\n")
        # The parser may have trimmed lines away at the top that hold nothing but rare white space.
        source_lines = (state.src[slice(*_bounds(state, number))] for number in range(*(token.map or (0, 0))))
        first = _first_line(token) + _blanks(source_lines) - _blanks(lines)
        token.meta[_OFFSETS] = [
            offset
            for number, content in enumerate(lines, first)
            for offset in (*_aligned(content, state.src, *_bounds(state, number)), state.eMarks[number])
        ]


def _heading(state: StateBlock, tokens: Sequence[Token]) -> None:
    """Locate the content of a heading, which stands behind its marks."""
    for token in tokens:
        start, end = _bounds(state, _first_line(token))
        mark = _HEADING_MARK.match(state.src, start)
        token.meta[_OFFSETS] = list(_aligned(token.content, state.src, mark.end() if mark else start, end))


def _cells(state: StateBlock, tokens: Sequence[Token]) -> None:
    """Locate the cells of a table, row by row. Only cells that hold something are located."""
    filled = (token for token in tokens if token.content.strip())
    for number, row in groupby(filled, _first_line):
        places = _filled_cells(state.src, *_bounds(state, number))
        for token, place in zip(row, places, strict=False):
            first = _indent(state.src[offset] for offset in place) - _indent(token.content)
            token.meta[_OFFSETS] = place[first : first + len(token.content)]


def _filled_cells(source: str, start: int, end: int) -> Iterator[list[int]]:
    r"""Split a row at its bars and give the offsets of the characters of each filled cell; `\|` is a bar in a cell."""
    place: list[int] = []
    escaped = False
    for offset in (*range(start, end), None):
        character = "|" if offset is None else source[offset]
        if offset is None or (character == "|" and not escaped):
            if any(not source[inside].isspace() for inside in place):
                yield place
            place = []
        else:
            if character == "|":
                place.pop()
            place.append(offset)
        escaped = character == "\\"


def _blanks(lines: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda line: not line.strip(), lines))


def _indent(characters: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(str.isspace, characters))


def _first_line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _bounds(state: StateBlock, line: int) -> tuple[int, int]:
    """Give where a line starts in the block that holds it, behind bullets, quote marks and indents, and its end."""
    return state.bMarks[line] + state.tShift[line], state.eMarks[line]


def _aligned(content: str, source: str, start: int, end: int) -> range:
    """Locate a line's content, whose first visible character is the first one from `start` on."""
    first = start + _indent(source[start:end]) - _indent(content)
    return range(first, first + len(content))
