"""A snippet: the lines of some places, with carets under their words, however wide the characters are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..outcome import Place
from ..screen import printable
from ..sources.document import Document

MAX_LINES = 4
"""A place that spans more lines is shown without those in its middle."""

_TAB = "    "
_CUT = "…"
_MIN_WIDTH = 20

Mark = tuple[int, int]
"""A stretch of a line, in code points or in cells, the end exclusive."""


@dataclass(frozen=True, slots=True)
class SnippetLine:
    """A line of a file as a terminal shows it, and the carets below it."""

    number: int
    text: str
    carets: str


@dataclass(frozen=True, slots=True)
class _Cell:
    """One grapheme: where it ends in the line, in code points; what is shown for it; how many columns that takes."""

    end: int
    shown: str
    width: int


def snippet(document: Document, places: Sequence[Place], width: int) -> Iterator[SnippetLine]:
    """Give the marked lines, each once if it can show all its marks, cut around them to at most `width` columns."""
    width = max(width, _MIN_WIDTH)
    for number, marks in sorted(_marks_by_line(document, places).items()):
        cells = list(_cells(document.line(number)))
        for group in _groups(cells, sorted(_in_cells(cells, mark) for mark in marks), width):
            yield _shown(number, cells, group, width)


def _marks_by_line(document: Document, places: Sequence[Place]) -> Mapping[int, list[Mark]]:
    marks: dict[int, list[Mark]] = {}
    for place in places:
        first, last = place.start.line, place.end.line
        numbers = list(range(first, last + 1))
        if len(numbers) > MAX_LINES:
            numbers = numbers[: MAX_LINES // 2] + numbers[-MAX_LINES // 2 :]
        for number in numbers:
            line = document.line(number)
            start = place.start.column - 1 if number == first else len(line) - len(line.lstrip())
            end = place.end.column - 1 if number == last else len(line.rstrip())
            if start < end or first == last:
                marks.setdefault(number, []).append((start, end))
    return marks


def _cells(line: str) -> Iterator[_Cell]:
    if line.isascii() and line.isprintable():
        yield from (_Cell(end, shown, 1) for end, shown in enumerate(line, 1))
        return
    from wcwidth import iter_graphemes, wcswidth  # importing its tables takes as long as a hundred lines

    end = 0
    for grapheme in iter_graphemes(line):
        end += len(grapheme)
        shown = _TAB if grapheme == "\t" else printable(grapheme)
        yield _Cell(end, shown, max(0, wcswidth(shown)))


def _in_cells(cells: Sequence[_Cell], mark: Mark) -> Mark:
    first = next((index for index, cell in enumerate(cells) if cell.end > mark[0]), len(cells))
    last = next((index for index, cell in enumerate(cells, 1) if cell.end >= mark[1]), len(cells))
    return first, max(first, last)


def _groups(cells: Sequence[_Cell], marks: Sequence[Mark], width: int) -> Iterator[list[Mark]]:
    """Put marks together as long as one window can show them all."""
    room = width if _width(cells) <= width else width - 2 * len(_CUT)
    group: list[Mark] = []
    for mark in marks:
        if group and _width(cells[group[0][0] : mark[1]]) > room:
            yield group
            group = []
        group.append(mark)
    if group:
        yield group


def _shown(number: int, cells: Sequence[_Cell], marks: Sequence[Mark], width: int) -> SnippetLine:
    left, right = _window(cells, marks[0][0], marks[-1][1], width)
    before, after = (_CUT if left else ""), (_CUT if right < len(cells) else "")
    carets = ""
    for first, last in marks:
        carets += " " * (len(before) + _width(cells[left:first]) - len(carets))
        carets += "^" * max(1, _width(cells[first : min(last, right)]))
    return SnippetLine(number, before + "".join(cell.shown for cell in cells[left:right]) + after, carets)


def _window(cells: Sequence[_Cell], first: int, last: int, width: int) -> Mark:
    """Choose the cells to show: all if they fit, else the marked ones and, around them, what fits."""
    if _width(cells) <= width:
        return 0, len(cells)
    room = width - 2 * len(_CUT)
    right, used = first, 0
    while right < last and used + cells[right].width <= room:
        used += cells[right].width
        right += 1
    left = first
    while left > 0 and used + cells[left - 1].width <= room:
        left -= 1
        used += cells[left].width
        if right < len(cells) and used + cells[right].width <= room:
            used += cells[right].width
            right += 1
    while right < len(cells) and used + cells[right].width <= room:
        used += cells[right].width
        right += 1
    return _between_words(cells, left, right, first, last)


def _between_words(cells: Sequence[_Cell], left: int, right: int, first: int, last: int) -> Mark:
    """Narrow a window to whole words, where it then still holds more than the marked cells."""
    if left:
        left = next((index for index in range(left, first) if cells[index - 1].shown.isspace()), left)
    if right < len(cells):
        right = next((index for index in range(right, last, -1) if cells[index].shown.isspace()), right)
    return left, right


def _width(cells: Sequence[_Cell]) -> int:
    return sum(cell.width for cell in cells)
