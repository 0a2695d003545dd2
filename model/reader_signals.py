"""A reader as a step of the scikit-learn pipeline in which the heads are fitted."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from .outputs import READER_COLUMNS
from .reader import Reader


class ReaderSignals(TransformerMixin, BaseEstimator):
    """A reader's logits as signals. The reader itself is given after loading, never pickled."""

    def __init__(self, reader: Reader | None = None) -> None:
        self.reader = reader

    def fit(self, passages: Sequence[str], labels: object = None) -> Self:  # noqa: ARG002 - scikit-learn calls it so
        """Do nothing: the reader was trained beforehand."""
        return self

    def transform(self, passages: Sequence[str]) -> NDArray[np.float64]:
        """Read passages: shape `(len(passages), len(READER_COLUMNS))`."""
        if self.reader is None:
            raise ValueError("No reader was given to this pipeline; load it with model.loading.load_pipeline.")
        if not len(passages):
            return np.empty((0, len(READER_COLUMNS)))
        return np.stack([self.reader.logits(passage) for passage in passages])

    def __sklearn_is_fitted__(self) -> bool:
        return True

    def __getstate__(self) -> dict[str, object]:
        return {**super().__getstate__(), "reader": None}
