"""Courses: which rows networks learn from, and in which order."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import numpy as np
from numpy.typing import NDArray

from .examples import Example
from .split import Split


class Kind(StrEnum):
    """Why a course is given."""

    FIRST = "first"
    GROWN = "grown"  # the corpus has grown since the course before
    FINISH = "finish"  # what was measured goes on over every row


@dataclass(frozen=True, slots=True)
class Course:
    """The rows that networks learn from, new ones first; after an `earlier` course they go on from what they learnt there."""

    rows: NDArray[np.intp]
    kind: Kind = Kind.FIRST
    earlier: "Course | None" = None

    @classmethod
    def of_twin(cls, parts: Split, examples: Sequence[Example], latest: int | None = None) -> Self:
        """Learn from the training rows, round by round of the corpus, the last unless told otherwise: what is measured."""
        joined = _rounds(examples)
        course = cls(_up_to(parts.train, joined, 1))
        for number in range(2, (latest or int(joined.max(initial=1))) + 1):
            course = course.over(parts.train[joined[parts.train] == number])
        return course

    @classmethod
    def of_release(cls, parts: Split, examples: Sequence[Example]) -> Self:
        """Give what is released: go on from the twin, over every row. Once the corpus has grown, the twin's own rows are the known ones."""
        twin = cls.of_twin(parts, examples)
        if twin.kind is Kind.GROWN:
            return twin.over(np.concatenate([parts.validation, parts.test]))
        return cls(np.arange(len(examples)), Kind.FINISH, twin)

    def over(self, new: NDArray[np.intp]) -> Self:
        """Go on over rows that are new, and over what is known."""
        return type(self)(np.concatenate([new, self.rows]), Kind.GROWN, self)

    @property
    def first(self) -> "Course":
        """The course that the others grew from: the only one in which teachers teach."""
        return self.earlier.first if self.kind is Kind.GROWN and self.earlier else self


def _rounds(examples: Sequence[Example]) -> NDArray[np.intp]:
    return np.array([example.joined for example in examples], dtype=np.intp)


def _up_to(rows: NDArray[np.intp], joined: NDArray[np.intp], latest: int) -> NDArray[np.intp]:
    return rows[joined[rows] <= latest]
