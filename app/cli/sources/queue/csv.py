"""CSV: rows of cells, each character of a cell tied to the file. As RFC 4180 has it, with any of four delimiters."""

import re
from collections.abc import Iterator, Sequence

from ..document import Document
from ..prose import Prose
from .tree import Branch, Leaf, TreeError

DELIMITERS = (",", ";", "\t", "|")

_PIECE = re.compile(r'""|\r\n?|[^"]', re.DOTALL)


def read_csv(document: Document, columns: Sequence[str]) -> Branch:
    """Read the records of a CSV. Without names for the columns, the first row has them."""
    delimiter = "\t" if document.name.lower().endswith((".tsv", ".tab")) else _delimiter(document)
    rows = [row for row in cells(document, delimiter) if any(cell.prose.text for cell in row)]
    names = list(columns) or [cell.prose.text.strip() for cell in (rows[0] if rows else [])]
    records = rows if columns else rows[1:]
    return Branch(0, tuple((str(number), _record(names, row)) for number, row in enumerate(records)), is_list=True)


def cells(document: Document, delimiter: str) -> Iterator[list[Leaf]]:
    """Cut a text into rows of cells. Raises `TreeError` for a quote that is never closed or is followed by text."""
    text, reached, row = document.text, 0, list[Leaf]()
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    while reached < len(text):
        cell, reached = _quoted(document, reached) if text[reached] == '"' else _plain(text, reached, plain)
        row.append(cell)
        if reached < len(text) and text[reached] == delimiter:
            reached += 1
            if reached == len(text):
                row.append(Leaf(reached, Prose("", (), ())))
            continue
        if reached < len(text) and text[reached] not in "\r\n":
            place = document.position(reached)
            raise TreeError(
                "Text follows a closing quote. Write a quote within quotes twice.", place.line, place.column
            )
        reached += 2 if text.startswith("\r\n", reached) else 1
        yield row
        row = []
    if row:
        yield row


def _plain(text: str, start: int, pattern: re.Pattern[str]) -> tuple[Leaf, int]:
    match = pattern.match(text, start)
    end = match.end() if match else start
    return Leaf(start, Prose(text[start:end], range(start, end), range(start + 1, end + 1))), end


def _quoted(document: Document, start: int) -> tuple[Leaf, int]:
    text, reached = document.text, start + 1
    shown, starts, ends = list[str](), list[int](), list[int]()
    while match := _PIECE.match(text, reached):
        piece = match.group()
        shown.append('"' if piece == '""' else "\n" if piece[0] == "\r" else piece)
        starts.append(match.start())
        ends.append(match.end())
        reached = match.end()
    if reached == len(text):
        place = document.position(start)
        raise TreeError("The quote that opens here is never closed.", place.line, place.column)
    return Leaf(start, Prose("".join(shown), tuple(starts), tuple(ends))), reached + 1


def _delimiter(document: Document) -> str:
    """Take the delimiter that parts most cells in the first line."""
    head = re.sub(r'"[^"]*"', "", document.line(1))
    return max(DELIMITERS, key=head.count)


def _record(names: Sequence[str], row: Sequence[Leaf]) -> Branch:
    return Branch(row[0].start, tuple(zip(names, row, strict=False)))
