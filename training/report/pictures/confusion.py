"""Verdicts by grade: what the annotators felt, and what the model said."""

from collections.abc import Mapping, Sequence

from .drawing import Drawing

GRADES = ("0 clear", "1 probably fine", "2 probably flips", "3 flips")
VERDICTS = ("clear", "review", "flip")

_CELL = (86.0, 44.0)
_LEFT, _TOP, _GAP = 110.0, 56.0, 130.0
_WRONG = {(0, 2), (1, 2), (2, 0), (3, 0)}
"""A post that is no flip called one, and a flip that is cleared."""


def confusion_picture(counts: Mapping[str, Sequence[Sequence[int]]]) -> str:
    """Draw each audience's table, a row a grade and a column a verdict; the darker, the more of that grade's posts."""
    across, down = _CELL
    width = _LEFT + len(counts) * (3 * across + _GAP) - _GAP + 20
    drawing = Drawing(width, _TOP + 4 * down + 34, "Verdicts by grade", "Number of posts by mean grade and verdict.")
    for number, (head, table) in enumerate(counts.items()):
        left = _LEFT + number * (3 * across + _GAP)
        drawing.text((left, 18), f"{head}: verdict by mean grade", "title")
        for column, verdict in enumerate(VERDICTS):
            drawing.text((left + (column + 0.5) * across, _TOP - 10), verdict, "", "middle")
        for row, (grade, posts) in enumerate(zip(GRADES, table, strict=True)):
            drawing.text((left - 8, _TOP + (row + 0.6) * down), grade, "", "end")
            for column, count in enumerate(posts):
                kind = "wrong" if (row, column) in _WRONG and count else "heat"
                share = count / max(1, sum(posts))
                corner = (left + column * across + 1, _TOP + row * down + 1)
                drawing.box(corner, across - 2, down - 2, kind, (0.3 if kind == "wrong" else 0.06) + 0.6 * share)
                middle = (left + (column + 0.5) * across, _TOP + (row + 0.6) * down)
                drawing.text(middle, f"{count} ({share:.0%})" if count else "0", "", "middle")
        bottom = _TOP + 4 * down + 20
        drawing.text((left, bottom), "Red: a flip cleared, or a post that is none called flip.", "small")
    return drawing.svg()
