"""Reading: the rows of all inputs, in chunks that are small enough to be held by dozens."""

import sys
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, TypeVar

from ..rows import Readable
from .arriving import Arriving
from .formats import csv, jsonl
from .parts import Chunk, Format, Part, Place, Plan

CHUNK_ROWS = 64
CHUNK_BYTES = 64 * 1024
"""A chunk is closed by whichever comes first, so that a worker is done with it in about a second."""

Content = TypeVar("Content")


def read_chunks(plan: Plan, start: Place) -> Iterator[Chunk | None]:
    """Read all rows from a place on. Where standard input has nothing yet, none comes before it is waited for."""
    for index, part in enumerate(plan.parts):
        if index < start.part:
            continue
        yield from _part(index, part, start.rows if index == start.part else 0)
        yield Chunk(index, 0, 0, (), is_last=True)


def _part(index: int, part: Part, skip: int) -> Iterator[Chunk | None]:
    if part.format is Format.PARQUET:
        yield from _parquet(index, part, skip)
    elif part.path is None:
        # The columns of a CSV were read when the run was planned.
        arriving = Arriving(sys.stdin.buffer)
        yield from _cut(index, _rows(part, arriving), arriving.has_more)
    else:
        with part.path.open("rb") as file:
            if part.format is Format.CSV:
                csv.read_header(file, part.delimiter)
            yield from _cut(index, islice(_rows(part, file), skip, None))


def _rows(part: Part, file: Readable) -> Iterator[tuple[Any, int]]:
    if part.format is Format.CSV:
        return csv.read(file, part.delimiter, part.header_lines)
    return jsonl.read(file)


def _cut(
    index: int, rows: Iterator[tuple[Content, int]], has_more: Callable[[], bool] = lambda: True
) -> Iterator[Chunk | None]:
    held, size = list[Content](), 0
    for content, length in rows:
        held.append(content)
        size += length
        more = has_more()
        if len(held) >= CHUNK_ROWS or size >= CHUNK_BYTES or not more:
            yield Chunk(index, len(held), size, tuple(held))
            held, size = [], 0
        if not more:
            yield None
    if held:
        yield Chunk(index, len(held), size, tuple(held))


def _parquet(index: int, part: Part, skip: int) -> Iterator[Chunk]:
    """Read rows of a Parquet file; of its bytes each row counts for as many as the next."""
    from .formats import parquet

    assert part.path is not None  # a Parquet file is read from both ends
    assert part.size is not None
    all_rows, done = part.rows, skip
    for content, rows in parquet.read(part.path, CHUNK_ROWS, skip):
        size = part.size * (done + rows) // all_rows - part.size * done // all_rows
        done += rows
        yield Chunk(index, rows, size, content)
