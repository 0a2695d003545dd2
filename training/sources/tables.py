"""Reads tables whose first line names the columns: CSV and TSV."""

import csv
import io
from collections.abc import Iterable, Iterator

from .errors import SourceError
from .rows import Row, decoded


def read_csv(content: bytes) -> Iterator[Row]:
    """Yield the rows of comma-separated values; a quoted field may run over several lines."""
    return _rows(csv.DictReader(_lines(content)))


def read_tsv(content: bytes) -> Iterator[Row]:
    """Yield the rows of tab-separated values with quoted fields."""
    return _rows(csv.DictReader(_lines(content), delimiter="\t"))


def read_unquoted_tsv(content: bytes) -> Iterator[Row]:
    """Yield the rows of tab-separated values in which a quotation mark is a character like any other."""
    return _rows(csv.DictReader(_lines(content), delimiter="\t", quoting=csv.QUOTE_NONE))


def _lines(content: bytes) -> io.StringIO:
    return io.StringIO(decoded(content))


def _rows(table: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows below the header; an empty line is no row and is not counted."""
    try:
        yield from table
    except csv.Error as error:
        raise SourceError(f"not a table that can be read ({error})") from error
