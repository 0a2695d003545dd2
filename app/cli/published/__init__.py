"""Where published posts are read from for a report: JSONL, CSV, and Markdown with a date; one file per format."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import click

from ..sources.post import Trouble
from .entry import Entry, Fields
from .jsonl import read_jsonl
from .page import read_page
from .table import read_table

__all__ = ["SUFFIXES", "Entry", "Fields", "read_published"]

Reader = Callable[[Path, str, Fields], Iterator[Entry | Trouble]]

_READERS: Mapping[str, Reader] = {
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_table,
    ".tsv": read_table,
    ".md": read_page,
    ".markdown": read_page,
}

SUFFIXES = tuple(_READERS)
"""The endings of files that can be read."""


def read_published(names: Sequence[Path], fields: Fields) -> Iterator[Entry | Trouble]:
    """Read files, and the files in folders that end like one; what can't be read becomes trouble."""
    for name in names:
        shown = click.format_filename(name)
        if name.is_dir():
            found = sorted(path for path in name.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
            if not found:
                yield Trouble(shown, f"There is no file in it that ends with {', '.join(SUFFIXES)}.")
            for path in found:
                yield from _read(path, fields)
        else:
            yield from _read(name, fields)


def _read(path: Path, fields: Fields) -> Iterator[Entry | Trouble]:
    shown = click.format_filename(path)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        yield Trouble(shown, f"Its format is not known. A report reads {', '.join(SUFFIXES)}.")
        return
    try:
        yield from reader(path, shown, fields)
    except UnicodeDecodeError:
        yield Trouble(shown, "It is not UTF-8. Save it as UTF-8.")
    except OSError as error:
        yield Trouble(shown, f"It can't be read: {(error.strerror or str(error)).lower()}.")
