"""How figures are written in the cells of a table."""

from collections.abc import Mapping


def shown_figure(figure: float | None) -> str:
    """Write a figure with three digits, or a dash where a set can't give it."""
    return "–" if figure is None else f"{figure:.3f}"


def shown_ranking(figures: Mapping[str, float | None]) -> str:
    """Write what `ranking_figures` gives, as in `0.952 / 0.901`: AUROC, then average precision."""
    return f"{shown_figure(figures['auroc'])} / {shown_figure(figures['average_precision'])}"
