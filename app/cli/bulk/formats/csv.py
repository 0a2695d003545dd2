"""CSV: a header, and a row of cells for each post. Scores stand in columns behind those that were there."""

import csv
import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from ...refusal import Refusal
from ...rows import MAX_ROW_BYTES, Readable, skip_line
from ...sources.queue.csv import DELIMITERS
from ..parts import Output, Part
from ..records import Fault, Outcome, Record
from ..scorer import CHANNEL, RELATIONSHIP
from ..values import as_cell, as_json, as_text

ADDED = ("flip_risk", "verdict", "cues", "error_row", "error_code", "error_field", "error_message")
"""The columns that scoring adds. Those of the same names are replaced."""

_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Cells:
    """A row as it was cut: the line that it starts on, its cells, and what kept it from being cut."""

    number: int
    cells: tuple[str, ...] = ()
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns, what parts them, and how many lines they take."""

    columns: tuple[str, ...]
    delimiter: str
    lines: int


def read_header(file: Readable, delimiter: str | None = None) -> Header:
    """Read the names of the columns. If no delimiter is given, it is the one that parts most of them.

    Raises `csv.Error` for what is no CSV.
    """
    csv.field_size_limit(MAX_ROW_BYTES)
    lines = _Lines(file)
    lines.held = next(lines, "").removeprefix(_BYTE_ORDER_MARK)
    delimiter = delimiter or max(DELIMITERS, key=lines.held.count)
    columns = tuple(next(csv.reader(lines, delimiter=delimiter, strict=True), ()))
    return Header(columns, delimiter, lines.number)


def header_of(path: Path | None, delimiter: str | None = None) -> Header:
    """Read the header of a file, or of standard input, which goes on behind it; refuses what is no CSV."""
    try:
        if path is None:
            return read_header(sys.stdin.buffer, delimiter)
        with path.open("rb") as file:
            return read_header(file, delimiter)
    except csv.Error as error:
        shown = click.format_filename(path) if path else "Standard input"
        raise Refusal(f"{shown} has no header that is CSV: {error}.") from error


def read(file: Readable, delimiter: str, header_lines: int) -> Iterator[tuple[Cells, int]]:
    """Read the rows behind a header that took so many lines, each with the bytes that it takes; blank ones are passed over."""
    csv.field_size_limit(MAX_ROW_BYTES)
    lines = _Lines(file, header_lines)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        start = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _broken(start, lines.number, str(error)), lines.taken()
            continue
        if lines.is_cut:
            lines.is_cut = False
            fault = Fault("row-too-long", "row", f"The row is longer than {MAX_ROW_BYTES // 1024**2} MiB.")
            yield Cells(start, (), fault), lines.taken()
        elif cells:
            yield Cells(start, tuple(cells)), lines.taken()


class _Lines:
    """The lines of a file as text; bytes that are no UTF-8 stay as they are. Counts lines and bytes."""

    def __init__(self, file: Readable, number: int = 0) -> None:
        self.number = number
        self.held = ""
        self.is_cut = False
        self._file = file
        self._bytes = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.held:
            held, self.held = self.held, ""
            return held
        line = self._file.readline(MAX_ROW_BYTES + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self._bytes += len(line)
        if len(line) > MAX_ROW_BYTES and not line.endswith(b"\n"):
            self._bytes += skip_line(self._file)
            self.is_cut = True
        return line.decode("utf-8", "surrogateescape")

    def taken(self) -> int:
        """Give the bytes that were read since this was last asked."""
        taken, self._bytes = self._bytes, 0
        return taken


def _broken(first: int, last: int, message: str) -> Cells:
    where = f" Lines {first} to {last} are lost in it." if last > first else ""
    return Cells(first, (), Fault("broken-csv", "row", f"The row is not CSV: {message}.{where}"))


def record(row: Cells, part: Part) -> Record:
    """Understand a row. An empty cell says nothing of who reads the post."""
    fields: dict[str, str | None] = dict(zip(part.columns, row.cells, strict=False))
    fault = row.fault
    if fault is None and len(row.cells) != len(part.columns):
        count = f"{len(row.cells)} {'cell' if len(row.cells) == 1 else 'cells'}"
        fault = Fault("wrong-width", "row", f"The row has {count}, but the header has {len(part.columns)}.")
    if fault is None and not _is_utf8(row.cells):
        fault = Fault("not-utf-8", "row", "The row is not UTF-8.")
    for name in (RELATIONSHIP, CHANNEL):
        if fields.get(name) == "":
            fields[name] = None
    return Record(row.number, fields, None, fault)


def head(output: Output) -> bytes:
    """Write the header of an output."""
    return _table([[*output.columns, *ADDED]], output.delimiter)


def write(output: Output, records: Sequence[Record], outcomes: Sequence[Outcome]) -> bytes:
    """Write rows with their scores, or with what was wrong."""
    rows = (
        [*_kept(output, record), *_added(record, outcome)] for record, outcome in zip(records, outcomes, strict=True)
    )
    return _table(rows, output.delimiter)


def _kept(output: Output, record: Record) -> Iterator[str]:
    """Give the cells of the input; of a CSV even bytes that are no UTF-8 stay as they were."""
    for name in output.columns:
        cell = as_cell(record.fields.get(name))
        yield cell if record.written is None else as_text(cell)


def _added(record: Record, outcome: Outcome) -> Sequence[str]:
    if isinstance(outcome, Fault):
        return ("", "", "", str(record.number), outcome.code, outcome.field, as_text(outcome.message))
    return (repr(outcome.flip_risk), outcome.verdict, as_json(outcome.cues), "", "", "", "")


def _table(rows: "Iterator[list[str]] | Sequence[list[str]]", delimiter: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8", "surrogateescape")


def _is_utf8(cells: Sequence[str]) -> bool:
    try:
        "".join(cells).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
