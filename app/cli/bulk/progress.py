"""Showing how far a run has come, and how fast it is."""

import sys
from typing import NoReturn

from tqdm import tqdm

from .parts import Plan, Scored
from .tally import Tally


class Progress:
    """A bar that counts bytes, and so knows when all will be done, where the size of the inputs is known; else rows."""

    def __init__(self, plan: Plan, tally: Tally, wanted: bool | None) -> None:
        disable = None if wanted is None else not wanted  # None: show it on a terminal
        self._tally = tally
        self._counts_bytes = plan.size is not None
        self._bar: tqdm[NoReturn] = (
            tqdm(total=plan.size, initial=tally.size, unit="B", unit_scale=True, disable=disable, file=sys.stderr)
            if self._counts_bytes
            else tqdm(unit=" rows", disable=disable, file=sys.stderr)
        )

    def show(self, scored: Scored) -> None:
        """Show that rows were scored, after they were counted."""
        if self._counts_bytes:
            self._bar.set_postfix_str(f"{self._tally.rows:,} rows, {self._tally.rate():,.0f} rows/s", refresh=False)
        self._bar.update(scored.size if self._counts_bytes else scored.rows)

    def close(self) -> None:
        """Leave the bar as it is."""
        if self._counts_bytes and self._bar.total is not None:
            self._bar.update(self._bar.total - self._bar.n)  # such as what a header takes
        self._bar.close()
