"""Risks bounded as they are served: what is chosen and measured in training is what a caller gets of one passage."""

import numpy as np
from numpy.typing import NDArray

from model.outputs import FLIP_HEADS

_SOCIAL, _MIXED = (FLIP_HEADS.index(head) for head in ("social", "mixed"))


def as_served(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Bound the risk before mixed readers by that before social ones, as `Classifier.scores` does; columns are those of `HEADS`."""
    served = chances.copy()
    served[:, _MIXED] = np.minimum(chances[:, _MIXED], chances[:, _SOCIAL])
    return served
