"""The scorer: passages in, calibrated probabilities out, with nothing but arrays and the readers.

A better recipe replaces what is here.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .outputs import HEADS
from .passage_reader import PassageReader
from .weights import Weights


class CascadeScorer:
    """The fitted pipeline's arithmetic, to the last bit, one passage at a time. Safe to share between threads."""

    def __init__(self, weights: Weights, readers: Sequence[PassageReader]) -> None:
        self._wording = weights.wording
        self._readers = tuple(readers)
        self._readings = tuple(weights.readings)

    def predict_proba(self, passages: Sequence[str]) -> NDArray[np.float64]:
        """Give calibrated probabilities: shape `(len(passages), len(HEADS))`."""
        if not len(passages):
            return np.empty((0, len(HEADS)))
        return np.stack([self._chances(passage) for passage in passages])

    def glance(self, passage: str) -> NDArray[np.float64] | None:
        """Give the probabilities of one passage, shape `(len(HEADS),)`, if its wording suffices, and None if a reader has to read."""
        _, chances = self._by_wording(passage)
        return None if self._readers and self._readings[0].leaves_open(chances) else chances

    def _by_wording(self, passage: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        signals = self._wording.logits(passage)
        return signals, self._readings[0].chances(signals[None])[0]

    def _chances(self, passage: str) -> NDArray[np.float64]:
        signals, chances = self._by_wording(passage)
        for reader, reading, before in zip(self._readers, self._readings[1:], self._readings, strict=False):
            if not before.leaves_open(chances):
                break
            signals = np.concatenate([signals, reader.logits(passage)])
            chances = reading.chances(signals[None])[0]
        return chances


class Yardstick:
    """What the wording and the first reader make of passages, whether or not that suffices; for a model without readers, the wording.

    Evidence compares a post with many of its parts. It is measured with one yardstick, and a cheap one.
    """

    def __init__(self, weights: Weights, readers: Sequence[PassageReader]) -> None:
        self._wording = weights.wording
        self._readers = tuple(readers[:1])
        self._reading = weights.readings[len(self._readers)]

    def predict_proba(self, passages: Sequence[str]) -> NDArray[np.float64]:
        """Give calibrated probabilities: shape `(len(passages), len(HEADS))`."""
        if not len(passages):
            return np.empty((0, len(HEADS)))
        signals = [
            np.concatenate([self._wording.logits(passage), *(reader.logits(passage) for reader in self._readers)])
            for passage in passages
        ]
        return self._reading.chances(np.stack(signals))
