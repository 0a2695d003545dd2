"""JSONL: a post on each line, as an object."""

from collections.abc import Iterator
from pathlib import Path

from ..rows import RowError, decode, parse, read_lines
from ..sources.post import Trouble
from .entry import Entry, Fields, entry_of


def read_jsonl(path: Path, shown: str, names: Fields) -> Iterator[Entry | Trouble]:
    """Read the posts of a file, one by one."""
    with path.open("rb") as file:
        for line in read_lines(file):
            try:
                row = parse(decode(line))
            except RowError as error:
                yield Trouble(shown, str(error), line.number)
                continue
            if isinstance(row, dict):
                yield entry_of(row, names, shown, line.number)
            else:
                yield Trouble(shown, "The row is no object.", line.number)
