"""Parquet: columns keep their types, and the scores are columns behind them. Needs `pyarrow`, so it is imported when needed.

Between processes and on the disk, rows travel as Arrow streams, one after another; only a finished file is Parquet.
"""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..parts import Output, Part
from ..records import Answer, Outcome, Record
from ..values import as_json, as_text

_ROW_GROUP_BYTES = 64 * 1024**2
_ROW_GROUP_ROWS = 100_000
_READ_BUFFER = 1024**2
_JSON = {b"flipguard": b"json"}

ADDED = pa.schema(
    [
        ("flip_risk", pa.float64()),
        ("verdict", pa.string()),
        ("cues", pa.map_(pa.string(), pa.float64())),
        (
            "error",
            pa.struct([("row", pa.int64()), ("code", pa.string()), ("field", pa.string()), ("message", pa.string())]),
        ),
    ]
)
"""The columns that scoring adds. Those of the same names are replaced."""


def opened(path: Path) -> pq.ParquetFile:
    """Open a file so that it is read bit by bit."""
    return pq.ParquetFile(path, buffer_size=_READ_BUFFER, pre_buffer=False)


def read(path: Path, rows: int, skip: int) -> Iterator[tuple[tuple[int, bytes], int]]:
    """Read a file from a row on, so many rows at a time: the number of the first, them as a stream, and how many they are."""
    with opened(path) as file:
        groups, before = list[int](), 0
        for group in range(file.num_row_groups):
            size = file.metadata.row_group(group).num_rows
            if groups or before + size > skip:
                groups.append(group)
            else:
                before += size
        skip -= before
        for batch in file.iter_batches(batch_size=rows, row_groups=groups):
            if skip >= batch.num_rows:
                skip -= batch.num_rows
            else:
                batch, skip = batch.slice(skip), 0
                yield (before + 1, stream(batch.schema, batch)), batch.num_rows
            before += batch.num_rows


def records(content: tuple[int, bytes], part: Part, wanted: Sequence[str] | None) -> list[Record]:
    """Understand rows: the wanted columns of each, or all."""
    first, written = content
    table = pa.ipc.open_stream(written).read_all()
    if wanted is not None:
        table = table.select([name for name in part.columns if name in wanted])
    rows = pa.table([_sayable(column) for column in table.columns], names=table.column_names).to_pylist()
    return [Record(first + index, fields) for index, fields in enumerate(rows)]


def write(
    output: Output, records: Sequence[Record], outcomes: Sequence[Outcome], content: tuple[int, bytes] | None
) -> bytes:
    """Write rows as a stream. Those that come from Parquet (`content`) keep their columns as they are."""
    schema = pa.ipc.read_schema(pa.py_buffer(output.schema))
    kept = [field for field in schema if field.name not in ADDED.names]
    if content is None:
        columns = [_column(field, records) for field in kept]
    else:
        table = pa.ipc.open_stream(content[1]).read_all().combine_chunks()
        columns = [_cast(table, field, len(records)) for field in kept]
    added = pa.array(
        [_added(record, outcome) for record, outcome in zip(records, outcomes, strict=True)], _added_type()
    )
    return stream(schema, pa.record_batch([*columns, *added.flatten()], schema=schema))


def head(output: Output) -> bytes:
    """Write a stream without rows, which tells the columns even where none follow."""
    return stream(pa.ipc.read_schema(pa.py_buffer(output.schema)))


def stream(schema: pa.Schema, *batches: pa.RecordBatch) -> bytes:
    """Write rows as an Arrow stream."""
    written = io.BytesIO()
    with pa.ipc.new_stream(written, schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
    return written.getvalue()


class Writer:
    """Makes a Parquet file of streams, in row groups of a size that is good to read."""

    def __init__(self, output: Output, file: IO[bytes]) -> None:
        self._writer = pq.ParquetWriter(file, pa.ipc.read_schema(pa.py_buffer(output.schema)), compression="zstd")
        self._held: list[pa.RecordBatch] = []

    def take(self, source: IO[bytes], end: int) -> None:
        """Take all streams that lie in a file up to an offset."""
        while source.tell() < end:
            for batch in pa.ipc.open_stream(source):
                self._held.append(batch)
                if _is_enough(self._held):
                    self._write()

    def close(self) -> None:
        """Write what is left, and the end of the file."""
        self._write()
        self._writer.close()

    def _write(self) -> None:
        if self._held:
            self._writer.write_table(pa.Table.from_batches(self._held), row_group_size=_ROW_GROUP_ROWS)
            self._held = []


def _is_enough(batches: Sequence[pa.RecordBatch]) -> bool:
    rows = sum(batch.num_rows for batch in batches)
    size = sum(batch.nbytes for batch in batches)
    return bool(rows >= _ROW_GROUP_ROWS or size >= _ROW_GROUP_BYTES)


def _added_type() -> pa.DataType:
    return pa.struct(list(ADDED))


def _added(record: Record, outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, Answer):
        return {
            "flip_risk": outcome.flip_risk,
            "verdict": str(outcome.verdict),
            "cues": [(str(cue), score) for cue, score in outcome.cues.items()],
        }
    error = {"row": record.number, "code": outcome.code, "field": outcome.field, "message": as_text(outcome.message)}
    return {"error": error}


def _cast(table: pa.Table, field: pa.Field, rows: int) -> pa.Array:
    if field.name not in table.column_names:
        return pa.nulls(rows, field.type)
    column = table.column(field.name).combine_chunks()
    column = column.chunk(0) if isinstance(column, pa.ChunkedArray) and column.num_chunks else column
    return column if column.type == field.type else column.cast(field.type)


def _column(field: pa.Field, records: Sequence[Record]) -> pa.Array:
    """Make a column of values that were no Arrow: where rows are of different kinds, it holds JSON."""
    values = [record.fields.get(field.name) for record in records]
    if (field.metadata or {}).get(b"flipguard") == b"json":
        values = [None if value is None else as_json(value) for value in values]
    return pa.array([as_text(value) if isinstance(value, str) else value for value in values], field.type)


def json_field(name: str) -> pa.Field:
    """Describe a column that holds JSON, as its metadata tells."""
    return pa.field(name, pa.string(), metadata=_JSON)


def _sayable(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Make words of times to the nanosecond, which Python can't hold."""
    if pa.types.is_timestamp(column.type) or pa.types.is_time(column.type):
        return pc.cast(column, pa.string())
    return pc.cast(column, pa.int64()) if pa.types.is_duration(column.type) else column
