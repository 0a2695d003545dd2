"""The study: everything that the report tells of one model on one set, computed once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import precision_recall_curve

from model.outputs import FLIP_HEADS

from ..curves import Row, reliability
from ..examples import Example
from ..kept_scores import KeptScores
from ..metrics import calibration_error_by_chance
from ..targets import is_flip
from .cue_table import CueFigures, cue_figures
from .headlines import Interval, headline_intervals
from .pictures.confusion import GRADES, VERDICTS
from .pictures.drawing import Point
from .pictures.precision_recall import Tradeoff
from .sample import Sample, draws
from .slices import Slice, cue_slices, slice_names, slices

_RECALLS = np.linspace(0.02, 1, 50)


@dataclass(frozen=True, slots=True)
class Study:
    """What was measured. Mappings go by audience, `social` and `mixed`; `headlines` by the names of `HEADLINES`.

    `by_chance` is the calibration error that the risks would show on these posts if every one were true.
    """

    examples: Sequence[Example]
    sample: Sample
    headlines: Mapping[str, Interval]
    slices: Mapping[str, Sequence[Slice]]
    cue_slices: Mapping[str, Sequence[Slice]]
    cues: Sequence[CueFigures]
    confusion: Mapping[str, Sequence[Sequence[int]]]
    reliability: Mapping[str, Sequence[Row]]
    tradeoffs: Mapping[str, Tradeoff]
    by_chance: Mapping[str, Interval]


def study(examples: Sequence[Example], scores: KeptScores, resamples: int, seed: int) -> Study:
    """Measure a model on a set: intervals from so many sets drawn anew."""
    table = scores.table([example.text for example in examples])
    sample = Sample.of(examples, table, scores.classifier.manifest)
    names = slice_names(examples)
    heads = dict(enumerate(FLIP_HEADS))
    return Study(
        examples=examples,
        sample=sample,
        headlines=headline_intervals(sample, resamples, seed),
        slices={head: slices(sample, names, column, resamples, seed) for column, head in heads.items()},
        cue_slices={head: cue_slices(sample, examples, column, resamples, seed) for column, head in heads.items()},
        cues=cue_figures(sample, resamples, seed),
        confusion={head: confusion(sample, column) for column, head in heads.items()},
        reliability={
            head: reliability(sample.risks[:, column], is_flip(sample.marks[:, column]))
            for column, head in heads.items()
        },
        tradeoffs={head: _tradeoff(sample, column, resamples, seed) for column, head in heads.items()},
        by_chance={
            head: Interval(*calibration_error_by_chance(sample.risks[:, column], resamples, seed))
            for column, head in heads.items()
        },
    )


def confusion(sample: Sample, head: int) -> list[list[int]]:
    """Count posts by mean grade, rounded to the nearest whole one (a half counts up), and verdict."""
    grade = np.minimum(np.floor(sample.marks[:, head] + 0.5).astype(int), len(GRADES) - 1)
    verdict = verdicts(sample, head)
    return [
        [int(((grade == row) & (verdict == column)).sum()) for column in range(len(VERDICTS))]
        for row in range(len(GRADES))
    ]


def verdicts(sample: Sample, head: int) -> NDArray[np.intp]:
    """Give the number of the verdict on every post, in the order of `VERDICTS`."""
    bars, risks = sample.bars[head], sample.risks[:, head]
    return np.asarray((risks >= bars.review).astype(np.intp) + (risks >= bars.flip))


def _tradeoff(sample: Sample, head: int, resamples: int, seed: int) -> Tradeoff:
    flips, risks, bars = is_flip(sample.marks[:, head]), sample.risks[:, head], sample.bars[head]
    curves = [_precisions(flips[one.rows], risks[one.rows]) for one in draws(sample.clusters, resamples, seed)]
    known = np.array([curve for curve in curves if curve is not None])
    low, high = np.quantile(known, (0.025, 0.975), axis=0) if len(known) else (np.array([]), np.array([]))
    curve = _precisions(flips, risks)
    return Tradeoff(
        curve=_points(np.array([]) if curve is None else curve),
        low=_points(low),
        high=_points(high),
        flip=_standing(flips, risks >= bars.flip),
        review=_standing(flips, risks >= bars.review),
        share_of_flips=float(flips.mean()),
    )


def _points(precisions: NDArray[np.float64]) -> list[Point]:
    return list(zip(_RECALLS.tolist(), precisions.tolist(), strict=False))


def _precisions(flips: NDArray[np.bool_], risks: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """Give the best precision at each recall of the grid or above; None without flips."""
    if not flips.any():
        return None
    precision, recall, _ = precision_recall_curve(flips, risks)
    best = np.maximum.accumulate(precision)  # the recall falls along the curve
    return np.array([best[np.flatnonzero(recall >= least - 1e-9)[-1]] for least in _RECALLS])


def _standing(flips: NDArray[np.bool_], called: NDArray[np.bool_]) -> Point | None:
    return (float(called[flips].mean()), float(flips[called].mean())) if flips.any() and called.any() else None
