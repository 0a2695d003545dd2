"""The reliability diagram: how true the risks are."""

from collections.abc import Mapping, Sequence
from math import sqrt

from ...curves import Row
from ...wilson import wilson
from .drawing import Drawing
from .unit_panel import SIZE, UnitPanel

_GAP = 90


def reliability_picture(bins: Mapping[str, Sequence[Row]]) -> str:
    """Draw for each audience the share of flips over the mean risk of each bin; bars are 95 % Wilson intervals."""
    width = 60 + len(bins) * (SIZE + _GAP)
    drawing = Drawing(
        width, SIZE + 90, "Reliability", "Share of flips over mean risk, by bins of the risk, each audience."
    )
    for number, (head, rows) in enumerate(bins.items()):
        panel = UnitPanel(drawing, 60 + number * (SIZE + _GAP), 36)
        panel.axes(f"{head}: are the risks true?", "mean risk of a bin", "share of flips")
        drawing.line([panel.at(0, 0), panel.at(1, 1)], "ideal")
        drawing.line([panel.at(row["risk"], row["share"]) for row in rows], head)
        for row in rows:
            low, high = wilson(row["share"], int(row["posts"]))
            drawing.line([panel.at(row["risk"], low), panel.at(row["risk"], high)], head)
            drawing.dot(panel.at(row["risk"], row["share"]), 2 + min(6.0, sqrt(row["posts"]) / 3), head)
        drawing.text(
            (panel.left + SIZE / 2, panel.top + SIZE + 50), "dots grow with the posts of the bin", "small", "middle"
        )
    return drawing.svg()
