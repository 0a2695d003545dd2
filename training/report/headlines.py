"""The headline figures: what a model is judged by, here, on its card and when it is to be published."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from model.outputs import FLIP_HEADS

from ..metrics import ENOUGH_CARRIERS, flip_figures, pairs_ranked_right, promised_shares
from ..wilson import wilson
from .sample import MARKET_CUES, Sample, draws

_ENOUGH_CLUSTERS = 5

Figures = Mapping[str, float | None]
"""Figures by the name of their headline; None where the set can't give one."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline figure: its name, which is that of the card; in words; and whether more of it is better."""

    name: str
    title: str
    more_is_better: bool = True


FLIP_HEADLINES = (
    Headline("auroc", "AUROC"),
    Headline("average_precision", "average precision"),
    Headline("clear_cut_auroc", "AUROC, clear-cut posts"),
    Headline("calibration_error", "expected calibration error", more_is_better=False),
    Headline("flip_precision", "of those called flip, are one"),
    Headline("flip_recall", "of flips, called flip"),
    Headline("recall_above_clear", "of flips, not called clear"),
    Headline("false_alarms", "of posts nobody felt as a flip, called flip", more_is_better=False),
)
PAIRS = Headline("pairs_ranked_right", "contrast pairs ranked right")
CUES = Headline("cue_f1", f"market cues, macro F1 (cues that {ENOUGH_CARRIERS} posts or more carry)")

HEADLINES: Mapping[str, Headline] = {
    **{f"{head} {one.name}": one for head in FLIP_HEADS for one in FLIP_HEADLINES},
    PAIRS.name: PAIRS,
    CUES.name: CUES,
}
"""Every headline by its full name, as in `social auroc`."""


def headline_figures(sample: Sample, cues: Sequence[int]) -> Figures:
    """Compute every headline figure. `cues` number the market cues that count, from `counted_cues` of the whole set."""
    found: dict[str, float | None] = {}
    for column, head in enumerate(FLIP_HEADS):
        figures = flip_figures(sample.risks[:, column], sample.marks[:, column], sample.bars[column])
        found |= {f"{head} {one.name}": figures[one.name] for one in FLIP_HEADLINES}
    found[PAIRS.name] = _pairs(sample)
    found[CUES.name] = _macro_f1(sample, cues)
    return found


def counted_cues(sample: Sample) -> list[int]:
    """Give the numbers of the market cues that enough posts carry."""
    return [cue for cue in range(len(MARKET_CUES)) if sample.carried[:, cue].sum() >= ENOUGH_CARRIERS]


def _pairs(sample: Sample) -> float | None:
    rows = sample.written
    return pairs_ranked_right(sample.risks[rows, 0], sample.marks[rows, 0], sample.clusters[rows].tolist())[
        "ranked_right"
    ]


def _macro_f1(sample: Sample, cues: Sequence[int]) -> float | None:
    if not cues:
        return None
    both = (sample.reported & sample.carried)[:, cues].sum(axis=0)
    either = sample.reported[:, cues].sum(axis=0) + sample.carried[:, cues].sum(axis=0)
    return round(float((2 * both / np.maximum(1, either)).mean()), 4)


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with the middle 95 % of what it is on sets drawn anew; all None where the set can't give it."""

    value: float | None
    low: float | None
    high: float | None


def headline_intervals(sample: Sample, resamples: int, seed: int) -> dict[str, Interval]:
    """Give every headline figure with its 95 % interval, from whole clusters drawn anew (percentile bootstrap)."""
    cues = counted_cues(sample)
    drawn = [
        headline_figures(sample.take(one.rows, one.clusters), cues) for one in draws(sample.clusters, resamples, seed)
    ]
    found = {
        name: interval(value, [one[name] for one in drawn]) for name, value in headline_figures(sample, cues).items()
    }
    for column, head in enumerate(FLIP_HEADS):
        for name, (share, count) in promised_shares(
            sample.risks[:, column], sample.marks[:, column], sample.bars[column]
        ).items():
            found[f"{head} {name}"] = _widened(found[f"{head} {name}"], share, count)
    return found


def _widened(one: Interval, share: float, count: int) -> Interval:
    """Widen the interval of a share to Wilson's: sets drawn from ten posts that all agree never differ, but others might."""
    if one.low is None or one.high is None:
        return one
    low, high = wilson(share, count)
    return Interval(one.value, min(one.low, round(low, 4)), max(one.high, round(high, 4)))


def interval(value: float | None, drawn: Sequence[float | None]) -> Interval:
    """Make an interval of what a figure was on drawn sets; sets that couldn't give it are left out."""
    known = [one for one in drawn if one is not None]
    if value is None or not known:
        return Interval(value, None, None)
    low, high = np.quantile(known, (0.025, 0.975))
    return Interval(value, round(float(low), 4), round(float(high), 4))


def interval_of(sample: Sample, figure: Callable[[Sample], float | None], resamples: int, seed: int) -> Interval:
    """Give any figure of a set with its 95 % interval, or without one if it consists of too few clusters to be drawn anew."""
    if len(np.unique(sample.clusters)) < _ENOUGH_CLUSTERS:
        return Interval(figure(sample), None, None)
    drawn = [figure(sample.take(one.rows, one.clusters)) for one in draws(sample.clusters, resamples, seed)]
    return interval(figure(sample), drawn)
