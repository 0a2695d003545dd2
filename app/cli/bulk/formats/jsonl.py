"""JSONL: an object a line. What was written stays as it was, byte for byte, and the scores come behind it."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from ...rows import Line, Readable, Row, RowError, decode, encode, parse, read_lines
from ..records import Fault, Outcome, Record
from ..scorer import kind
from ..values import as_json


def read(file: Readable) -> Iterator[tuple[Line, int]]:
    """Read the lines of a file that aren't blank, each with the bytes that it takes."""
    for line in read_lines(file):
        yield line, line.length


def record(line: Line, text_column: str) -> Record:
    """Understand a line as far as it can be."""
    written = None
    try:
        text = decode(line)
        value = parse(text)
        written = text
        return Record(line.number, _object(value, text_column), written)
    except RowError as error:
        return Record(line.number, {}, written, Fault(error.code, error.field, str(error)))


def write(records: Sequence[Record], outcomes: Sequence[Outcome]) -> bytes:
    """Write rows, each on a line: with its scores, or inside an error row as far as it could be read."""
    return b"".join(_line(record, outcome) for record, outcome in zip(records, outcomes, strict=True))


def _line(record: Record, outcome: Outcome) -> bytes:
    written = record.written
    if written is None and record.fields:
        written = as_json(record.fields)
    if isinstance(outcome, Fault):
        return encode(_error_row(record.number, outcome, written)) + b"\n"
    added = {"flip_risk": outcome.flip_risk, "verdict": outcome.verdict, "cues": outcome.cues}
    return encode(Row(written or "{}", record.fields).with_fields(added)) + b"\n"


def _error_row(number: int, fault: Fault, written: str | None) -> str:
    error = {"code": fault.code, "field": fault.field, "message": fault.message}
    row = json.dumps({"row": number, "error": error}, ensure_ascii=False)
    return row if written is None else f'{row[:-1]}, "input": {written}}}'


def _object(value: Any, text_column: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise RowError(f"The row is {kind(value)}, but must be an object with a “{text_column}”.", code="wrong-type")
    return value
