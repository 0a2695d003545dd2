"""Market cues: how many posts carry each, how many are named, and how many of those rightly."""

from dataclasses import dataclass
from functools import partial

from .headlines import Interval, interval_of
from .sample import MARKET_CUES, Sample


@dataclass(frozen=True, slots=True)
class CueFigures:
    """Counts of one market cue and its F1."""

    cue: str
    carried: int
    reported: int
    both: int
    f1: Interval


def cue_figures(sample: Sample, resamples: int, seed: int) -> list[CueFigures]:
    """Count every market cue."""
    return [
        CueFigures(
            cue=cue,
            carried=int(sample.carried[:, column].sum()),
            reported=int(sample.reported[:, column].sum()),
            both=int((sample.carried & sample.reported)[:, column].sum()),
            f1=interval_of(sample, partial(_f1, column), resamples, seed),
        )
        for column, cue in enumerate(MARKET_CUES)
    ]


def _f1(column: int, sample: Sample) -> float | None:
    carried, reported = sample.carried[:, column], sample.reported[:, column]
    return 2 * float((carried & reported).sum()) / float(carried.sum() + reported.sum()) if carried.any() else None
