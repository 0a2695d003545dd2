"""The interval of a share from its counts alone."""

from math import sqrt

_Z = 1.96


def wilson(share: float, count: int) -> tuple[float, float]:
    """Give the 95 % interval of a share (Wilson, J. Am. Stat. Assoc. 22, 1927)."""
    middle = (share + _Z**2 / (2 * count)) / (1 + _Z**2 / count)
    half = _Z / (1 + _Z**2 / count) * sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2))
    return max(0.0, middle - half), min(1.0, middle + half)
