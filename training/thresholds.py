"""Thresholds: chosen on posts that no reader was trained on, to keep the promise that the model card makes."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from model import Relationship, Thresholds
from model.odds import probabilities
from model.outputs import CUES, FLIP_HEADS, HEADS

from .examples import Example
from .params import ThresholdParams
from .targets import cue_labels, grades, is_flip
from .wilson import at_least

_GRID = np.unique(np.round(probabilities(np.arange(-5.0, 5.0, 0.05)), 3))
"""The bars that are tried: evenly far apart in log odds, for corrected risks of rare flips lie near 0."""


def choose_thresholds(
    examples: Sequence[Example], chances: NDArray[np.float64], params: ThresholdParams
) -> dict[Relationship, Thresholds]:
    """Choose both thresholds of each relationship on real posts, or on all examples where too few of those are flips.

    `chances` has the columns of `HEADS`, a row an example.
    """
    marks = grades(examples)
    real = np.array([example.is_public for example in examples])
    chosen = {}
    for column, head in enumerate(FLIP_HEADS):
        enough = is_flip(marks[real, column]).sum() >= params.enough_flips
        rows = real if enough else np.ones(len(examples), dtype=bool)
        chosen[Relationship(head)] = _choose(chances[rows, column], marks[rows, column], params)
    return chosen


def _choose(risks: NDArray[np.float64], marks: NDArray[np.float64], params: ThresholdParams) -> Thresholds:
    flips, harmless = is_flip(marks), marks == 0
    flip = next((bar for bar in _GRID if _keeps(risks >= bar, flips, harmless, params)), float(_GRID[-1]))
    # The share itself: a bound that counts one more would hold a third of harmless posts before mixed readers, where flips are few.
    missed = [bar for bar in _GRID if flips.any() and (risks[flips] < bar).mean() <= params.missed_flips]
    review = max(missed, default=float(_GRID[0]))
    return Thresholds(review=float(min(review, flip)), flip=float(flip))


def _keeps(
    called: NDArray[np.bool_], flips: NDArray[np.bool_], harmless: NDArray[np.bool_], params: ThresholdParams
) -> bool:
    """Tell whether calling these posts flips keeps both halves of the promise; calling none keeps none."""
    if not called.any():
        return False
    # for posts to come: a share that is just reached on those that were counted is missed on others half of the time
    least = at_least(float(flips[called].mean()), int(called.sum()), params.flip_certainty)
    return bool(
        least >= params.flip_precision and (not harmless.any() or _bounds(called[harmless], params.false_alarms))
    )


def _bounds(wrong: NDArray[np.bool_], share: float) -> bool:
    """Tell whether a new post of the kind that was counted is wrong with a chance of at most `share`, whatever the kind.

    The bound of split conformal prediction for each class by itself (Vovk, Machine Learning 92, 2013): it holds for posts like
    those that were counted, without a word about how risks are distributed. The new post counts as one more that is wrong.
    """
    return bool(wrong.sum() + 1 <= share * (len(wrong) + 1))


def choose_cue_thresholds(examples: Sequence[Example], chances: NDArray[np.float64]) -> dict[str, float]:
    """Choose for each cue the score from which it is reported: the one with the best F1."""
    labels = cue_labels(examples)
    return {cue: _best_f1(chances[:, HEADS.index(cue)], labels[:, column] == 1) for column, cue in enumerate(CUES)}


def _best_f1(scores: NDArray[np.float64], carried: NDArray[np.bool_]) -> float:
    def f1(bar: float) -> float:
        found = scores >= bar
        both = float((found & carried).sum())
        return 2 * both / max(1.0, float(found.sum() + carried.sum()))

    return float(max(_GRID, key=f1))
