"""The scikit-learn pipeline from passages to probabilities, as it is fitted; it is served as `scorer` has it."""

from sklearn.pipeline import FeatureUnion, Pipeline

from .heads import CalibratedHeads
from .ngrams import NgramSignals
from .outputs import CUES, FLIP_HEADS, GRADES, HEADS, READER_COLUMNS
from .reader import Reader
from .reader_signals import ReaderSignals


def assemble(ngrams: NgramSignals, heads: CalibratedHeads, reader: ReaderSignals | None) -> Pipeline:
    """Put fitted parts together. Without a reader the wording alone decides: the plain recipe."""
    signals = [("ngrams", ngrams)] if reader is None else [("reader", reader), ("ngrams", ngrams)]
    return Pipeline([("signals", FeatureUnion(signals)), ("heads", heads)])


def attach_reader(pipeline: Pipeline, reader: Reader) -> Pipeline:
    """Give a loaded pipeline the reader that lies beside it."""
    return pipeline.set_params(signals__reader__reader=reader)


def head_columns(with_reader: bool) -> list[list[int]]:
    """Name the signal columns that each head looks at: its own logits, which for a flip head are one for every grade."""
    grades = len(GRADES)
    start = len(READER_COLUMNS) if with_reader else 0
    flips = [range(head * grades, (head + 1) * grades) for head in range(len(FLIP_HEADS))]
    cues = [range(len(flips) * grades + cue, len(flips) * grades + cue + 1) for cue in range(len(CUES))]
    read = [*flips, *cues] if with_reader else [range(0)] * len(HEADS)
    return [[*read[head], start + head] for head in range(len(HEADS))]
