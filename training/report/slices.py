"""Slices: parts of a set on which a model may do worse than on the whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from model.outputs import CUES

from ..examples import Example
from ..ranking import auroc
from ..targets import is_flip
from .headlines import Interval, interval_of
from .registers import register_of
from .sample import MARKET_CUES, Sample

ENOUGH_FLIPS = 3
ENOUGH_POSTS = 12
"""A slice with fewer posts, or fewer flips or others among them, says too little to be listed among the failures."""

_LENGTHS = ((8, "up to 8 words"), (20, "9 to 20 words"), (60, "21 to 60 words"))
_LONGEST = "more than 60 words"


@dataclass(frozen=True, slots=True)
class Slice:
    """How a model did before one audience on one slice. `bias` is the mean risk less the share of flips."""

    kind: str
    name: str
    posts: int
    flips: int
    auroc: Interval
    bias: float
    cleared: int
    called: int
    false: int

    @property
    def ranks(self) -> bool:
        """Whether it has flips and others enough for its AUROC to say something."""
        return min(self.flips, self.posts - self.flips) >= ENOUGH_FLIPS and self.posts >= ENOUGH_POSTS


def slice_names(examples: Sequence[Example]) -> dict[str, list[str]]:
    """Name for each kind of slice the one that every example belongs to."""
    return {
        "source": [example.source for example in examples],
        "register": [register_of(example) for example in examples],
        "length": [_length(example.text) for example in examples],
        "annotators": [_agreement(example.social) for example in examples],
    }


def _length(text: str) -> str:
    words = len(text.split())
    return next((name for most, name in _LENGTHS if words <= most), _LONGEST)


def _agreement(mean_vote: float) -> str:
    return "mean grade is whole" if float(mean_vote).is_integer() else "mean grade is not whole"


def slices(sample: Sample, names: Mapping[str, Sequence[str]], head: int, resamples: int, seed: int) -> list[Slice]:
    """Measure every slice before the audience of one flip head, in the order in which the slices first occur."""
    found = []
    for kind, members in names.items():
        of = np.array(members)
        for name in dict.fromkeys(members):
            found.append(_measure(sample, of == name, kind, name, head, resamples, seed))
    return found


def cue_slices(sample: Sample, examples: Sequence[Example], head: int, resamples: int, seed: int) -> list[Slice]:
    """Measure for each market cue the flips that carry it against all posts that are no flip, as if those carried it."""
    flips = is_flip(sample.marks[:, head])
    found = []
    for column, cue in enumerate(MARKET_CUES):
        rows = ~flips | sample.carried[:, column]
        if (flips & rows).any():
            found.append(_measure(sample, rows, "market cue", f"`{cue}`", head, resamples, seed))
    return [*found, *_social_cue_slices(sample, examples, head, resamples, seed)]


def _social_cue_slices(
    sample: Sample, examples: Sequence[Example], head: int, resamples: int, seed: int
) -> Iterator[Slice]:
    for cue in CUES[len(MARKET_CUES) :]:
        rows = np.array([cue in example.social_cues for example in examples])
        if rows.any():
            yield _measure(sample, rows, "social cue", f"`{cue}`", head, resamples, seed)


def _measure(
    sample: Sample, rows: NDArray[np.bool_], kind: str, name: str, head: int, resamples: int, seed: int
) -> Slice:
    part = sample.take(rows)
    flips, risks, bars = is_flip(part.marks[:, head]), part.risks[:, head], part.bars[head]
    return Slice(
        kind=kind,
        name=name,
        posts=len(part),
        flips=int(flips.sum()),
        auroc=interval_of(part, partial(_auroc, head), resamples, seed),
        bias=float(risks.mean() - flips.mean()),
        cleared=int((flips & (risks < bars.review)).sum()),
        called=int((flips & (risks >= bars.flip)).sum()),
        false=int((~flips & (risks >= bars.flip)).sum()),
    )


def _auroc(head: int, part: Sample) -> float | None:
    return auroc(is_flip(part.marks[:, head]), part.risks[:, head])
