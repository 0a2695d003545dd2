"""What a scorer asks of a reader, whatever stands before it."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class PassageReader(Protocol):
    """Reads one passage at a time. Safe to share between threads."""

    def logits(self, passage: str) -> NDArray[np.float64]:
        """Read one passage: shape `(len(READER_COLUMNS),)`."""
        ...
