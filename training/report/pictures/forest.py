"""Slices side by side: a dot and a 95 % interval each."""

from collections.abc import Sequence

from ..slices import Slice
from .drawing import Drawing

_LEFT, _WIDTH, _ROW, _TOP = 230.0, 380.0, 22.0, 44.0


def forest_picture(slices: Sequence[Slice], whole: float, head: str) -> str:
    """Draw the AUROC of slices that can give one, in their order; the dashed line is that of the whole set."""
    shown = [one for one in slices if one.auroc.value is not None and one.auroc.low is not None]
    least = min([whole, *(one.auroc.low for one in shown if one.auroc.low is not None)], default=0.5)
    start = min(0.9, int(least * 10) / 10)
    height = _TOP + len(shown) * _ROW + 44
    drawing = Drawing(
        _LEFT + _WIDTH + 90, height, "AUROC by slice", f"AUROC before {head} readers, with 95 % intervals."
    )

    def across(value: float) -> float:
        return _LEFT + _WIDTH * (value - start) / (1 - start)

    bottom = _TOP + len(shown) * _ROW
    drawing.text((14, 20), f"{head}: AUROC by slice, the worst first", "title")
    for step in range(11):
        value = step / 10
        if value >= start - 1e-9:
            drawing.line([(across(value), _TOP - 8), (across(value), bottom)], "grid")
            drawing.text((across(value), bottom + 16), f"{value:.1f}", "small", "middle")
    drawing.line([(across(whole), _TOP - 8), (across(whole), bottom)], "ideal")
    drawing.text((across(whole), bottom + 32), f"whole set {whole:.3f}", "small", "middle")
    for row, one in enumerate(shown):
        middle = _TOP + (row + 0.5) * _ROW
        low, high, value = one.auroc.low or 0.0, one.auroc.high or 0.0, one.auroc.value or 0.0
        drawing.text((_LEFT - 10, middle + 4), one.name.replace("`", ""), "", "end")
        drawing.line([(across(low), middle), (across(high), middle)], head)
        drawing.dot((across(value), middle), 4, head)
        drawing.text((_LEFT + _WIDTH + 12, middle + 4), f"{one.flips} of {one.posts}", "small")
    return drawing.svg()
