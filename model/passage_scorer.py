"""What the classifier asks of what scores.

Whatever has `predict_proba(passages)` with a column for each of `outputs.HEADS` serves the classifier, and nothing else in the
product knows what is inside.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:  # a check whose answer was kept scores nothing, and arrays take a fifth of its time to import
    import numpy as np
    from numpy.typing import NDArray


class Scorer(Protocol):
    """Scores passages."""

    def predict_proba(self, passages: Sequence[str]) -> "NDArray[np.float64]":
        """Give probabilities of shape `(len(passages), len(HEADS))`."""
        ...


@runtime_checkable
class QuickScorer(Protocol):
    """A scorer that may know a passage at a glance."""

    def glance(self, passage: str) -> "NDArray[np.float64] | None":
        """Give what `predict_proba` gives for this passage, shape `(len(HEADS),)`, or None where that takes longer."""
        ...
