"""Counting what came of the rows, and saying it."""

from collections import Counter
from dataclasses import dataclass, field
from time import monotonic

from model import Verdict

from .parts import Scored

_ROWS_WORTH_A_RATE = 100


@dataclass(slots=True)
class Tally:
    """What came of all rows so far. `seconds` and `kept` are of the runs before, which this one goes on with."""

    verdicts: Counter[Verdict] = field(default_factory=Counter)
    errors: int = 0
    size: int = 0
    seconds: float = 0.0
    kept: int = 0
    _begun: float = field(default_factory=monotonic)

    @property
    def rows(self) -> int:
        """All rows, with those that could not be scored."""
        return self.verdicts.total() + self.errors

    def count(self, scored: Scored) -> None:
        """Count the rows of a chunk."""
        self.verdicts.update(scored.verdicts)
        self.errors += scored.errors
        self.size += scored.size

    def elapsed(self) -> float:
        """Give the seconds that all runs took together."""
        return self.seconds + monotonic() - self._begun

    def rate(self) -> float:
        """Give the rows of this run that were scored in a second."""
        return (self.rows - self.kept) / max(monotonic() - self._begun, 1e-9)

    def summary(self) -> str:
        """Say how it went. Of a few rows, most of the time is loading, so their rate isn't told."""
        rows = self.verdicts.total()
        counts = ", ".join(f"{self.verdicts[verdict]:,} {verdict}" for verdict in reversed(Verdict))
        summary = f"Scored {rows:,} {'row' if rows == 1 else 'rows'}: {counts}."
        if self.errors:
            summary += f" {self.errors:,} could not be scored: look for “error” in the output."
        if self.rows - self.kept >= _ROWS_WORTH_A_RATE:
            summary += f"\n{self.elapsed():,.1f} seconds, {self.rate():,.0f} rows a second."
        if self.kept:
            summary += f" {self.kept:,} rows were there from before."
        return summary
