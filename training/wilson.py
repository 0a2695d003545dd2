"""The interval of a share from its counts alone."""

from math import sqrt
from statistics import NormalDist


def at_least(share: float, count: int, certainty: float) -> float:
    """Give what a share is at least, with this certainty: all of the doubt on one side."""
    return wilson(share, count, 2 * certainty - 1)[0]


def wilson(share: float, count: int, certainty: float = 0.95) -> tuple[float, float]:
    """Give the interval in which a share lies with this certainty, half of the doubt on either side (Wilson, J. Am. Stat. Assoc. 22, 1927)."""
    z = NormalDist().inv_cdf((1 + certainty) / 2)
    middle = (share + z**2 / (2 * count)) / (1 + z**2 / count)
    half = z / (1 + z**2 / count) * sqrt(share * (1 - share) / count + z**2 / (4 * count**2))
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))
