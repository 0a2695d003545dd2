"""The cascade: under and over which flip risk a reading suffices, so that the next, larger reader need not read.

The bars are set on posts that no reader was trained on, so that as few as may be are read further while the whole still ranks
real and written posts nearly as well as the last reading would rank them all.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from model.heads import OPEN

from .examples import Example
from .params import CascadeParams
from .ranking import auroc
from .targets import grades, is_flip

_SOCIAL = 0
_LOWER = np.round(np.concatenate([[0.0], np.arange(0.005, 0.2, 0.005)]), 3)
_UPPER = (0.9, 0.95, 0.98)
_NEVER = np.inf


def when_sure(
    examples: Sequence[Example], tables: Sequence[NDArray[np.float64]], params: CascadeParams
) -> list[tuple[float, float]]:
    """Give for each reading but the last the flip risks between which it leaves a post open.

    `tables` holds each reading's probabilities, all of shape `(examples, heads)`. The wording alone never calls a flip.
    """
    flips = is_flip(grades(examples)[:, _SOCIAL])
    real = np.array([example.is_public for example in examples])
    sets = [rows for rows in (real, ~real) if flips[rows].any() and not flips[rows].all()]
    if not sets:
        return [OPEN] * (len(tables) - 1)
    last = tables[-1][:, _SOCIAL]
    chosen = []
    for number, table in enumerate(tables[:-1]):
        risks = table[:, _SOCIAL]
        kept = (
            bars
            for bars in _narrowest_first((_NEVER,) if number == 0 else (*_UPPER, _NEVER))
            if all(_loss(risks[rows], last[rows], flips[rows], bars) <= params.lost_auroc for rows in sets)
        )
        chosen.append(next(kept, OPEN))
    return chosen


def _narrowest_first(uppers: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Give the bars between which a reading is left open. A high lower bar comes first: it spares the most posts by far."""
    for lower in reversed(_LOWER.tolist()):
        for upper in uppers:
            yield lower, upper


def _loss(
    risks: NDArray[np.float64], last: NDArray[np.float64], flips: NDArray[np.bool_], bars: tuple[float, float]
) -> float:
    left_open = (risks >= bars[0]) & (risks < bars[1])
    return (auroc(flips, last) or 0) - (auroc(flips, np.where(left_open, last, risks)) or 0)
