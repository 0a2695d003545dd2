"""Curves: what a page or a report draws of a flip head, as small tables."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import precision_recall_curve, roc_curve

BINS = 15
_POINTS = 30

Row = Mapping[str, float | int]


def reliability(risks: NDArray[np.float64], flips: NDArray[np.bool_], bins: int = BINS) -> list[Row]:
    """Compare the mean risk with the share of flips, in bins of equal width; empty bins are left out."""
    bin_of = np.minimum((risks * bins).astype(int), bins - 1)
    return [
        {
            "risk": _rounded(risks[bin_of == number].mean()),
            "share": _rounded(flips[bin_of == number].mean()),
            "posts": int((bin_of == number).sum()),
        }
        for number in range(bins)
        if (bin_of == number).any()
    ]


def precision_recall(risks: NDArray[np.float64], flips: NDArray[np.bool_]) -> list[list[float]]:
    """Trade precision for recall: at most 30 points `[recall, precision]`."""
    if not flips.any():
        return []
    precision, recall, _ = precision_recall_curve(flips, risks)
    return _points(recall, precision)


def roc(risks: NDArray[np.float64], flips: NDArray[np.bool_]) -> list[list[float]]:
    """Trade flips found for false alarms: at most 30 points `[share of false alarms, share of flips found]`."""
    if not flips.any() or flips.all():
        return []
    false_alarms, found, _ = roc_curve(flips, risks)
    return _points(false_alarms, found)


def histogram(risks: NDArray[np.float64], bins: int = BINS) -> Sequence[int]:
    """Count the posts by flip risk, in bins of equal width: what live traffic is compared with."""
    return [int(count) for count in np.histogram(risks, bins=bins, range=(0, 1))[0]]


def _points(across: NDArray[np.float64], up: NDArray[np.float64]) -> list[list[float]]:
    chosen = np.unique(np.linspace(0, len(across) - 1, _POINTS).astype(int))
    return [[_rounded(across[i]), _rounded(up[i])] for i in chosen]


def _rounded(value: float) -> float:
    return round(float(value), 4)
