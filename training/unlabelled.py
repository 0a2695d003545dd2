"""Texts without labels, from which a reader learns what its teachers think of them."""

from collections.abc import Sequence

from .near_duplicates import near_duplicates

SHORTEST, LONGEST = 8, 800
"""In code points; a passage is no longer."""


def worth_reading(texts: Sequence[str], held_out: Sequence[str], similarity: float) -> list[str]:
    """Leave out texts that are too short or too long, and those that nearly repeat a text of the benchmark."""
    fitting = [text for text in texts if SHORTEST <= len(text) <= LONGEST]
    pairs = near_duplicates([*fitting, *held_out], similarity) if held_out else ()
    leaks = {i for i, j, _ in pairs if i < len(fitting) <= j}
    return [text for row, text in enumerate(fitting) if row not in leaks]
