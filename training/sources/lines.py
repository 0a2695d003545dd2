"""Reads text files that hold one row a line."""

from collections.abc import Iterator

from .rows import TEXT, Row, decoded


def read_lines(content: bytes) -> Iterator[Row]:
    """Yield every line, empty ones too; only a line feed ends a line."""
    for line in decoded(content).split("\n"):
        yield {TEXT: line}
