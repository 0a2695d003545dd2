"""Evaluation: every figure of a fitted pipeline on a set that it was not trained on."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model import MarketCue, Relationship, Thresholds
from model.outputs import FLIP_HEADS

from .examples import Example
from .metrics import cue_figures, flip_curves, flip_figures, pairs_ranked_right, slice_figures
from .targets import cue_labels, grades


def evaluate(
    examples: Sequence[Example],
    probabilities: NDArray[np.float64],
    thresholds: Mapping[Relationship, Thresholds],
    cue_thresholds: Mapping[str, float],
) -> dict[str, Any]:
    """Measure both flip heads, the market cues, and the pairs where there are contrast groups."""
    marks = grades(examples)
    figures: dict[str, Any] = {
        head: {
            **flip_figures(probabilities[:, column], marks[:, column], thresholds[Relationship(head)]),
            **flip_curves(probabilities[:, column], marks[:, column]),
            "slices": slice_figures(probabilities[:, column], marks[:, column], [one.source for one in examples]),
        }
        for column, head in enumerate(FLIP_HEADS)
    }
    bars = {str(cue): cue_thresholds[cue] for cue in MarketCue}
    first = len(FLIP_HEADS)
    figures["cues"] = cue_figures(probabilities[:, first : first + len(bars)], cue_labels(examples), bars)
    if any(not example.is_public for example in examples):
        figures["pairs"] = pairs_ranked_right(probabilities[:, 0], marks[:, 0], [e.group for e in examples])
    return figures
