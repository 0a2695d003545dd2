"""The ledger of a run: how far it has come, so that another run can go on after it, even if it was killed.

It lies beside the output until all is done: a line of JSON that says what the run is, and then a line for each time that
it was safe on the disk. A last line that was cut off counts as not written.
"""

import fcntl
import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import click

from model import Verdict

from ..refusal import Refusal
from ..replacing import opened
from .identity import difference
from .parts import Place
from .tally import Tally

_VERSION = 1


@dataclass(frozen=True, slots=True)
class State:
    """What is safe: so many rows of one part, and the first `length` bytes of one half-done output."""

    place: Place
    output: int
    length: int
    tally: Tally

    def line(self) -> bytes:
        """Write it as a line."""
        tally = self.tally
        fields = {
            "part": self.place.part,
            "rows": self.place.rows,
            "output": self.output,
            "length": self.length,
            "verdicts": tally.verdicts,
            "errors": tally.errors,
            "size": tally.size,
            "seconds": round(tally.elapsed(), 3),
        }
        return json.dumps(fields).encode() + b"\n"

    @classmethod
    def of_line(cls, line: bytes) -> "State":
        """Read a line; raises `ValueError` or `KeyError` if it is none."""
        fields = json.loads(line)
        verdicts = Counter({Verdict(name): int(count) for name, count in fields["verdicts"].items()})
        tally = Tally(verdicts, fields["errors"], fields["size"], fields["seconds"])
        tally.kept = tally.rows
        return cls(Place(fields["part"], fields["rows"]), fields["output"], fields["length"], tally)


class Ledger:
    """The ledger of one run, which no other run may use meanwhile."""

    def __init__(self, path: Path, target: Path) -> None:
        self.path = path
        self._shown = click.format_filename(target)
        self._file: IO[bytes] = opened(target, path, "a+b")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_removed = os.fstat(self._file.fileno()).st_nlink == 0
        except OSError:
            is_removed = True
        if is_removed:
            self._file.close()
            raise Refusal(f"Another run is writing {self._shown}. Wait until it is done, or stop it.")

    def resume(self, identity: Mapping[str, Any]) -> State | None:
        """Give what an earlier run left behind, or begin; refuses to go on with a run that was another."""
        self._file.seek(0)
        head, *lines = self._file.read().split(b"\n")
        if len(lines) < 2:  # nothing was safe yet
            self._begin(identity)
            return None
        try:
            begun = json.loads(head)
            if begun.pop("version") != _VERSION:
                raise ValueError
            state = State.of_line(lines[-2])
        except (ValueError, KeyError, TypeError, AttributeError):
            raise self._refusal("its ledger can't be read.") from None
        reason = difference(begun, json.loads(json.dumps(identity)))
        if reason:
            raise self._refusal(reason)
        self._cut_after_the_last_line()
        return state

    def restart(self, identity: Mapping[str, Any]) -> None:
        """Forget what an earlier run left behind, and begin."""
        self._begin(identity)

    def refuse_damage(self) -> Refusal:
        """Make the refusal of a run whose half-done output is not as the ledger says."""
        return self._refusal("its half-done output is missing or damaged.")

    def save(self, state: State) -> None:
        """Note what is safe on the disk."""
        self._file.write(state.line())
        self._flush()

    def close(self, done: bool) -> None:
        """Let another run have it; remove it if nothing is left to do."""
        if done:
            self.path.unlink()
        self._file.close()

    def _begin(self, identity: Mapping[str, Any]) -> None:
        self._file.truncate(0)
        self._file.write(json.dumps({"version": _VERSION, **identity}).encode() + b"\n")
        self._flush()

    def _cut_after_the_last_line(self) -> None:
        self._file.seek(0)
        self._file.truncate(self._file.read().rfind(b"\n") + 1)

    def _flush(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())

    def _refusal(self, reason: str) -> Refusal:
        return Refusal(
            f"{self._shown} was begun and can't be gone on with: {reason} Finish it as it was begun, or begin anew with "
            "--restart."
        )
