"""Writing scored rows into files that another run can go on with, and that appear when they are whole."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from math import inf
from pathlib import Path
from time import monotonic
from typing import IO, Any

import click

from ..refusal import Refusal
from ..replacing import opened, replacing, stops_raise
from .ledger import Ledger, State
from .parts import Format, Output, Place, Plan, Scored
from .sinks import Sink, head_of
from .tally import Tally

_LEAST_SECONDS, _MOST_SECONDS = 0.5, 10.0
_SHARE = 0.01
"""How often it is noted what is safe: a hundredth of the time so far may be lost, within these bounds."""


class Files:
    """Writes files that another run can go on with. A half-done one is hidden beside the place of the whole one."""

    def __init__(self, plan: Plan, ledger: Ledger, state: State | None) -> None:
        self.start = state.place if state else Place()
        self.tally = state.tally if state else Tally()
        self._plan, self._ledger = plan, ledger
        self._index = state.output if state else 0
        self._rows = self.start
        self._saved = -inf
        self._draft: IO[bytes] | None = None
        if state:
            self._go_on(state)

    def take(self, scored: Scored) -> None:
        """Add rows to the half-done output; it becomes the whole one with the last of them."""
        draft = self._draft or self._open()
        draft.write(scored.written)
        self.tally.count(scored)
        rows = self._rows.rows if self._rows.part == scored.part else 0
        self._rows = Place(scored.part + 1) if scored.is_last else Place(scored.part, rows + scored.rows)
        if scored.is_last and scored.part == self._plan.outputs[self._index].last_part:
            self.save()
            self._finish()
        elif monotonic() - self._saved >= min(_MOST_SECONDS, max(_LEAST_SECONDS, _SHARE * self.tally.elapsed())):
            self.save()

    def save(self) -> None:
        """Make what was written so far safe, and note it."""
        if self._draft is None:
            return
        self._draft.flush()
        os.fsync(self._draft.fileno())
        self._ledger.save(State(self._rows, self._index, self._draft.tell(), self.tally))
        self._saved = monotonic()

    def close(self) -> None:
        """Let go of the half-done output; if nothing was scored, it is removed."""
        if self._draft:
            self._draft.close()
            if not self.tally.rows and not self.is_done:
                _draft(_real(self._plan.outputs[self._index])).unlink()

    @property
    def is_done(self) -> bool:
        """Whether all outputs are whole."""
        return self._index == len(self._plan.outputs)

    def _open(self) -> IO[bytes]:
        output = self._plan.outputs[self._index]
        path = _real(output)
        if self._plan.folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._draft = opened(path, _draft(path), "w+b")
        self._draft.write(head_of(output))
        return self._draft

    def _go_on(self, state: State) -> None:
        """Take up the half-done output where it was safe; what was written after that is cut off."""
        if self.is_done:
            return
        output = self._plan.outputs[self._index]
        path = _real(output)
        draft = _draft(path)
        if not draft.exists() and state.place.part > output.last_part and path.exists():
            self._index += 1  # it became whole just before the run was killed
            return
        if not draft.exists() or draft.stat().st_size < state.length:
            raise self._ledger.refuse_damage()
        self._draft = opened(path, draft, "r+b")
        self._draft.truncate(state.length)
        self._draft.seek(state.length)
        if state.place.part > output.last_part:
            self._finish()

    def _finish(self) -> None:
        assert self._draft is not None
        output = self._plan.outputs[self._index]
        path = _real(output)
        if output.format is Format.PARQUET:
            _make_parquet(output, self._draft, path)
            _draft(path).unlink()
        else:
            if path.exists():
                shutil.copymode(path, _draft(path))
            _draft(path).replace(path)
        self._draft.close()
        self._draft = None
        self._index += 1


@contextmanager
def files(plan: Plan, identity: Mapping[str, Any], restart: bool) -> Iterator[Sink]:
    """Open the outputs of a run, and go on where an earlier one was stopped."""
    target = plan.folder or _real(plan.outputs[0])
    if plan.folder:
        _make_folder(plan.folder)
    path = target / ".flipguard-score.ledger" if plan.folder else target.with_name(f".{target.name}.ledger")
    ledger = Ledger(path, target)
    with stops_raise():
        try:
            sink = Files(plan, ledger, None if restart else ledger.resume(identity))
            if restart:
                ledger.restart(identity)
        except BaseException:
            ledger.close(done=False)
            raise
        try:
            yield sink
        except BaseException:
            _keep(sink, ledger)
            raise
        sink.close()
        ledger.close(done=True)


def _keep(sink: Files, ledger: Ledger) -> None:
    """Keep what was scored for another run; where there is nothing to keep, leave nothing behind."""
    with suppress(OSError):  # such as a full disk: what was safe before is safe still
        sink.save()
    sink.close()
    ledger.close(done=not sink.tally.rows)
    if sink.tally.rows:
        kept = f"{sink.tally.rows:,} scored rows are kept"
        click.echo(f"flipguard: {kept}: the same command goes on with them.", err=True)


def _make_parquet(output: Output, draft: IO[bytes], path: Path) -> None:
    from .formats import parquet

    end = draft.tell()
    draft.seek(0)
    with replacing(path) as file:
        writer = parquet.Writer(output, file)
        writer.take(draft, end)
        writer.close()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(
            f"{click.format_filename(folder)} can't be made: {(error.strerror or str(error)).lower()}."
        ) from error


def _real(output: Output) -> Path:
    assert output.path is not None
    return Path(os.path.realpath(output.path))


def _draft(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")
