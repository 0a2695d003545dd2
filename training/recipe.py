"""The recipe: from labelled examples to a fitted pipeline with thresholds, and figures that it earned.

The figures come from a twin that never saw the validation and test rows. The pipeline that is released keeps the twin's
calibration and thresholds, and its readers are fitted once more on every example, so that no label is wasted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.pipeline import Pipeline

from model import Relationship, Thresholds
from model.heads import CalibratedHeads
from model.ngrams import NgramSignals
from model.reader import Reader

from .evaluate import evaluate
from .examples import Example
from .fit import fit_heads, fit_ngrams, whole_pipeline
from .params import Params
from .split import Split
from .thresholds import choose_cue_thresholds, choose_thresholds

ReaderFitter = Callable[[NDArray[np.intp], str], Path]
"""Fine-tunes a reader on the given rows, under a name, and returns the folder that holds it."""


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
    bench: Sequence[Example],
    say: Callable[[str], None],
) -> Trained:
    """Fit the twin, calibrate and measure it, then fit the pipeline that is released. `say` tells the progress."""
    say(f"Twin: {len(parts.train):,} rows train, {len(parts.validation):,} validate, {len(parts.test):,} test.")
    ngrams, reader = _fit_signals(examples, parts.train, params, fit_reader, "twin")
    validation = [examples[row] for row in parts.validation]
    heads = fit_heads(validation, ngrams, reader, params)
    twin = whole_pipeline(ngrams, heads, reader)
    calibrated = _predict(twin, validation)
    thresholds = choose_thresholds(validation, calibrated, params.thresholds)
    cue_thresholds = choose_cue_thresholds(validation, calibrated)
    metrics = _measure(twin, [examples[row] for row in parts.test], thresholds, cue_thresholds)
    say("Release: the readers are fitted once more, on every row.")
    pipeline, folder = _release(examples, params, heads, fit_reader)
    if bench:
        figures = evaluate(bench, _predict(pipeline, bench), thresholds, cue_thresholds)
        note = "Real posts with three annotators' votes, never trained on; measured on the released model itself."
        metrics["Benchmark of real posts"] = {"note": note, **figures}
    return Trained(pipeline, folder, thresholds, cue_thresholds, metrics)


def _fit_signals(
    examples: Sequence[Example],
    rows: NDArray[np.intp],
    params: Params,
    fit_reader: ReaderFitter | None,
    name: str,
) -> tuple[NgramSignals, Reader | None]:
    reader = None if fit_reader is None else Reader.open(fit_reader(rows, name), threads=2)
    return fit_ngrams([examples[row] for row in rows], params), reader


def _release(
    examples: Sequence[Example], params: Params, heads: CalibratedHeads, fit_reader: ReaderFitter | None
) -> tuple[Pipeline, Path | None]:
    everything = np.arange(len(examples))
    folder = None if fit_reader is None else fit_reader(everything, "release")
    reader = None if folder is None else Reader.open(folder, threads=2)
    return whole_pipeline(fit_ngrams(examples, params), heads, reader), folder


def _measure(
    twin: Pipeline,
    test: Sequence[Example],
    thresholds: Mapping[Relationship, Thresholds],
    cue_thresholds: Mapping[str, float],
) -> dict[str, Any]:
    note = "Rows that the measured twin of this model never saw, from files and contrast groups that it never saw."
    kinds = {
        "Test set, real posts": [example for example in test if example.is_public],
        "Test set, written posts": [example for example in test if not example.is_public],
    }
    return {
        title: {"note": note, **evaluate(rows, _predict(twin, rows), thresholds, cue_thresholds)}
        for title, rows in kinds.items()
        if rows
    }


def _predict(pipeline: Pipeline, examples: Sequence[Example]) -> NDArray[np.float64]:
    probabilities: NDArray[np.float64] = pipeline.predict_proba([example.text for example in examples])
    return probabilities
