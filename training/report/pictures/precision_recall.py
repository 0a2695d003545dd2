"""Precision over recall: what is paid for each flip that is found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .drawing import Drawing, Point
from .unit_panel import SIZE, UnitPanel

_GAP = 90
_NEAR_THE_AXIS = 0.2


@dataclass(frozen=True, slots=True)
class Tradeoff:
    """One audience: points `(recall, precision)` of the set and of sets drawn anew, where the two verdicts stand, and chance."""

    curve: Sequence[Point]
    low: Sequence[Point]
    high: Sequence[Point]
    flip: Point | None
    review: Point | None
    share_of_flips: float


def precision_recall_picture(tradeoffs: Mapping[str, Tradeoff]) -> str:
    """Draw each audience's curve with a 95 % band; marked are the verdicts."""
    width = 60 + len(tradeoffs) * (SIZE + _GAP)
    drawing = Drawing(width, SIZE + 90, "Precision over recall", "Precision over recall with the two verdicts marked.")
    for number, (head, one) in enumerate(tradeoffs.items()):
        panel = UnitPanel(drawing, 60 + number * (SIZE + _GAP), 36)
        panel.axes(f"{head}: what a found flip costs", "recall", "precision")
        drawing.line([panel.at(0, one.share_of_flips), panel.at(1, one.share_of_flips)], "ideal")
        drawing.area(
            [*(panel.at(*point) for point in one.low), *(panel.at(*point) for point in reversed(one.high))], head
        )
        drawing.line([panel.at(*point) for point in one.curve], head)
        for name, point in {"flip": one.flip, "review or flip": one.review}.items():
            if point is not None:
                x, y = panel.at(*point)
                drawing.dot((x, y), 5, head)
                far_left = point[0] < _NEAR_THE_AXIS
                drawing.text((x + (8 if far_left else -8), y + 16), name, "small", "start" if far_left else "end")
    return drawing.svg()
