"""The calibrated heads: from what the wording and the readers say to probabilities that mean what they say."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator
from sklearn.linear_model import LogisticRegression

from .ngrams import fit_soft
from .outputs import FLIP_COLUMNS, FLIP_HEADS, HEADS, READER_COLUMNS
from .reading import Reading

OPEN = (-np.inf, np.inf)
"""A reading that leaves every passage to the next one."""


class CascadedHeads(BaseEstimator):
    """For each reading one logistic regression a head, on the signals that concern it (Platt scaling; for several, stacking).

    The signals are those of the wording, one for each head, then those of each of the `readers`, one for each of `READER_COLUMNS`.
    `sure` has a pair for each reader: the flip risks under and from which what was read before it suffices; without a pair a
    reader reads everything that reaches it.
    """

    def __init__(self, readers: int, sure: Sequence[tuple[float, float]] = (), regularisation: float = 1.0) -> None:
        self.readers = readers
        self.sure = sure
        self.regularisation = regularisation

    def fit(
        self,
        signals: NDArray[np.float64],
        targets: NDArray[np.float64],
        sample_weight: NDArray[np.float64] | None = None,
    ) -> Self:
        """Fit on signals of rows that no reader was trained on, with soft targets of shape `(rows, len(HEADS))`."""
        weight = np.ones(len(signals)) if sample_weight is None else sample_weight
        bars = [*self.sure, *[OPEN] * (self.readers - len(self.sure)), OPEN]
        self.readings_ = [
            self._fit_reading(signals, targets, weight, number, bars[number]) for number in range(self.readers + 1)
        ]
        return self

    def predict_proba(self, signals: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give calibrated probabilities: shape `(rows, len(HEADS))`. Of each row those of the first reading that suffices."""
        tables = self.predict_each(signals)
        chances = tables[0].copy()
        undecided = np.ones(len(signals), dtype=bool)
        for before, table in zip(self.readings_, tables[1:], strict=False):
            undecided &= np.array([before.leaves_open(row) for row in chances], dtype=bool)
            chances[undecided] = table[undecided]
        return chances

    def predict_each(self, signals: NDArray[np.float64]) -> list[NDArray[np.float64]]:
        """Give the probabilities that each reading would give if it decided."""
        return [
            reading.chances(np.ascontiguousarray(signals[:, : _width(number)]))
            for number, reading in enumerate(self.readings_)
        ]

    def _fit_reading(
        self,
        signals: NDArray[np.float64],
        targets: NDArray[np.float64],
        weight: NDArray[np.float64],
        number: int,
        sure: tuple[float, float],
    ) -> Reading:
        weights, intercepts = np.zeros((len(HEADS), _width(number))), np.zeros(len(HEADS))
        for head in range(len(HEADS)):
            columns = _columns(head, number)
            regression = LogisticRegression(C=self.regularisation, max_iter=2_000)
            fit_soft(regression, signals[:, columns], targets[:, head], weight)
            weights[head, columns] = regression.coef_[0]
            intercepts[head] = regression.intercept_[0]
        return Reading(weights, intercepts, np.array(sure, dtype=np.float64))


def _width(number: int) -> int:
    return len(HEADS) + number * len(READER_COLUMNS)


def _columns(head: int, readers: int) -> list[int]:
    """Name the signals that a head looks at: its own of the wording and of each reader, for a flip that of the grade which decides.

    The logits of the grades around it fit the calibration posts better and strange sources worse.
    """
    own = FLIP_COLUMNS[head] if head < len(FLIP_HEADS) else len(READER_COLUMNS) - len(HEADS) + head
    return [head, *(_width(number) + own for number in range(readers))]
