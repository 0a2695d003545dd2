"""The scikit-learn pipeline from passages to probabilities, as it is fitted; it is served as `scorer` has it."""

from collections.abc import Sequence

from sklearn.pipeline import FeatureUnion, Pipeline

from .heads import CascadedHeads
from .ngrams import NgramSignals
from .outputs import READER_NAMES
from .reader import Reader
from .reader_signals import ReaderSignals


def assemble(ngrams: NgramSignals, heads: CascadedHeads, readers: Sequence[Reader]) -> Pipeline:
    """Put fitted parts together. Without readers the wording alone decides: the plain recipe."""
    named = [(name, ReaderSignals(reader)) for name, reader in zip(READER_NAMES, readers, strict=False)]
    return Pipeline([("signals", FeatureUnion([("ngrams", ngrams), *named])), ("heads", heads)])


def attach_readers(pipeline: Pipeline, readers: Sequence[Reader]) -> Pipeline:
    """Give a loaded pipeline the readers that lie beside it."""
    for name, reader in zip(READER_NAMES, readers, strict=False):
        pipeline.set_params(**{f"signals__{name}__reader": reader})
    return pipeline
