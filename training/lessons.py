"""Lessons: what a network learns from. Labelled examples, what teachers think of them, and texts that only teachers judged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from .examples import Example
from .params import ReaderParams
from .targets import grades, reader_targets, weights


@dataclass(frozen=True, slots=True)
class Lessons:
    """Texts with what is to be answered.

    `targets` has the shape `(texts, len(READER_COLUMNS))`, `weights` and `groups` `(texts,)`, `grades` `(texts, 2)`. Texts of one
    group are ranked against one another by their grades; a text that stands alone has a group of its own. The first `often`
    texts are read in every epoch, the others once, shared out among the epochs, groups whole.
    """

    texts: tuple[str, ...]
    targets: NDArray[np.float64]
    weights: NDArray[np.float64]
    groups: NDArray[np.intp]
    grades: NDArray[np.float64]
    often: int

    @classmethod
    def of(cls, examples: Sequence[Example], params: ReaderParams) -> Self:
        """Make lessons of labelled examples."""
        numbers = {example.group: number for number, example in enumerate(examples)}
        return cls(
            texts=tuple(example.text for example in examples),
            targets=reader_targets(examples, params.label_smoothing),
            weights=weights(examples, params.authored_weight),
            groups=np.array(
                [-1 - i if e.is_public else numbers[e.group] for i, e in enumerate(examples)], dtype=np.intp
            ),
            grades=grades(examples),
            often=len(examples),
        )

    def rows_of(self, epoch: int, epochs: int) -> NDArray[np.intp]:
        """Name the texts that are read in one of the epochs."""
        once = self.often + np.flatnonzero(self.groups[self.often :] % epochs == epoch)
        return np.concatenate([np.arange(self.often), once])

    def heard(self, logits: NDArray[np.float64], share: float) -> Self:
        """Draw the targets towards what somebody answered, teachers or the reader itself: their `logits` count for that share.

        The labels count for the rest, and alone for a text of which the logits are NaN, since nobody has read it.
        """
        drawn = (1 - share) * self.targets + share * expit(logits)
        return replace(self, targets=np.where(np.isnan(logits), self.targets, drawn))

    def and_unlabelled(self, texts: Sequence[str], logits: NDArray[np.float64], weight: float) -> Self:
        """Add texts of which only the teachers' `logits` are known. Each stands alone."""
        alone = min(self.groups, default=0) - 1 - np.arange(len(texts))
        return replace(
            self,
            texts=(*self.texts, *texts),
            targets=np.vstack([self.targets, expit(logits)]),
            weights=np.concatenate([self.weights, np.full(len(texts), weight)]),
            groups=np.concatenate([self.groups, alone]),
            grades=np.vstack([self.grades, np.zeros((len(texts), self.grades.shape[1]))]),
        )
