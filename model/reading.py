"""Readings: a passage is read at first by its wording, then by ever larger readers, until one is sure of it.

Nearly every post is plainly harmless, and the wording alone can tell; what it leaves open a small reader reads, and what
that one leaves open a larger one. Each reading weighs what all before it have said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from .odds import probabilities

_SOCIAL = 0
_FIELDS = ("weights", "intercepts", "sure")


@dataclass(frozen=True, slots=True)
class Reading:
    """The calibrated heads of one reading, and when it suffices.

    `weights` has the shape `(heads, signals)`, `intercepts` `(heads,)`. The reading is left open if the flip risk before social
    readers lies from `sure[0]` up to, and without, `sure[1]`.
    """

    weights: NDArray[np.float64]
    intercepts: NDArray[np.float64]
    sure: NDArray[np.float64]

    def chances(self, signals: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give calibrated probabilities, shape `(rows, heads)`, for what was read so far, `(rows, signals)`."""
        # einsum adds each row in the same order whatever the number of rows, so a post scores the same in any company
        return probabilities(np.einsum("rs,hs->rh", signals, self.weights) + self.intercepts)

    def leaves_open(self, chances: NDArray[np.float64]) -> bool:
        """Tell whether the next reader has to read a passage of these chances, shape `(heads,)`."""
        return bool(self.sure[0] <= chances[_SOCIAL] < self.sure[1])

    def arrays(self, number: int) -> dict[str, NDArray[np.float64]]:
        """Name the arrays of the reading with this number for the file that holds them."""
        return {f"reading{number}_{name}": getattr(self, name) for name in _FIELDS}

    @classmethod
    def among(cls, arrays: Mapping[str, Any], number: int) -> Self:
        """Find the reading with this number in a file; raises `KeyError` if it isn't there."""
        return cls(**{name: arrays[f"reading{number}_{name}"] for name in _FIELDS})
