"""Markdown tables and the way figures are written in them."""

from collections.abc import Iterable, Iterator, Sequence

from .headlines import Interval


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Write a Markdown table and an empty line after it."""
    yield "| " + " | ".join(heads) + " |"
    yield "|---" * len(heads) + "|"
    for row in rows:
        yield "| " + " | ".join(str(cell) for cell in row) + " |"
    yield ""


def shown(one: Interval) -> str:
    """Write a figure with its interval, as in `0.952 (0.921–0.976)`."""
    if one.value is None:
        return "–"
    if one.low is None or one.high is None:
        return f"{one.value:.3f}"
    return f"{one.value:.3f} ({one.low:.3f}–{one.high:.3f})"


def picture(name: str, words: str) -> Iterator[str]:
    """Show a picture that lies beside the page."""
    yield f"![{words}]({name})"
    yield ""
