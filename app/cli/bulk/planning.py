"""Planning a run: which input goes where, and in which format; refuses what could never end well before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from ..refusal import Refusal
from .columns import with_columns
from .extras import need_arrow
from .inputs import STANDARD_STREAM, Input, find_inputs, format_of
from .parts import Format, Output, Part, Plan


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for: the sources, the target, and their formats where they were named."""

    sources: tuple[str, ...]
    target: str
    reads: Format | None = None
    writes: Format | None = None
    text_column: str = "text"


def make_plan(request: Request) -> Plan:
    """Decide what goes where."""
    target = None if request.target == STANDARD_STREAM else Path(request.target)
    inputs = find_inputs(request.sources, request.reads, request.text_column, target)
    if target is not None and _is_folder(request, target):
        plan = _into_folder(inputs, target, request.writes)
    else:
        plan = _into_one(inputs, target, request.writes)
    _refuse_same(plan)
    for output in plan.outputs:
        if output.format is Format.PARQUET:
            need_arrow("Writing Parquet")
    return replace(plan, outputs=tuple(with_columns(output, plan.parts) for output in plan.outputs))


def _is_folder(request: Request, target: Path) -> bool:
    """Tell whether OUT means a folder: it is one, is written like one, or could hardly be anything else."""
    if target.is_dir() or request.target.endswith("/"):
        return True
    several = len(request.sources) > 1 or any(Path(source).is_dir() for source in request.sources)
    return several and not target.exists() and not target.suffix


def _into_one(inputs: Sequence[Input], target: Path | None, writes: Format | None) -> Plan:
    formats = {found.part.format for found in inputs}
    own = format_of(target) if target else None
    same = formats.pop() if len(formats) == 1 and target is None else Format.JSONL
    output = Output(target, writes or own or same, len(inputs) - 1, delimiter=_delimiter(target, inputs))
    return Plan(tuple(found.part for found in inputs), (output,))


def _into_folder(inputs: Sequence[Input], folder: Path, writes: Format | None) -> Plan:
    parts, outputs = list[Part](), list[Output]()
    taken: dict[Path, Input] = {}
    for index, found in enumerate(inputs):
        if found.part.path is None:
            raise Refusal("Standard input has no name that a file in a folder could take. Name a file as OUT.")
        path = folder / _renamed(found, writes)
        if path in taken:
            raise Refusal(
                f"Both {_shown(taken[path].part.path)} and {_shown(found.part.path)} would become {_shown(path)}. "
                "Score them into different folders."
            )
        taken[path] = found
        parts.append(replace(found.part, output=index))
        outputs.append(Output(path, writes or found.part.format, index, delimiter=_delimiter(path, [found])))
    return Plan(tuple(parts), tuple(outputs), folder)


def _renamed(found: Input, writes: Format | None) -> Path:
    if writes in (None, format_of(found.relative)):
        return found.relative
    return found.relative.with_suffix(f".{writes}")


def _delimiter(target: Path | None, inputs: Sequence[Input]) -> str:
    if target and target.suffix.lower() == ".tsv":
        return "\t"
    read = {found.part.delimiter for found in inputs if found.part.format is Format.CSV}
    if len(read) != 1 or (read == {"\t"} and target and target.suffix.lower() == ".csv"):
        return ","
    return read.pop()


def _refuse_same(plan: Plan) -> None:
    inputs = [part.path for part in plan.parts if part.path]
    by_identity = {(path.stat().st_dev, path.stat().st_ino): path for path in inputs}
    for output in plan.outputs:
        if output.path is None or not output.path.is_file():
            continue
        status = output.path.stat()
        if (status.st_dev, status.st_ino) in by_identity:
            raise Refusal(
                "IN and OUT are the same file. Name another OUT: the rows are read while the scores are written."
                if len(plan.parts) == 1
                else f"OUT would replace the input {_shown(output.path)}. Name another OUT."
            )


def _shown(path: Path | None) -> str:
    return click.format_filename(path) if path else "standard input"
