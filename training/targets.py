"""Targets: labels as the numbers that estimators learn from."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from model.outputs import CUES, FLIP_HEADS, GRADES

from .examples import Example

_MEAN_VOTE_OF_A_FLIP = 1.5


def grades(examples: Sequence[Example]) -> NDArray[np.float64]:
    """Give the flip grades, 0 to 3: shape `(rows, 2)`, social then mixed."""
    return np.array([[example.social, example.mixed] for example in examples], dtype=np.float64).reshape(-1, 2)


def is_flip(marks: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which grades count as a flip: 2 and more from one annotator, a mean of 1.5 and more from several."""
    return marks >= _MEAN_VOTE_OF_A_FLIP


def cue_labels(examples: Sequence[Example]) -> NDArray[np.float64]:
    """Tell which cues each example carries: shape `(rows, len(CUES))` of 0 and 1."""
    carried = [example.market_cues | example.social_cues for example in examples]
    return np.array([[float(cue in cues) for cue in CUES] for cues in carried], dtype=np.float64).reshape(-1, len(CUES))


def head_targets(examples: Sequence[Example], grade_to_chance: Sequence[float]) -> NDArray[np.float64]:
    """Give soft targets for the calibrated heads: shape `(rows, len(HEADS))`.

    A grade stands for the chance that most annotators would call the text a flip, linear between whole grades.
    """
    chances = np.interp(grades(examples), range(len(grade_to_chance)), grade_to_chance)
    return np.hstack([chances, cue_labels(examples)])


def reader_targets(examples: Sequence[Example], smoothing: float) -> NDArray[np.float64]:
    """Give targets for the reader's columns: for each flip head whether the grade is at least 1, 2 and 3, then the cues.

    A mean grade between two whole ones counts in part. `smoothing` draws every target towards one half by that much.
    """
    steps = np.array(GRADES, dtype=np.float64)
    reached = np.clip(grades(examples)[:, :, None] - steps + 1, 0, 1).reshape(
        len(examples), len(FLIP_HEADS) * len(steps)
    )
    return np.hstack([reached, cue_labels(examples)]) * (1 - 2 * smoothing) + smoothing


def weights(examples: Sequence[Example], authored_weight: float) -> NDArray[np.float64]:
    """Give each example's weight: 1 for a real post, `authored_weight` for a written one."""
    return np.array([1.0 if example.is_public else authored_weight for example in examples])
