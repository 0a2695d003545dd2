"""Courses: which rows networks learn from, and in which order."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import numpy as np
from numpy.typing import NDArray

from .examples import Example
from .params import CourseParams
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
    def of_twin(cls, parts: Split, examples: Sequence[Example], how: CourseParams, latest: int | None = None) -> Self:
        """Learn from the training rows, up to the `latest` round of the corpus or the last: what is measured."""
        new_in = _new_in(parts, examples)
        first, *further = [end for end in ends_of(parts, examples, how) if latest is None or end <= latest]
        course = cls(parts.train[new_in <= first])
        for end in further:
            course = course.over(parts.train[(new_in > first) & (new_in <= end)])
            first = end
        return course

    @classmethod
    def of_release(cls, parts: Split, examples: Sequence[Example], how: CourseParams) -> Self:
        """Give what is released: the twin, or what goes on from it over every row. Once the corpus has grown, the twin's own rows are the known ones."""
        twin = cls.of_twin(parts, examples, how)
        if not how.reads_held_out:
            return twin
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


def ends_of(parts: Split, examples: Sequence[Example], how: CourseParams) -> list[int]:
    """Name the rounds after which the courses of the twin end."""
    last = int(_new_in(parts, examples).max(initial=1))
    return [*(end for end in how.ends if end < last), last]


def _new_in(parts: Split, examples: Sequence[Example]) -> NDArray[np.intp]:
    return np.array([examples[row].new_in for row in parts.train.tolist()], dtype=np.intp)
