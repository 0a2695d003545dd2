"""Courses: which rows networks learn from, and in which order."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from .split import Split


@dataclass(frozen=True, slots=True)
class Course:
    """The rows that networks learn from; after an `earlier` course they go on from what they learnt there."""

    rows: NDArray[np.intp]
    earlier: "Course | None" = None

    @classmethod
    def of_twin(cls, parts: Split) -> Self:
        """Learn from the training rows: what is measured."""
        return cls(parts.train)

    @classmethod
    def of_release(cls, parts: Split, count: int) -> Self:
        """Go on from the twin, over all of `count` rows: what is released."""
        return cls(np.arange(count), cls.of_twin(parts))
