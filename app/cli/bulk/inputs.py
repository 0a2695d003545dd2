"""Finding the inputs: what was named, and what lies in the folders that were named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from ..refusal import Refusal
from .extras import need_arrow
from .formats import csv
from .parts import SUFFIXES, Format, Part

STANDARD_STREAM = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """A part, and where it lay under what was named, by which its output will be named."""

    part: Part
    relative: Path


def find_inputs(sources: Sequence[str], reads: Format | None, text_column: str, target: Path | None) -> list[Input]:
    """Find all inputs and read their heads; refuses what can't be read.

    Of a folder, files with a known ending are read, in the order of their names; `target`, and what is in it, is left out.
    """
    if sources.count(STANDARD_STREAM) > 1 or (STANDARD_STREAM in sources and len(sources) > 1):
        raise Refusal("Standard input can't be one of several inputs. Read it by itself: flipguard score - OUT.")
    found = [_input(path, relative, reads, text_column) for path, relative in _paths(sources, reads, target)]
    if not found:
        endings = ", ".join(SUFFIXES)
        raise Refusal(f"There is nothing to score in {', '.join(sources)}: no file ends in any of {endings}.")
    return found


def format_of(path: Path) -> Format | None:
    """Tell a format from the ending of a name."""
    return SUFFIXES.get(path.suffix.lower())


def _paths(sources: Sequence[str], reads: Format | None, target: Path | None) -> Iterator[tuple[Path | None, Path]]:
    for source in sources:
        path = Path(source)
        if source == STANDARD_STREAM:
            yield None, path
        elif path.is_dir():
            for inner in _files(path, target):
                if format_of(inner) and reads in (None, format_of(inner)):
                    yield inner, inner.relative_to(path)
        else:
            yield path, Path(path.name)


def _files(folder: Path, target: Path | None) -> Iterator[Path]:
    """Give the files in a folder and in those within it; hidden ones, such as half-done outputs, are passed over."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or (target is not None and target.exists() and path.samefile(target)):
            continue
        if path.is_dir():
            if not path.is_symlink():  # it might lead back
                yield from _files(path, target)
        elif path.is_file():
            yield path


def _input(path: Path | None, relative: Path, reads: Format | None, text_column: str) -> Input:
    format_ = reads or (format_of(path) if path else None) or Format.JSONL
    try:
        return Input(_part(path, format_, text_column), relative)
    except OSError as error:
        raise Refusal(f"{_shown(path)} can't be read: {(error.strerror or str(error)).lower()}.") from error


def _part(path: Path | None, format_: Format, text_column: str) -> Part:
    if path is None and format_ is Format.PARQUET:
        raise Refusal("Parquet is read from both ends, so it can't come from standard input. Name the file.")
    size = None
    if path is not None:
        with path.open("rb"):
            size = path.stat().st_size if path.is_file() else None
    if format_ is Format.JSONL:
        return Part(path, size, format_)
    part = _csv(path, size) if format_ is Format.CSV else _parquet(path, size)
    _refuse_columns(part, text_column)
    return part


def _csv(path: Path | None, size: int | None) -> Part:
    given = "\t" if path and path.suffix.lower() == ".tsv" else None
    header = csv.header_of(path, given)
    return Part(
        path,
        size,
        Format.CSV,
        columns=header.columns,
        delimiter=header.delimiter,
        header_lines=header.lines,
    )


def _parquet(path: Path | None, size: int | None) -> Part:
    need_arrow(f"{_shown(path)} is Parquet, which")
    from pyarrow.lib import ArrowException

    from .formats import parquet

    assert path is not None
    try:
        with parquet.opened(path) as file:
            columns = tuple(file.schema_arrow.names)
            return Part(path, size, Format.PARQUET, columns=columns, rows=file.metadata.num_rows)
    except ArrowException as error:
        raise Refusal(f"{_shown(path)} is not Parquet: {str(error).splitlines()[0]}") from error


def _refuse_columns(part: Part, text_column: str) -> None:
    columns = part.columns
    twice = next((name for name in columns if columns.count(name) > 1), None)
    if twice is not None:
        raise Refusal(f"{_shown(part.path)} has two columns “{twice}”. Rename one of them.")
    if text_column not in columns:
        has = ", ".join(columns[:20]) + (" …" if len(columns) > 20 else "") if columns else "none"
        raise Refusal(
            f"{_shown(part.path)} has no column “{text_column}”, but: {has}. Name the one that holds the posts with "
            "--text-column."
        )


def _shown(path: Path | None) -> str:
    return click.format_filename(path) if path else "Standard input"
