"""The columns of an output: a table must know them before its first row, so rows of JSON are gone over once beforehand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..refusal import Refusal
from ..rows import RowError, decode, parse, read_lines
from .formats import csv
from .parts import Format, Output, Part
from .values import as_text

if TYPE_CHECKING:
    import pyarrow as pa

MOST_COLUMNS = 2_000

_LARGEST_EXACT = 2**53
_LARGEST = 2**63
_MIXED = "json"


def with_columns(output: Output, parts: Sequence[Part]) -> Output:
    """Give an output with its columns; one of JSON has none."""
    if output.format is Format.JSONL:
        return output
    sources = [part for part in parts if parts[output.last_part].output == part.output]
    if output.format is Format.CSV:
        names = dict.fromkeys(name for part in sources for name in _names(part))
        return replace(output, columns=tuple(name for name in names if name not in csv.ADDED))
    return replace(output, schema=_schema(sources))


def _names(part: Part) -> Sequence[str]:
    return tuple(_kinds(part)) if part.format is Format.JSONL else part.columns


def _schema(parts: Sequence[Part]) -> bytes:
    """Give the Arrow schema of a Parquet file that takes the rows of these parts."""
    import pyarrow as pa

    from .formats import parquet

    try:
        joined = pa.unify_schemas([_fields(part) for part in parts], promote_options="permissive")
    except pa.ArrowException as error:
        raise Refusal(
            f"The inputs don't fit into one Parquet file: {str(error).splitlines()[0]}. Score them into a folder, or as JSONL."
        ) from error
    kept = [field.with_nullable(True) for field in joined if field.name not in parquet.ADDED.names]
    schema = pa.schema([*kept, *parquet.ADDED], metadata=joined.metadata)
    return bytes(schema.serialize().to_pybytes())


def _fields(part: Part) -> "pa.Schema":
    import pyarrow as pa

    from .formats import parquet

    if part.format is Format.CSV:
        return pa.schema([(name, pa.string()) for name in part.columns])
    if part.format is Format.PARQUET:
        assert part.path is not None
        with parquet.opened(part.path) as file:
            return file.schema_arrow
    types = {
        "null": pa.string(),
        "boolean": pa.bool_(),
        "integer": pa.int64(),
        "long": pa.int64(),
        "number": pa.float64(),
        "string": pa.string(),
    }
    return pa.schema(
        [
            parquet.json_field(name) if kind == _MIXED else pa.field(name, types[kind])
            for name, kind in _kinds(part).items()
        ]
    )


def _kinds(part: Part) -> Mapping[str, str]:
    """Go over all rows of a JSONL file: the names of their fields, and what kind of values each has."""
    if part.path is None or part.size is None:
        raise Refusal(
            "A table must know its columns before the first row, and this input can be read only once. "
            "Write JSONL, or save the input in a file first."
        )
    kinds: dict[str, str] = {}
    for row in _rows(part.path):
        for name, value in row.items():
            if not _is_text(name):
                continue
            kinds[name] = _joined(kinds.get(name, "null"), _kind(value))
        if len(kinds) > MOST_COLUMNS:
            raise Refusal(
                f"The rows of {click.format_filename(part.path)} have more than {MOST_COLUMNS:,} different fields, which are "
                "too many for the columns of a table. Write JSONL."
            )
    return kinds


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    with path.open("rb") as file:
        for line in read_lines(file):
            try:
                row = parse(decode(line))
            except RowError:
                continue
            if isinstance(row, dict):
                yield row


def _kind(value: Any) -> str:
    """Name the kind of a value: whatever a column of one type can't hold for certain is JSON."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        if -_LARGEST_EXACT <= value <= _LARGEST_EXACT:
            return "integer"
        return "long" if -_LARGEST <= value < _LARGEST else _MIXED
    if isinstance(value, float):
        return "number"
    return "string" if isinstance(value, str) else "null" if value is None else _MIXED


def _joined(one: str, other: str) -> str:
    """Give the kind that holds both kinds of values."""
    kinds = {one, other} - {"null"}
    if len(kinds) < 2:
        return kinds.pop() if kinds else "null"
    if kinds == {"integer", "long"}:
        return "long"
    return "number" if kinds == {"integer", "number"} else _MIXED


def _is_text(name: str) -> bool:
    """Tell whether a name can be that of a column: half of a surrogate pair can't."""
    return as_text(name) == name
