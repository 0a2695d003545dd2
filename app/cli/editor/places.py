"""Places as editors count them: lines and columns from 0, columns in UTF-16 units."""

from lsprotocol import types

from ..formats.columns import utf_16
from ..outcome import Place
from ..sources.document import Document, Position


def position_of(document: Document, position: Position) -> types.Position:
    """Give a position in the editor's count."""
    return types.Position(position.line - 1, utf_16(document, position) - 1)


def range_of(document: Document, place: Place) -> types.Range:
    """Give a place in the editor's count."""
    return types.Range(position_of(document, place.start), position_of(document, place.end))


def overlap(one: types.Range, other: types.Range) -> bool:
    """Say whether two ranges touch."""
    return (one.start.line, one.start.character) <= (other.end.line, other.end.character) and (
        other.start.line,
        other.start.character,
    ) <= (one.end.line, one.end.character)
