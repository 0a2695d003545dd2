"""Word and character n-grams: what the wording alone says of each head.

Cheap, and a second opinion that errs elsewhere than the reader. It can't tell who pays whom, so it never decides alone.
"""

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion

from .outputs import HEADS

_HARDLY = 0.01


class NgramSignals(TransformerMixin, BaseEstimator):
    """One logit for each head from TF-IDF weighted n-grams and logistic regression."""

    def __init__(self, regularisation: float = 4.0, max_words: int = 15_000, max_characters: int = 25_000) -> None:
        self.regularisation = regularisation
        self.max_words = max_words
        self.max_characters = max_characters

    def fit(
        self, passages: Sequence[str], targets: NDArray[np.float64], sample_weight: NDArray[np.float64] | None = None
    ) -> Self:
        """Fit on soft targets, shape `(len(passages), len(HEADS))`: the chance that a head is true of a passage."""
        weight = np.ones(len(passages)) if sample_weight is None else sample_weight
        self.vectors_ = FeatureUnion(
            [
                ("words", _vectorizer("word", (1, 2), self.max_words)),
                ("characters", _vectorizer("char_wb", (2, 5), self.max_characters)),
            ]
        ).fit(passages)
        features = csr_matrix(self.vectors_.transform(passages))
        self.heads_ = [
            fit_soft(LogisticRegression(C=self.regularisation, max_iter=2_000), features, targets[:, head], weight)
            for head in range(len(HEADS))
        ]
        return self

    def transform(self, passages: Sequence[str]) -> NDArray[np.float64]:
        """Give the logits: shape `(len(passages), len(HEADS))`."""
        features = self.vectors_.transform(passages)
        return np.column_stack([head.decision_function(features) for head in self.heads_])


def _vectorizer(analyzer: str, ngram_range: tuple[int, int], max_features: int) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer=analyzer,
        ngram_range=ngram_range,
        max_features=max_features,
        min_df=2,
        sublinear_tf=True,
        strip_accents="unicode",
        dtype=np.float64,
    )


def fit_soft(
    regression: LogisticRegression,
    features: csr_matrix | NDArray[np.float64],
    target: NDArray[np.float64],
    weight: NDArray[np.float64],
) -> LogisticRegression:
    """Fit a logistic regression on probabilities: each row counts once as true and once as false, by its chance."""
    if target.max() == 0 or target.min() == 1:
        # nothing to tell apart, as in a small corpus without some cue: learn that it is hardly ever, or always, so
        target = np.clip(target, _HARDLY, 1 - _HARDLY)
    rows = np.arange(len(target))
    doubled = np.concatenate([rows, rows])
    labels = np.repeat([1, 0], len(target))
    weights = np.concatenate([weight * target, weight * (1 - target)])
    seen = weights > 0
    return regression.fit(features[doubled[seen]], labels[seen], sample_weight=weights[seen])
