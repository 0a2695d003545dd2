"""The recipe: from labelled examples to a fitted pipeline with thresholds, and figures that it earned.

Figures of unseen sources come from a twin that never saw the validation and test rows; whole sources are among them. Once it
is measured, the heads of the release are calibrated and its thresholds chosen on all rows that the twin had not seen; then its n-grams
are fitted on every row, and its readers are the twin's or go on from these over every row.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from sklearn.pipeline import Pipeline

from model import Relationship, Thresholds
from model.outputs import READER_NAMES
from model.reader import Reader

from .course import Course
from .evaluate import evaluate
from .examples import Example
from .fit import fit_heads, fit_ngrams, signals, whole_pipeline
from .params import Params
from .served import as_served
from .split import Split
from .thresholds import choose_cue_thresholds, choose_thresholds

SCORE_HISTOGRAM = "score_histogram"
"""Among the metrics of a manifest: the flip risks of real test posts, with which a running service compares those of its day."""


class ReaderFitter(Protocol):
    """Fine-tunes the readers of a course and returns the folder that holds each, by name."""

    def __call__(self, course: Course) -> Mapping[str, Path]:
        """Fit the readers, or find them."""
        ...


@dataclass(frozen=True, slots=True)
class Trained:
    """What a recipe yields. `metrics` map a title to figures; the plain recipe has no `reader_folders`."""

    pipeline: Pipeline
    reader_folders: Mapping[str, Path]
    thresholds: Mapping[Relationship, Thresholds]
    cue_thresholds: Mapping[str, float]
    metrics: Mapping[str, Any]


def train(
    examples: Sequence[Example],
    parts: Split,
    params: Params,
    fit_readers: ReaderFitter | None,
    say: Callable[[str], None],
) -> Trained:
    """Fit the twin, calibrate and measure it, then fit the pipeline that is released. `say` tells the progress.

    The twin learns from the training rows, is calibrated on the validation rows and measured on the test rows.
    """
    say(f"Twin: {len(parts.train):,} rows train, {len(parts.validation):,} validate, {len(parts.test):,} test.")
    twin, release = (course(parts, examples, params.courses) for course in (Course.of_twin, Course.of_release))
    ngrams, (readers, _) = fit_ngrams([examples[row] for row in parts.train], params), _fitted(twin, fit_readers)
    validation, test = ([examples[row] for row in rows] for rows in (parts.validation, parts.test))
    seen, unseen = (signals(rows, ngrams, readers) for rows in (validation, test))
    heads = fit_heads(validation, seen, params)
    bars = _bars(as_served(heads.predict_proba(seen)), validation, params)
    metrics = _measure_twin(as_served(heads.predict_proba(unseen)), test, *bars)
    say("Release: calibrated on every row that the twin had not seen.")
    both, columns = [*validation, *test], np.vstack([seen, unseen])
    heads = fit_heads(both, columns, params)
    thresholds, cue_thresholds = _bars(as_served(heads.predict_proba(columns)), both, params)
    ngrams, (readers, folders) = fit_ngrams(examples, params), _fitted(release, fit_readers)
    return Trained(whole_pipeline(ngrams, heads, readers), folders, thresholds, cue_thresholds, metrics)


_TWIN_NOTE = (
    "From contrast groups and sources that the measured twin never saw, and that nothing was chosen on. The released "
    "heads and thresholds were chosen on these rows among others, so the release is measured on the benchmark below."
)


def _bars(
    chances: NDArray[np.float64], examples: Sequence[Example], params: Params
) -> tuple[dict[Relationship, Thresholds], dict[str, float]]:
    return choose_thresholds(examples, chances, params.thresholds), choose_cue_thresholds(examples, chances)


def _fitted(course: Course, fit_readers: ReaderFitter | None) -> tuple[list[Reader], Mapping[str, Path]]:
    folders = {} if fit_readers is None else fit_readers(course)
    return [Reader.open(folders[name], threads=2) for name in READER_NAMES if name in folders], folders


def _measure_twin(
    chances: NDArray[np.float64],
    test: Sequence[Example],
    thresholds: Mapping[Relationship, Thresholds],
    cue_thresholds: Mapping[str, float],
) -> dict[str, Any]:
    real = np.array([example.is_public for example in test], dtype=bool)
    kinds = {"Test set, real posts": real, "Test set, written posts": ~real}
    metrics: dict[str, Any] = {
        title: {
            "note": _TWIN_NOTE,
            **evaluate(
                [one for one, kept in zip(test, rows, strict=True) if kept], chances[rows], thresholds, cue_thresholds
            ),
        }
        for title, rows in kinds.items()
        if rows.any()
    }
    figures = metrics.get("Test set, real posts", {})
    return {**metrics, SCORE_HISTOGRAM: figures.get("social", {}).get("histogram", [])}
