"""Scoring an archive: rows in, the same rows with their scores out, in order and one at a time."""

import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, NoReturn

import click
from tqdm import tqdm

from .audience import Audiences
from .loading import load_classifier
from .refusal import Refusal
from .replacing import replacing
from .row_scorer import RowScorer
from .rows import read_lines

STANDARD_STREAM = "-"
ERROR_ROWS = 1


@dataclass(frozen=True, slots=True)
class ScoreOptions:
    """How rows are to be scored; the fields are named like the options of the command."""

    relationship: str | None
    channel: str | None
    model_folder: Path | None
    config_file: Path | None
    progress: bool | None


def score_file(source: str, target: str, options: ScoreOptions) -> int:
    """Score the rows of `source` into `target`, say how it went on standard error, and give the exit code."""
    with ExitStack() as stack:
        file, size = _open(source, stack)
        _refuse_same(source, target)
        output = _create(target, stack)
        audiences = Audiences.of_options(options.config_file, options.channel, options.relationship)
        scorer = RowScorer(load_classifier(options.model_folder), audiences)
        bar = stack.enter_context(_progress_bar(size, options.progress))
        for line in read_lines(file):
            output.write(scorer.score(line) + b"\n")
            if target == STANDARD_STREAM:
                output.flush()  # what reads it may answer with the next row
            bar.update(1 if size is None else line.length)
    click.echo(scorer.summary(), err=True)
    return ERROR_ROWS if scorer.errors else 0


def _create(target: str, stack: ExitStack) -> IO[bytes]:
    return sys.stdout.buffer if target == STANDARD_STREAM else stack.enter_context(replacing(Path(target)))


def _open(source: str, stack: ExitStack) -> tuple[BinaryIO, int | None]:
    """Open the input, and tell its size in bytes if it has one."""
    if source == STANDARD_STREAM:
        return sys.stdin.buffer, None
    path = Path(source)
    try:
        file = stack.enter_context(path.open("rb"))
    except OSError as error:
        raise Refusal(
            f"{click.format_filename(source)} can't be read: {(error.strerror or str(error)).lower()}."
        ) from error
    return file, path.stat().st_size if path.is_file() else None


def _refuse_same(source: str, target: str) -> None:
    if STANDARD_STREAM in (source, target) or not Path(target).exists():
        return
    if Path(source).samefile(target):
        raise Refusal("IN and OUT are the same file. Name another OUT: the rows are read while the scores are written.")


def _progress_bar(size: int | None, progress: bool | None) -> "tqdm[NoReturn]":
    """Make the bar: it counts bytes, and so knows when it will be done, where the size of the input is known."""
    disable = None if progress is None else not progress  # None: show it on a terminal
    if size is None:
        return tqdm(unit=" rows", disable=disable, file=sys.stderr)
    return tqdm(total=size, unit="B", unit_scale=True, disable=disable, file=sys.stderr)
