"""What is scored into what: the values that a run is made of. All can be sent to another process."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from model import Verdict


class Format(StrEnum):
    """How rows lie in a file."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


SUFFIXES = {
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".parquet": Format.PARQUET,
    ".pq": Format.PARQUET,
}


@dataclass(frozen=True, slots=True)
class Part:
    """One input. `path` is none for standard input, `size` none where it can't be known, in bytes.

    `columns` are those of a CSV or a Parquet file; rows of JSON have no columns. `output` says where its rows go. `rows` is
    how many a Parquet file holds, `header_lines` how many lines the header of a CSV takes.
    """

    path: Path | None
    size: int | None
    format: Format
    output: int = 0
    columns: tuple[str, ...] = ()
    delimiter: str = ","
    rows: int = 0
    header_lines: int = 0


@dataclass(frozen=True, slots=True)
class Output:
    """One output. `path` is none for standard output; `last_part` is the last input whose rows it takes.

    `columns` are those that rows of a CSV keep of their input. `schema` is the whole Arrow schema of a Parquet file,
    serialised.
    """

    path: Path | None
    format: Format
    last_part: int
    columns: tuple[str, ...] = ()
    delimiter: str = ","
    schema: bytes = b""


@dataclass(frozen=True, slots=True)
class Plan:
    """All inputs, in the order of their outputs, and all outputs. `folder` is the one that was named as OUT."""

    parts: tuple[Part, ...]
    outputs: tuple[Output, ...]
    folder: Path | None = None

    @property
    def size(self) -> int | None:
        """The bytes of all inputs, if they can be known."""
        sizes = [part.size for part in self.parts]
        return None if None in sizes else sum(size for size in sizes if size is not None)


@dataclass(frozen=True, slots=True)
class Place:
    """How far a run has come: so many rows of one part, and all of the parts before it."""

    part: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of one part, as they were read, and how many bytes of the file they took.

    The last chunk of every part is empty and says so.
    """

    part: int
    rows: int
    size: int
    content: Any
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """The rows of a chunk as they are to be written, and what came of them."""

    part: int
    rows: int
    size: int
    written: bytes
    verdicts: Counter[Verdict]
    errors: int
    is_last: bool
