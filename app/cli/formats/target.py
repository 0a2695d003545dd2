"""Where the output of a run goes: one format to standard output, and as many as are wanted to files."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import click

from . import FORMATS


@dataclass(frozen=True, slots=True)
class Target:
    """A format, and the file that it is written to; none is standard output."""

    format: str
    file: Path | None = None


class TargetType(click.ParamType[Target]):
    """`FORMAT` or `FORMAT=FILE` on the command line."""

    name = "format"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Target:
        """Read a target; fails on a format that isn't known."""
        if isinstance(value, Target):
            return value
        name, _, file = str(value).partition("=")
        if name not in FORMATS:
            near = get_close_matches(name, FORMATS, n=1)
            hint = f"Did you mean “{near[0]}”?" if near else f"The formats are {', '.join(FORMATS)}."
            self.fail(f"There is no format “{name}”. {hint}", param, ctx)
        if "=" in str(value) and not file:
            self.fail(f"“{value}” names no file. Write {name}=FILE, or {name} alone for standard output.", param, ctx)
        return Target(name, Path(file) if file else None)


def chosen(targets: Sequence[Target], output_file: Path | None) -> tuple[Target, ...]:
    """Settle where each format goes: `output_file` takes the one that names no file. Raises `click.UsageError`."""
    settled = list(targets) or [Target(FORMATS[0])]
    unnamed = [target for target in settled if target.file is None]
    if len(unnamed) > 1:
        names = " and ".join(target.format for target in unnamed)
        raise click.UsageError(
            f"{names} can't both go to standard output. Give all but one a file: --format NAME=FILE."
        )
    if output_file is None:
        return tuple(settled)
    if not unnamed:
        raise click.UsageError("--output-file is for a format without a file of its own, but each has one.")
    files = [target if target.file else Target(target.format, output_file) for target in settled]
    return tuple(files)
