"""A measured set: grades beside what a model said, and that set drawn anew for intervals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from model import Manifest, MarketCue, Relationship, Thresholds
from model.outputs import FLIP_HEADS

from ..examples import Example
from ..targets import cue_labels, grades
from .registers import cluster_of

MARKET_CUES = tuple(MarketCue)


@dataclass(frozen=True, slots=True)
class Sample:
    """One row a post.

    `risks` and `marks` have the shape `(posts, 2)`, social then mixed; `reported` and `carried` tell of each market cue whether
    the model names it and whether annotators do, shape `(posts, 7)`; `clusters` number what belongs together; `written` tells
    the posts of contrast groups from real ones.
    """

    risks: NDArray[np.float64]
    marks: NDArray[np.float64]
    reported: NDArray[np.bool_]
    carried: NDArray[np.bool_]
    clusters: NDArray[np.intp]
    written: NDArray[np.bool_]
    bars: tuple[Thresholds, ...]

    @classmethod
    def of(cls, examples: Sequence[Example], table: NDArray[np.float64], manifest: Manifest) -> Self:
        """Lay what a model said, a row a post with the columns of `HEADS`, beside the annotators' grades."""
        names = {name: number for number, name in enumerate(dict.fromkeys(map(cluster_of, examples)))}
        heads, cues = len(FLIP_HEADS), len(MARKET_CUES)
        least = np.array([manifest.cue_thresholds[cue] for cue in MARKET_CUES])
        return cls(
            risks=table[:, :heads],
            marks=grades(examples),
            reported=table[:, heads : heads + cues] >= least,
            carried=cue_labels(examples)[:, :cues] == 1,
            clusters=np.array([names[cluster_of(example)] for example in examples], dtype=np.intp),
            written=np.array([not example.is_public for example in examples], dtype=bool),
            bars=tuple(manifest.thresholds[Relationship(head)] for head in FLIP_HEADS),
        )

    def __len__(self) -> int:
        return len(self.marks)

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_], clusters: NDArray[np.intp] | None = None) -> Self:
        """Give these rows alone, in clusters of other numbers if so told."""
        return type(self)(
            self.risks[rows],
            self.marks[rows],
            self.reported[rows],
            self.carried[rows],
            self.clusters[rows] if clusters is None else clusters,
            self.written[rows],
            self.bars,
        )


@dataclass(frozen=True, slots=True)
class Draw:
    """Rows of a set drawn anew, and the clusters that they came in; a cluster drawn twice counts as two."""

    rows: NDArray[np.intp]
    clusters: NDArray[np.intp]


def draws(clusters: NDArray[np.intp], times: int, seed: int) -> Iterator[Draw]:
    """Draw whole clusters with replacement, as many as there are (Field & Welsh, J. R. Stat. Soc. B 69, 2007)."""
    order = np.argsort(clusters, kind="stable")
    members = np.split(order, np.flatnonzero(np.diff(clusters[order])) + 1)
    rng = np.random.default_rng(seed)
    for _ in range(times):
        chosen = rng.integers(len(members), size=len(members))
        parts = [members[one] for one in chosen]
        yield Draw(np.concatenate(parts), np.repeat(np.arange(len(parts)), [len(part) for part in parts]))
