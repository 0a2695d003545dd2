"""Thresholds: chosen on validation data alone, to keep the promise that the model card makes."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from model import Relationship, Thresholds
from model.outputs import CUES, FLIP_GRADE, FLIP_HEADS, HEADS

from .examples import Example
from .params import ThresholdParams
from .targets import cue_labels, grades

_GRID = np.round(np.arange(0.02, 0.99, 0.01), 2)


def choose_thresholds(
    examples: Sequence[Example], probabilities: NDArray[np.float64], params: ThresholdParams
) -> dict[Relationship, Thresholds]:
    """Choose both thresholds of each relationship on real posts, or on all examples where too few of those are flips.

    `probabilities` has the columns of `HEADS`, a row an example.
    """
    marks = grades(examples)
    real = np.array([example.is_public for example in examples])
    chosen = {}
    for column, head in enumerate(FLIP_HEADS):
        enough = (marks[real, column] >= FLIP_GRADE).sum() >= params.enough_flips
        rows = real if enough else np.ones(len(examples), dtype=bool)
        chosen[Relationship(head)] = _choose(probabilities[rows, column], marks[rows, column], params)
    return chosen


def _choose(risks: NDArray[np.float64], marks: NDArray[np.float64], params: ThresholdParams) -> Thresholds:
    flips, harmless = marks >= FLIP_GRADE, marks == 0
    flip = next((bar for bar in _GRID if _keeps(risks >= bar, flips, harmless, params)), float(_GRID[-1]))
    missed = [bar for bar in _GRID if (risks[flips] < bar).mean() <= params.missed_flips] if flips.any() else []
    review = max(missed, default=float(_GRID[0]))
    return Thresholds(review=float(min(review, flip)), flip=float(flip))


def _keeps(
    called: NDArray[np.bool_], flips: NDArray[np.bool_], harmless: NDArray[np.bool_], params: ThresholdParams
) -> bool:
    """Tell whether calling these posts flips keeps both halves of the promise; calling none keeps none."""
    if not called.any():
        return False
    precise = flips[called].mean() >= params.flip_precision
    return bool(precise and (not harmless.any() or called[harmless].mean() <= params.false_alarms))


def choose_cue_thresholds(examples: Sequence[Example], probabilities: NDArray[np.float64]) -> dict[str, float]:
    """Choose for each cue the score from which it is reported: the one with the best F1."""
    labels = cue_labels(examples)
    return {
        cue: _best_f1(probabilities[:, HEADS.index(cue)], labels[:, column] == 1) for column, cue in enumerate(CUES)
    }


def _best_f1(scores: NDArray[np.float64], carried: NDArray[np.bool_]) -> float:
    def f1(bar: float) -> float:
        found = scores >= bar
        both = float((found & carried).sum())
        return 2 * both / max(1.0, float(found.sum() + carried.sum()))

    return float(max(_GRID, key=f1))
