"""Variations: parts of texts and joined texts, of which teachers say what they think, for their pupils to learn more from.

A served reader is asked about just such texts when evidence is measured: about a post without one phrase, and about a phrase
by itself.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from model.text import Span, phrases

from .perturb import Perturber, beside
from .unlabelled import LONGEST, SHORTEST

_Kind = Callable[[str, Sequence[Span], random.Random], str]
_PERTURBED = 0.2

_TRIES = 4
"""So many draws for each variation that is wanted: some are drawn twice, or are too short or too long."""


def variations(texts: Sequence[str], remarks: Sequence[str], count: int, seed: int) -> list[str]:
    """Make so many variations of the texts, none twice, the same ones for the same seed; fewer if there are not so many."""
    rng = random.Random(seed)
    perturb = Perturber(_PERTURBED)
    found: dict[str, None] = {}
    for varied in _drawn(texts, remarks, rng, tries=_TRIES * count):
        if len(found) == count:
            break
        text = perturb(varied, rng)
        if SHORTEST <= len(text) <= LONGEST:
            found[text] = None
    return list(found)


def _drawn(texts: Sequence[str], remarks: Sequence[str], rng: random.Random, tries: int) -> Iterator[str]:
    phrases_of = cache(phrases)  # a text is varied several times, and finding its phrases costs most
    for _ in range(tries if texts else 0):
        text, other = rng.choice(texts), rng.choice(texts)
        parts = phrases_of(text)
        if len(parts) > 1 and rng.random() < 0.7:
            yield rng.choice(_PARTS)(text, parts, rng)
        elif remarks and rng.random() < 0.7:
            yield beside(text, rng.choice(remarks), rng)
        else:
            yield beside(_half(text, parts, rng), _half(other, phrases_of(other), rng), rng)


def _alone(text: str, parts: Sequence[Span], rng: random.Random) -> str:
    return rng.choice(parts).of(text)


def _left_out(text: str, parts: Sequence[Span], rng: random.Random) -> str:
    part = rng.choice(parts)
    return (text[: part.start] + text[part.end :]).strip()


def _run(text: str, parts: Sequence[Span], rng: random.Random) -> str:
    first = rng.randrange(len(parts))
    last = rng.randrange(first, len(parts))
    return text[parts[first].start : parts[last].end]


def _half(text: str, parts: Sequence[Span], rng: random.Random) -> str:
    if len(parts) < 2:
        return text
    cut = parts[rng.randrange(1, len(parts))].start
    return (text[:cut] if rng.random() < 0.5 else text[cut:]).strip()


_PARTS: tuple[_Kind, ...] = (_alone, _left_out, _left_out, _run)
