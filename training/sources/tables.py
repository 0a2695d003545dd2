"""Reads tables: CSV and TSV. The first line names the columns, but for one reader."""

import bz2
import csv
import io
from collections.abc import Iterable, Iterator

from .errors import SourceError
from .rows import Row, decoded


def read_csv(content: bytes) -> Iterator[Row]:
    """Yield the rows of comma-separated values; a quoted field may run over several lines."""
    return _rows(csv.DictReader(_lines(content)))


def read_bzipped_csv(content: bytes) -> Iterator[Row]:
    """Yield the rows of comma-separated values that are packed with bzip2."""
    try:
        unpacked = bz2.decompress(content)
    except (OSError, ValueError) as error:
        raise SourceError(f"not packed with bzip2 ({error})") from error
    yield from read_csv(unpacked)


def read_tsv(content: bytes) -> Iterator[Row]:
    """Yield the rows of tab-separated values with quoted fields."""
    return _rows(csv.DictReader(_lines(content), delimiter="\t"))


def read_unquoted_tsv(content: bytes) -> Iterator[Row]:
    """Yield the rows of tab-separated values in which a quotation mark is a character like any other."""
    return _rows(csv.DictReader(_lines(content), delimiter="\t", quoting=csv.QUOTE_NONE))


def read_headless_csv(content: bytes) -> Iterator[Row]:
    """Yield the rows of comma-separated values that no line names: the fields are called "0", "1" and so on."""
    return _rows(
        {str(place): cell for place, cell in enumerate(cells)} for cells in csv.reader(_lines(content)) if cells
    )


def _lines(content: bytes) -> io.StringIO:
    return io.StringIO(decoded(content), newline="")  # so a carriage return outside quotes ends a row too


def _rows(table: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows; an empty line is no row and is not counted."""
    try:
        yield from table
    except csv.Error as error:
        raise SourceError(f"not a table that can be read ({error})") from error
