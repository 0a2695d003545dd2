"""How well numbers rank: two figures that are computed thousands of times for intervals, and so in few steps."""

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata


def auroc(flips: NDArray[np.bool_], ranks: NDArray[np.float64]) -> float | None:
    """Give the chance that a flip ranks above another post, ties counting half; None unless there are both."""
    positive = int(flips.sum())
    negative = len(flips) - positive
    if not positive or not negative:
        return None
    above = rankdata(ranks)[flips].sum() - positive * (positive + 1) / 2
    return float(above / (positive * negative))


def average_precision(flips: NDArray[np.bool_], ranks: NDArray[np.float64]) -> float | None:
    """Give the precision averaged over the flips, ties taken together; None unless there are both."""
    positive = int(flips.sum())
    if not positive or positive == len(flips):
        return None
    order = np.argsort(-ranks, kind="stable")
    ordered = ranks[order]
    last_of_its_rank = np.append(np.flatnonzero(ordered[1:] != ordered[:-1]), len(ordered) - 1)
    found = np.cumsum(flips[order])[last_of_its_rank]
    gained = np.diff(found, prepend=0)
    return float((found / (last_of_its_rank + 1) * gained).sum() / positive)
