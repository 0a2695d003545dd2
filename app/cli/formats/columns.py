"""Columns in the unit of whoever reads them. All count from 1; ours are code points, which editors show."""

from collections.abc import Callable

from ..sources.document import Document, Position

Column = Callable[[Document, Position], int]
"""Gives the column of a position in some unit."""


def code_points(_document: Document, position: Position) -> int:
    """Count code points, as Python and most editors do."""
    return position.column


def utf_16(document: Document, position: Position) -> int:
    """Count UTF-16 code units, as JavaScript, .NET, Java and SARIF do: most emoji are two."""
    return 1 + len(_before(document, position).encode("utf-16-le", "surrogatepass")) // 2


def utf_8(document: Document, position: Position) -> int:
    """Count UTF-8 bytes, as reviewdog does: most emoji are four."""
    return 1 + len(_before(document, position).encode("utf-8", "surrogatepass"))


def _before(document: Document, position: Position) -> str:
    start = document.line_starts[position.line - 1]
    return document.text[start : start + position.column - 1]
