"""CSV and TSV: a post in each row, under a row of names."""

import csv
from collections.abc import Iterator
from pathlib import Path

from model import MAX_TEXT_LENGTH

from ..sources.post import Trouble
from .entry import Entry, Fields, entry_of

_LONGEST_CELL = 4 * MAX_TEXT_LENGTH


def read_table(path: Path, shown: str, names: Fields) -> Iterator[Entry | Trouble]:
    """Read the posts of a table, one by one."""
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t" if path.suffix.lower() == ".tsv" else ",")
        try:
            heads = rows.fieldnames or []
            if names.text not in heads or names.date not in heads:
                has = ", ".join(heads[:20]) or "nothing"
                yield Trouble(shown, f"Its first row must name “{names.text}” and “{names.date}”, but names {has}.", 1)
                return
            reached = rows.line_num
            for row in rows:
                # a cell may hold line breaks, so a row starts behind the line where the one before it ended
                yield entry_of(row, names, shown, reached + 1)
                reached = rows.line_num
        except csv.Error as error:
            yield Trouble(shown, f"It can't be read as a table: {error}.", rows.line_num)
