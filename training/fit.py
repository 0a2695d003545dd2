"""Fitting the scikit-learn side: n-grams on the training rows, calibrated heads on rows that no reader has seen."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.pipeline import Pipeline

from model.heads import CalibratedHeads
from model.ngrams import NgramSignals
from model.pipeline import assemble, head_columns
from model.reader import Reader, ReaderSignals

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


def fit_heads(
    examples: Sequence[Example], ngrams: NgramSignals, reader: Reader | None, params: Params
) -> CalibratedHeads:
    """Calibrate every head on validation examples."""
    heads = CalibratedHeads(head_columns(reader is not None), params.heads.regularisation)
    targets = head_targets(examples, params.corpus.grade_to_chance)
    return heads.fit(signals(examples, ngrams, reader), targets, weights(examples, params.heads.authored_weight))


def signals(examples: Sequence[Example], ngrams: NgramSignals, reader: Reader | None) -> NDArray[np.float64]:
    """Compute the columns that the heads look at: the reader's logits, then the n-grams'."""
    texts = [example.text for example in examples]
    wording = ngrams.transform(texts)
    return wording if reader is None else np.hstack([ReaderSignals(reader).transform(texts), wording])


def whole_pipeline(ngrams: NgramSignals, heads: CalibratedHeads, reader: Reader | None) -> Pipeline:
    """Put the fitted parts into the pipeline that is released."""
    return assemble(ngrams, heads, None if reader is None else ReaderSignals(reader))
