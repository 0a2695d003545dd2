"""Probabilities and log odds, to the last bit as scipy's `expit` and `logit` give them.

scipy takes a quarter of a second to import, and NumPy's own vectorised exponentials round otherwise than the C library's.
"""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

_NEAR_ONE_HALF = (0.3, 0.65)
"""Between these, the logarithm of a ratio near one would lose digits."""


def probabilities(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn log odds into probabilities, of the same shape."""
    return _each(_probability, logits)


def log_odds(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn probabilities over 0 and under 1 into log odds, of the same shape."""
    return _each(log_odds_of, chances)


def log_odds_of(chance: float) -> float:
    """Turn one probability over 0 and under 1 into log odds."""
    lower, upper = _NEAR_ONE_HALF
    if chance < lower or chance > upper:
        return math.log(chance / (1 - chance))
    twice = 2 * (chance - 0.5)
    return math.log1p(twice) - math.log1p(-twice)


def _probability(logit: float) -> float:
    try:
        return 1 / (1 + math.exp(-logit))
    except OverflowError:
        return 0.0


def _each(function: Callable[[float], float], values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.array([function(value) for value in values.ravel().tolist()], dtype=np.float64).reshape(values.shape)
