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

    Who goes on hears the teachers of another course, `taught_by`: teachers are fitted on the first round of the corpus alone.
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
        """Go on from the twin, over all rows: what is released."""
        joined, twin = _rounds(examples), cls.of_twin(parts, examples)
        every = np.arange(len(examples))
        teachers = cls(_up_to(every, joined, 1), Kind.FINISH, twin.teachers)
        return teachers if twin.kind is Kind.FIRST else cls(every, Kind.FINISH, twin, teachers)

    @property
    def has_grown(self) -> bool:
        """Whether a round of the corpus joined here or in an earlier course."""
        return self.kind is Kind.GROWN or (self.earlier is not None and self.earlier.has_grown)

    @property
    def teachers(self) -> "Course":
        """Whose teachers are heard in this course."""
        return self.taught_by or self


def _rounds(examples: Sequence[Example]) -> NDArray[np.intp]:
    return np.array([example.joined for example in examples], dtype=np.intp)


def _up_to(rows: NDArray[np.intp], joined: NDArray[np.intp], latest: int) -> NDArray[np.intp]:
    return rows[joined[rows] <= latest]
