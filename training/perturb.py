"""Small changes that leave a text's meaning, and so its label, as it was."""

import random
import re
from collections.abc import Callable

_CURRENCIES = "$£€"
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f\u200d]+")
_LONG_WORD = re.compile(r"\b[a-zA-Z]{4,}\b")

Perturbation = Callable[[str, random.Random], str]


def swap_currency(text: str, rng: random.Random) -> str:
    """Write every sum in another currency."""
    other = {sign: rng.choice([c for c in _CURRENCIES if c != sign]) for sign in _CURRENCIES}
    return "".join(other.get(character, character) for character in text)


def swap_letters(text: str, rng: random.Random) -> str:
    """Mistype one longer word: two neighbouring letters change places."""
    words = list(_LONG_WORD.finditer(text))
    if not words:
        return text
    word = rng.choice(words)
    at = rng.randrange(word.start(), word.end() - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def drop_emoji(text: str, rng: random.Random) -> str:  # noqa: ARG001 - every perturbation is called alike
    """Leave out emoji, unless nothing else is left."""
    return _EMOJI.sub("", text).strip() or text


def drop_punctuation(text: str, rng: random.Random) -> str:
    """Leave out some of the commas, full stops and exclamation marks."""
    return "".join(c for c in text if c not in ",.!" or rng.random() < 0.5) or text


PERTURBATIONS: tuple[Perturbation, ...] = (swap_currency, swap_letters, drop_emoji, drop_punctuation)


def perturbed(text: str, rng: random.Random, share: float) -> str:
    """Change a text in one way, with the given chance."""
    return rng.choice(PERTURBATIONS)(text, rng) if rng.random() < share else text
