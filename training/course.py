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
    """The rows that networks learn from, new ones first; after an `earlier` course they go on from what they learnt there.

    Over a corpus that has grown they hear the teachers of the first course, `taught_by`: those know the first round alone.
    """

    rows: NDArray[np.intp]
    kind: Kind = Kind.FIRST
    earlier: "Course | None" = None
    taught_by: "Course | None" = None

    @classmethod
    def of_twin(cls, parts: Split, examples: Sequence[Example]) -> Self:
        """Learn from the training rows, round by round of the corpus: what is measured."""
        joined = _rounds(examples)
        first = course = cls(_up_to(parts.train, joined, 1))
        for latest in range(2, int(joined.max(initial=1)) + 1):
            new = parts.train[joined[parts.train] == latest]
            course = cls(np.concatenate([new, course.rows]), Kind.GROWN, course, first)
        return course

    @classmethod
    def of_release(cls, parts: Split, examples: Sequence[Example]) -> Self:
        """Give what is released: go on from the twin, over all rows; once the corpus has grown, the twin itself."""
        twin = cls.of_twin(parts, examples)
        return twin if twin.kind is Kind.GROWN else cls(np.arange(len(examples)), Kind.FINISH, twin)

    @property
    def teachers(self) -> "Course":
        """Whose teachers are heard in this course."""
        return self.taught_by or self


def _rounds(examples: Sequence[Example]) -> NDArray[np.intp]:
    return np.array([example.joined for example in examples], dtype=np.intp)


def _up_to(rows: NDArray[np.intp], joined: NDArray[np.intp], latest: int) -> NDArray[np.intp]:
    return rows[joined[rows] <= latest]
