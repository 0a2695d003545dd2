"""Fitting the scikit-learn side: n-grams on the training rows, calibrated heads on rows that no reader has seen."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.pipeline import Pipeline

from model.heads import CascadedHeads
from model.ngrams import NgramSignals
from model.outputs import HEADS, READER_COLUMNS
from model.pipeline import assemble
from model.reader import Reader
from model.reader_signals import ReaderSignals

from .cascade import when_sure
from .corrections import corrected_heads, fit_corrections
from .examples import Example
from .params import Params
from .targets import head_targets, weights


def fit_ngrams(examples: Sequence[Example], params: Params) -> NgramSignals:
    """Fit the n-grams on soft labels."""
    texts = [example.text for example in examples]
    targets = head_targets(examples, params.corpus.grade_to_chance)
    return NgramSignals(params.ngrams.regularisation).fit(
        texts, targets, weights(examples, params.ngrams.authored_weight)
    )


def fit_heads(examples: Sequence[Example], columns: NDArray[np.float64], params: Params) -> CascadedHeads:
    """Calibrate every reading on examples that no reader was trained on, choose when each suffices, and correct the flip risks of real posts.

    `columns` are what `signals` gives for them.
    """
    readers = (columns.shape[1] - len(HEADS)) // len(READER_COLUMNS)
    weight = weights(examples, params.heads.authored_weight)
    targets = head_targets(examples, params.corpus.grade_to_chance)
    heads = CascadedHeads(readers, regularisation=params.heads.regularisation).fit(columns, targets, weight)
    sure = when_sure(examples, heads.predict_each(columns), params.cascade)
    heads = CascadedHeads(readers, sure, params.heads.regularisation).fit(columns, targets, weight)
    corrections = fit_corrections(examples, heads.predict_proba(columns), params.thresholds.enough_flips)
    return corrected_heads(heads, corrections)


def signals(examples: Sequence[Example], ngrams: NgramSignals, readers: Sequence[Reader]) -> NDArray[np.float64]:
    """Compute the columns that the heads look at: the n-grams' logits, then each reader's."""
    texts = [example.text for example in examples]
    return np.hstack([ngrams.transform(texts), *(ReaderSignals(reader).transform(texts) for reader in readers)])


def whole_pipeline(ngrams: NgramSignals, heads: CascadedHeads, readers: Sequence[Reader]) -> Pipeline:
    """Put the fitted parts into the pipeline that is released."""
    return assemble(ngrams, heads, readers)
