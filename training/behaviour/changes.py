"""Changes that leave what a post does as it was: of the text itself, whatever it says."""

import random
import re
from collections.abc import Callable, Mapping

from ..perturb import swap_letters

Change = Callable[[str, random.Random], str]

_CONTRACTIONS = {
    "I'll": "I will",
    "I'm": "I am",
    "I've": "I have",
    "I'd": "I would",
    "you're": "you are",
    "You're": "You are",
    "we're": "we are",
    "We're": "We are",
    "we'll": "we will",
    "don't": "do not",
    "can't": "cannot",
    "won't": "will not",
    "hasn't": "has not",
    "haven't": "have not",
    "didn't": "did not",
    "it's": "it is",
    "It's": "It is",
    "that's": "that is",
    "That's": "That is",
    "There's": "There is",
    "there's": "there is",
    "who'd": "who would",
    "let's": "let us",
    "Here's": "Here is",
}
_CONTRACTED = re.compile("|".join(rf"\b{re.escape(short)}\b" for short in _CONTRACTIONS))
_EMOJI = ("🙂", "✨", "😊", "☀️", "🌿", "🎈")
_NEUTRAL = (
    "It rained all night here.",
    "Good morning from a grey town.",
    "The kettle is on.",
    "The trams are late again today.",
    "The cat has taken my chair.",
)


def _mistyped(text: str, rng: random.Random) -> str:
    return swap_letters(text, rng)


def _expanded(text: str, _: random.Random) -> str:
    return _CONTRACTED.sub(lambda found: _CONTRACTIONS[found.group()], text)


def _unapostrophed(text: str, _: random.Random) -> str:
    return re.sub(r"(?<=\w)'(?=\w)", "", text)


def _spaced(text: str, rng: random.Random) -> str:
    return "".join(rng.choice((" ", "  ", "\n")) if character == " " else character for character in text)


def _unpunctuated(text: str, _: random.Random) -> str:
    return text.rstrip(".!?")


def _typographic(text: str, _: random.Random) -> str:
    return text.replace("'", "’").replace(" - ", " – ")


def _with_emoji(text: str, rng: random.Random) -> str:
    return f"{text} {rng.choice(_EMOJI)}"


def _after_something_else(text: str, rng: random.Random) -> str:
    return f"{rng.choice(_NEUTRAL)} {text}"


def _before_something_else(text: str, rng: random.Random) -> str:
    return f"{text} {rng.choice(_NEUTRAL)}"


CHANGES: Mapping[str, Change] = {
    "two swapped letters": _mistyped,
    "small letters throughout": lambda text, _: text.lower(),
    "capital letters throughout": lambda text, _: text.upper(),
    "an emoji at the end": _with_emoji,
    "contractions written out": _expanded,
    "apostrophes left out": _unapostrophed,
    "typographic apostrophes": _typographic,
    "other white space": _spaced,
    "no punctuation at the end": _unpunctuated,
    "a neutral sentence before it": _after_something_else,
    "a neutral sentence after it": _before_something_else,
}

SLOT_CHANGES: Mapping[str, tuple[str, ...]] = {
    "other names": ("friend", "other"),
    "another currency": ("sign",),
    "other sums": ("n", "m", "big", "percent"),
    "another day": ("day",),
    "another thing": ("item", "craft", "product"),
}
"""Changes of what fills a template's slots."""
