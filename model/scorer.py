"""The scorer: passages in, calibrated probabilities out, with nothing but arrays and the reader.

A better recipe replaces what is here; whatever has `predict_proba(passages)` with a column for each of `outputs.HEADS`
serves the classifier, and nothing else in the product knows what is inside.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from .odds import probabilities
from .outputs import HEADS
from .weights import Weights

if TYPE_CHECKING:
    from .reader import Reader


class Scorer(Protocol):
    """What the classifier asks of what scores."""

    def predict_proba(self, passages: Sequence[str]) -> NDArray[np.float64]:
        """Give probabilities of shape `(len(passages), len(HEADS))`."""
        ...


class WeightedScorer:
    """The fitted pipeline's arithmetic, to the last bit, one passage at a time. Safe to share between threads."""

    def __init__(self, weights: Weights, reader: "Reader | None") -> None:
        self._wording = weights.wording
        self._reader = reader
        self._weights = weights.head_weights
        self._intercepts = weights.head_intercepts

    def predict_proba(self, passages: Sequence[str]) -> NDArray[np.float64]:
        """Give calibrated probabilities: shape `(len(passages), len(HEADS))`."""
        if not len(passages):
            return np.empty((0, len(HEADS)))
        signals = np.stack([self._signals(passage) for passage in passages])
        # einsum adds each row in the same order whatever the number of rows, so a post scores the same in any company
        return probabilities(np.einsum("rs,hs->rh", signals, self._weights) + self._intercepts)

    def _signals(self, passage: str) -> NDArray[np.float64]:
        wording = self._wording.logits(passage)
        return wording if self._reader is None else np.concatenate([self._reader.logits(passage), wording])
