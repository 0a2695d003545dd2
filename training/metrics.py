"""Figures: how well risks rank, how true they are, and what the verdicts promise."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model import Thresholds
from model.outputs import FLIP_GRADE

from .curves import histogram, precision_recall, reliability, roc
from .ranking import auroc, average_precision
from .targets import is_flip

ENOUGH_CARRIERS = 5
"""A cue that fewer posts of a set carry is left out of the mean over cues."""

_CLEAR_CUT_BELOW = 0.67


def flip_figures(
    risks: NDArray[np.float64], marks: NDArray[np.float64], thresholds: Thresholds
) -> dict[str, float | int | None]:
    """Measure one flip head on one set.

    `risks` are probabilities; `marks` are grades, 0 to 3, of one annotator or the mean of several, of which 1.5 and
    more count as a flip. A figure that the set can't give is None.
    """
    flips = is_flip(marks)
    shares = promised_shares(risks, marks, thresholds)
    return {
        "posts": len(marks),
        "flips": int(flips.sum()),
        **ranking_figures(risks, marks),
        "f1": _f1(risks >= 0.5, flips),
        "calibration_error": _rounded(calibration_error(risks, flips)),
        **{name: _rounded(share) if count else None for name, (share, count) in shares.items()},
    }


def promised_shares(
    risks: NDArray[np.float64], marks: NDArray[np.float64], thresholds: Thresholds
) -> dict[str, tuple[float, int]]:
    """Give the shares that the verdicts promise, each with the number of posts that it is a share of, which may be 0."""
    flips, called, cleared = is_flip(marks), risks >= thresholds.flip, risks < thresholds.review
    return {
        "flip_precision": _share(flips, called),
        "flip_recall": _share(called, flips),
        "recall_above_clear": _share(~cleared, flips),
        "false_alarms": _share(called, marks == 0),
    }


def ranking_figures(ranks: NDArray[np.float64], marks: NDArray[np.float64]) -> dict[str, float | None]:
    """Tell how well ranks of any scale part flips from the rest."""
    flips, clear_cut = is_flip(marks), is_clear_cut(marks)
    return {
        "auroc": _rounded(auroc(flips, ranks)),
        "average_precision": _rounded(average_precision(flips, ranks)),
        "clear_cut_auroc": _rounded(auroc(flips[clear_cut], ranks[clear_cut])),
    }


def is_clear_cut(marks: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell about which mean grades the annotators hardly differed."""
    return (marks <= _CLEAR_CUT_BELOW) | (marks >= FLIP_GRADE)


def calibration_error(risks: NDArray[np.float64], flips: NDArray[np.bool_]) -> float:
    """Give the expected calibration error over 15 bins of equal width (Naeini et al., AAAI 2015)."""
    return sum(abs(row["risk"] - row["share"]) * row["posts"] for row in reliability(risks, flips)) / max(1, len(risks))


def calibration_error_by_chance(risks: NDArray[np.float64], draws: int, seed: int) -> tuple[float, float, float]:
    """Give the calibration error that these risks would show if every one were true, from so many draws of who flips.

    The mean and the bounds of 95 %: so large is the error of even a perfect model, on no more posts than these.
    """
    rng = np.random.default_rng(seed)
    errors = [calibration_error(risks, rng.random(len(risks)) < risks) for _ in range(draws)]
    low, high = np.quantile(errors, (0.025, 0.975))
    return float(np.mean(errors)), float(low), float(high)


def flip_curves(risks: NDArray[np.float64], marks: NDArray[np.float64]) -> dict[str, Any]:
    """Give the curves of one flip head on one set."""
    flips = is_flip(marks)
    return {
        "reliability": reliability(risks, flips),
        "precision_recall": precision_recall(risks, flips),
        "roc": roc(risks, flips),
        "histogram": histogram(risks),
    }


def slice_figures(
    risks: NDArray[np.float64], marks: NDArray[np.float64], names: Sequence[str]
) -> list[dict[str, str | float | int | None]]:
    """Measure a flip head on each named slice of a set, the worst ranked first. Slices of few posts say little."""
    flips = is_flip(marks)
    of = np.array(names)
    slices: list[dict[str, str | float | int | None]] = []
    for name in dict.fromkeys(names):
        here = of == name
        slices.append(
            {
                "name": name,
                "posts": int(here.sum()),
                "flips": int(flips[here].sum()),
                "auroc": _rounded(auroc(flips[here], risks[here])),
                "calibration_error": _rounded(calibration_error(risks[here], flips[here])),
            }
        )
    return sorted(slices, key=lambda one: (one["auroc"] is None, one["auroc"] or 0))


def pairs_ranked_right(
    risks: NDArray[np.float64], marks: NDArray[np.float64], groups: Sequence[str]
) -> dict[str, float | int | None]:
    """Count the pairs of a contrast group, one a flip and one not, in which the flip has the higher risk."""
    flips = is_flip(marks)
    members: dict[str, list[int]] = {}
    for row, group in enumerate(groups):
        members.setdefault(group, []).append(row)
    right = total = 0
    for rows in members.values():
        for a, b in combinations(rows, 2):
            if flips[a] == flips[b]:
                continue
            total += 1
            right += int((risks[a] > risks[b]) == (marks[a] > marks[b]) and risks[a] != risks[b])
    return {"pairs": total, "ranked_right": _rounded(right / total) if total else None}


def cue_figures(
    scores: NDArray[np.float64], labels: NDArray[np.float64], bars: Mapping[str, float]
) -> dict[str, float]:
    """Give the F1 of every cue that enough posts carry, at its threshold, and their mean as `macro`; nothing if no cue is carried so often.

    Columns are in the order of `bars`.
    """
    found = {
        cue: _f1(scores[:, column] >= bar, labels[:, column] == 1)
        for column, (cue, bar) in enumerate(bars.items())
        if (labels[:, column] == 1).sum() >= ENOUGH_CARRIERS
    }
    return {**found, "macro": round(sum(found.values()) / len(found), 4)} if found else {}


def _f1(found: NDArray[np.bool_], true: NDArray[np.bool_]) -> float:
    return round(2 * float((found & true).sum()) / max(1, int(found.sum() + true.sum())), 4)


def _share(of: NDArray[np.bool_], among: NDArray[np.bool_]) -> tuple[float, int]:
    count = int(among.sum())
    return (float(of[among].sum()) / count if count else 0.0), count


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 4)
