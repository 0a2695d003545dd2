"""Counting the outcomes of a run, and what its exit code is to be."""

from collections import Counter
from collections.abc import Iterable, Iterator

from model import Verdict

from .outcome import FAILING, Checked, Outcome
from .refusal import TROUBLE
from .sources.notice import Notice

FINDINGS = 1


class Tally:
    """Counts verdicts and troubles while the outcomes of a run pass through."""

    def __init__(self) -> None:
        self.verdicts: Counter[Verdict] = Counter()
        self.notices = 0
        self.silenced = 0
        self.troubles = 0
        self._by_bar: Counter[tuple[str | None, Verdict]] = Counter()

    @property
    def posts(self) -> int:
        """How many posts were judged."""
        return self.verdicts.total()

    def counting(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Pass outcomes on, each counted."""
        for outcome in outcomes:
            if isinstance(outcome, Checked):
                self.verdicts[outcome.counts_as] += 1
                self.silenced += len(outcome.silenced)
                self._by_bar[outcome.fail_on, outcome.counts_as] += 1
            elif isinstance(outcome, Notice):
                self.notices += 1
            else:
                self.troubles += 1
            yield outcome

    def exit_code(self, fail_on: str) -> int:
        """Give the exit code of the run; trouble outweighs findings. A post's own bar comes before `fail_on`."""
        if self.troubles:
            return TROUBLE
        if self.notices and fail_on != "never":
            return FINDINGS
        failing = any(verdict in FAILING[bar or fail_on] for bar, verdict in self._by_bar)
        return FINDINGS if failing else 0

    def failing(self) -> str:
        """Say in a few words what fails the run."""
        counts = [f"{self.verdicts[verdict]} {verdict}" for verdict in (Verdict.FLIP, Verdict.REVIEW)]
        if self.notices:
            counts.append(f"{self.notices} to mend")
        return f"findings: {', '.join(counts)}."
