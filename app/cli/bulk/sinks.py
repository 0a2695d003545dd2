"""Where scored rows go: straight into a stream, or into files that appear when they are whole."""

from typing import Protocol

from .formats import csv
from .parts import Format, Output, Place, Plan, Scored
from .tally import Tally


class Sink(Protocol):
    """Takes scored rows in order. `start` is where they are to go on, `tally` what has come of them so far."""

    start: Place
    tally: Tally

    def take(self, scored: Scored) -> None:
        """Take the rows of a chunk."""


def is_resumable(plan: Plan) -> bool:
    """Tell whether a run can be gone on with after it was stopped: only if all that it reads and writes are files."""
    return all(part.path is not None and part.path.is_file() for part in plan.parts) and all(
        output.path is not None and (output.path.is_file() or not output.path.exists()) for output in plan.outputs
    )


def head_of(output: Output) -> bytes:
    """Write what an output begins with."""
    if output.format is Format.JSONL:
        return b""
    if output.format is Format.CSV:
        return csv.head(output)
    from .formats import parquet

    return parquet.head(output)
