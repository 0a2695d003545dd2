"""Texts without labels, from which a reader learns what its teachers think of them."""

from collections.abc import Sequence

from .near_duplicates import near_repeats

SHORTEST, LONGEST = 8, 800
"""In code points; a passage is no longer."""


def worth_reading(texts: Sequence[str], held_out: Sequence[str], similarity: float) -> list[str]:
    """Leave out texts that are too short or too long, and those that nearly repeat a text of the benchmark."""
    fitting = [text for text in texts if SHORTEST <= len(text) <= LONGEST]
    leaks = {row for row, _, _ in near_repeats(fitting, held_out, similarity)}
    return [text for row, text in enumerate(fitting) if row not in leaks]
