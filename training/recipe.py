"""The recipe: from labelled examples to a fitted pipeline with thresholds, and figures that it earned.

Figures of unseen sources come from a twin that never saw the validation and test rows; whole sources are among them. Once it
is measured, the heads of the release are calibrated on all rows that the twin had not seen, its thresholds chosen on the
validation rows, and its n-grams fitted on every row, and its reader goes on from the twin's over every row: no source and no label is wasted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from sklearn.pipeline import Pipeline

from model import Relationship, Thresholds
from model.ngrams import NgramSignals
from model.reader import Reader

from .evaluate import evaluate
from .examples import Example
from .fit import fit_heads, fit_ngrams, whole_pipeline
from .params import Params
from .split import Split
from .thresholds import choose_cue_thresholds, choose_thresholds


class ReaderFitter(Protocol):
    """Fine-tunes a reader on the given rows and returns the folder that holds it."""

    def __call__(self, rows: NDArray[np.intp], before: NDArray[np.intp] | None = None) -> Path:
        """Fit a reader; with `before`, one that learnt from those rows goes on over these."""
        ...


@dataclass(frozen=True, slots=True)
class Trained:
    """What a recipe yields. `metrics` map a title to figures; `reader_folder` is None for the plain recipe."""

    pipeline: Pipeline
    reader_folder: Path | None
    thresholds: Mapping[Relationship, Thresholds]
    cue_thresholds: Mapping[str, float]
    metrics: Mapping[str, Any]


def train(
    examples: Sequence[Example],
    parts: Split,
    params: Params,
    fit_reader: ReaderFitter | None,
    say: Callable[[str], None],
) -> Trained:
    """Fit the twin, calibrate and measure it, then fit the pipeline that is released. `say` tells the progress.

    The twin learns from the training rows, is calibrated on the validation rows and measured on the test rows.
    """
    say(f"Twin: {len(parts.train):,} rows train, {len(parts.validation):,} validate, {len(parts.test):,} test.")
    ngrams, reader, _ = _fit_signals(examples, parts.train, None, params, fit_reader)
    validation, test = ([examples[row] for row in rows] for rows in (parts.validation, parts.test))
    twin = whole_pipeline(ngrams, fit_heads(validation, ngrams, reader, params), reader)
    metrics = _measure_twin(twin, test, *_bars(twin, validation, params))
    say("Release: calibrated on every row that the twin had not seen, its readers fitted on every row.")
    unseen = [*validation, *test]
    heads = fit_heads(unseen, ngrams, reader, params)
    thresholds, cue_thresholds = _bars(whole_pipeline(ngrams, heads, reader), validation, params)
    ngrams, reader, folder = _fit_signals(examples, np.arange(len(examples)), parts.train, params, fit_reader)
    pipeline = whole_pipeline(ngrams, heads, reader)
    return Trained(pipeline, folder, thresholds, cue_thresholds, metrics)


_TWIN_NOTE = (
    "From contrast groups and sources that the measured twin never saw, and that nothing was chosen on. The released "
    "model has read these rows, so it is measured on the benchmark below instead."
)


def _bars(
    pipeline: Pipeline, examples: Sequence[Example], params: Params
) -> tuple[dict[Relationship, Thresholds], dict[str, float]]:
    calibrated = _predict(pipeline, examples)
    return (
        choose_thresholds(examples, calibrated, params.thresholds),
        choose_cue_thresholds(examples, calibrated),
    )


def _fit_signals(
    examples: Sequence[Example],
    rows: NDArray[np.intp],
    before: NDArray[np.intp] | None,
    params: Params,
    fit_reader: ReaderFitter | None,
) -> tuple[NgramSignals, Reader | None, Path | None]:
    folder = None if fit_reader is None else fit_reader(rows, before)
    reader = None if folder is None else Reader.open(folder, threads=2)
    return fit_ngrams([examples[row] for row in rows], params), reader, folder


def _measure_twin(
    twin: Pipeline,
    test: Sequence[Example],
    thresholds: Mapping[Relationship, Thresholds],
    cue_thresholds: Mapping[str, float],
) -> dict[str, Any]:
    kinds = {
        "Test set, real posts": [example for example in test if example.is_public],
        "Test set, written posts": [example for example in test if not example.is_public],
    }
    metrics: dict[str, Any] = {
        title: {"note": _TWIN_NOTE, **evaluate(rows, _predict(twin, rows), thresholds, cue_thresholds)}
        for title, rows in kinds.items()
        if rows
    }
    real = metrics.get("Test set, real posts", {})
    # the running service compares the risks of its day with these
    return {**metrics, "score_histogram": real.get("social", {}).get("histogram", [])}


def _predict(pipeline: Pipeline, examples: Sequence[Example]) -> NDArray[np.float64]:
    probabilities: NDArray[np.float64] = pipeline.predict_proba([example.text for example in examples])
    return probabilities
