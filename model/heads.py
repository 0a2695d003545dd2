"""The calibrated heads: from the signals of all readers to probabilities that mean what they say."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.base import BaseEstimator
from sklearn.linear_model import LogisticRegression

from .ngrams import fit_soft
from .outputs import HEADS


class CalibratedHeads(BaseEstimator):
    """One logistic regression a head, each on the signals that concern it (Platt scaling; for several, stacking).

    `columns` names for each head of `HEADS` the signal columns that it may look at.
    """

    def __init__(self, columns: Sequence[Sequence[int]], regularisation: float = 1.0) -> None:
        self.columns = columns
        self.regularisation = regularisation

    def fit(
        self,
        signals: NDArray[np.float64],
        targets: NDArray[np.float64],
        sample_weight: NDArray[np.float64] | None = None,
    ) -> Self:
        """Fit on signals of rows that no reader was trained on, with soft targets of shape `(rows, len(HEADS))`."""
        weight = np.ones(len(signals)) if sample_weight is None else sample_weight
        self.coefficients_ = np.zeros((len(HEADS), signals.shape[1]))
        self.intercepts_ = np.zeros(len(HEADS))
        for head, columns in enumerate(self.columns):
            regression = LogisticRegression(C=self.regularisation, max_iter=2_000)
            fit_soft(regression, signals[:, list(columns)], targets[:, head], weight)
            self.coefficients_[head, list(columns)] = regression.coef_[0]
            self.intercepts_[head] = regression.intercept_[0]
        return self

    def predict_proba(self, signals: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give calibrated probabilities: shape `(rows, len(HEADS))`."""
        # einsum adds each row in the same order whatever the number of rows, so a post scores the same in any company
        logits = np.einsum("rs,hs->rh", signals, self.coefficients_) + self.intercepts_
        return np.asarray(expit(logits), dtype=np.float64)
