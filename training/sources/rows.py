"""What every reader of a file format gives: rows, in the file's own order."""

from collections.abc import Callable, Iterator, Mapping

Row = Mapping[str, str | None]
"""The fields of one row by name. A field that the row lacks is absent or None."""

Reader = Callable[[bytes], Iterator[Row]]
"""Reads the content of a file. The position of a row in what it yields is the `row` of the labels, from 0."""

TEXT = "text"
"""The only field of formats that name no fields."""


def decoded(content: bytes) -> str:
    """Read bytes as UTF-8, without a byte order mark; what is not UTF-8 becomes the replacement character."""
    return content.decode("utf-8-sig", "replace")
