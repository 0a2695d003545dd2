"""Corrections: making flip risks true for real posts.

Heads are fitted on soft labels, which keeps risks from the ends, and on written posts too, which flip more often than the world. So the
log odds of a flip are at last corrected by a slope and an intercept, fitted on what real posts turned out to be (Platt scaling).
A head's ranks stay as they are. The bars of the cascade are corrected alike, and thresholds are chosen afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from model.heads import CascadedHeads
from model.odds import log_odds, probabilities
from model.outputs import FLIP_HEADS
from model.reading import Reading

from .examples import Example
from .targets import grades, is_flip

_CLIP = 1e-6
_FREE = 1e6  # two numbers on thousands of posts need no holding back


@dataclass(frozen=True, slots=True)
class Correction:
    """What is done to the log odds of one flip head."""

    slope: float
    intercept: float

    @classmethod
    def fitted(cls, risks: NDArray[np.float64], flips: NDArray[np.bool_]) -> Self:
        """Fit it on risks and on which of the posts are flips, both of shape `(posts,)`.

        None if all of them are or none is, or if the risks rank them the wrong way round.
        """
        if flips.all() or not flips.any():
            return cls.none()
        regression = LogisticRegression(C=_FREE).fit(_odds(risks)[:, None], flips)
        slope, intercept = float(regression.coef_[0, 0]), float(regression.intercept_[0])
        return cls(slope, intercept) if slope > 0 else cls.none()

    @classmethod
    def none(cls) -> Self:
        """Give the one that leaves risks as they are."""
        return cls(1.0, 0.0)

    def of(self, risks: NDArray[np.float64]) -> NDArray[np.float64]:
        """Correct risks."""
        return probabilities(self.slope * _odds(risks) + self.intercept)

    def of_bar(self, bar: float) -> float:
        """Correct a bar that risks are held against, infinite ones as well."""
        return bar if np.isinf(bar) else float(self.of(np.array([bar]))[0])


def fit_corrections(
    examples: Sequence[Example], chances: NDArray[np.float64], enough_flips: int
) -> tuple[Correction, ...]:
    """Fit a correction for each flip head on real examples; none where fewer of them are flips than is enough.

    `chances` has the columns of `HEADS`, a row an example, given by a model whose readers have not learnt from these.
    """
    real = np.array([example.is_public for example in examples], dtype=bool)
    flips = is_flip(grades(examples))
    return tuple(
        Correction.fitted(chances[real, column], flips[real, column])
        if flips[real, column].sum() >= enough_flips
        else Correction.none()
        for column in range(len(FLIP_HEADS))
    )


def corrected_heads(heads: CascadedHeads, corrections: Sequence[Correction]) -> CascadedHeads:
    """Correct every reading of fitted heads, and the bars between which a reading is left open."""
    readings = [_corrected_reading(reading, corrections) for reading in heads.readings_]
    sure = [(float(one.sure[0]), float(one.sure[1])) for one in readings[: len(heads.sure)]]
    changed = CascadedHeads(heads.readers, sure, heads.regularisation)
    changed.readings_ = readings
    return changed


def _corrected_reading(reading: Reading, corrections: Sequence[Correction]) -> Reading:
    weights, intercepts = reading.weights.copy(), reading.intercepts.copy()
    for column, one in enumerate(corrections):
        weights[column] *= one.slope
        intercepts[column] = one.slope * intercepts[column] + one.intercept
    social = corrections[FLIP_HEADS.index("social")]
    return replace(
        reading,
        weights=weights,
        intercepts=intercepts,
        sure=np.array([social.of_bar(float(bar)) for bar in reading.sure]),
    )


def _odds(risks: NDArray[np.float64]) -> NDArray[np.float64]:
    return log_odds(np.clip(risks, _CLIP, 1 - _CLIP))
