"""Small changes that leave a text's meaning, and so its label, as it was."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_CURRENCIES = "$£€"
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f\u200d]+")
_HARMLESS_EMOJI = ("😅", "😂", "🙃", "🐾", "🌻", "🌧️", "☕", "🍂", "👀", "🤷")
_LONG_WORD = re.compile(r"\b[a-zA-Z]{4,}\b")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_NAMES = (
    *("Aisha", "Ana", "Ben", "Carla", "Daniel", "Dev", "Ella", "Emma", "Farid", "Fatima", "Grace", "Hannah", "Ines"),
    *("Ivan", "James", "Joe", "John", "Kate", "Kofi", "Laura", "Leo", "Lucy", "Maria", "Mark", "Marta", "Max", "Mia"),
    *("Mike", "Nina", "Olga", "Omar", "Paul", "Peter", "Ramesh", "Rosa", "Ruth", "Sam", "Sarah", "Sofia", "Sophie"),
    *("Steve", "Tariq", "Tom", "Uma", "Wei", "Yara", "Zoe"),
)
_NAME = re.compile(rf"\b(?:{'|'.join(_NAMES)})\b")
_LONG_FORMS = {"n't": " not", "'m": " am", "'re": " are", "'ve": " have", "'ll": " will"}
_SHORT_FORM = re.compile("(?<=[a-z])(?:" + "|".join(_LONG_FORMS) + r")\b")
_IRREGULAR = {"wo": "will", "ca": "can", "sha": "shall"}
_STEM = re.compile(r"\b(wo|ca|sha)(?= not\b)", re.IGNORECASE)

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


def swap_names(text: str, rng: random.Random) -> str:
    """Put a common first name drawn at random for each of those in the text."""
    return _NAME.sub(lambda _: rng.choice(_NAMES), text)


def drop_emoji(text: str, rng: random.Random) -> str:  # noqa: ARG001 - every perturbation is called alike
    """Leave out emoji, unless nothing else is left."""
    return _EMOJI.sub("", text).strip() or text


def end_in_emoji(text: str, rng: random.Random) -> str:
    """Put an emoji at the end that asks for nothing."""
    return f"{text} {rng.choice(_HARMLESS_EMOJI)}"


def drop_punctuation(text: str, rng: random.Random) -> str:
    """Leave out some of the commas, full stops and exclamation marks."""
    return "".join(c for c in text if c not in ",.!" or rng.random() < 0.5) or text


def drop_last_mark(text: str, rng: random.Random) -> str:  # noqa: ARG001 - every perturbation is called alike
    """Leave out what ends the last sentence."""
    return text.rstrip(".!?") or text


def drop_apostrophes(text: str, rng: random.Random) -> str:  # noqa: ARG001 - every perturbation is called alike
    """Write “dont” and “its”."""
    return _APOSTROPHE.sub("", text)


def write_out(text: str, rng: random.Random) -> str:  # noqa: ARG001 - every perturbation is called alike
    """Write contractions out: “do not”, “I am”."""
    plain = _SHORT_FORM.sub(lambda found: _LONG_FORMS[found.group()], text.replace("’", "'"))
    return _STEM.sub(_whole_stem, plain)


def _whole_stem(found: re.Match[str]) -> str:
    stem = found.group()
    whole = _IRREGULAR[stem.lower()]
    return whole.capitalize() if stem[0].isupper() else whole


PERTURBATIONS: tuple[Perturbation, ...] = (
    swap_currency,
    swap_letters,
    swap_names,
    drop_emoji,
    end_in_emoji,
    drop_punctuation,
    drop_last_mark,
    drop_apostrophes,
    write_out,
)


@dataclass(frozen=True, slots=True)
class Perturber:
    """Changes a `share` of texts in one way each, and puts one of the `remarks` beside a share of `remarked`.

    An act stays what it is whatever else is said around it.
    """

    share: float
    remarked: float = 0.0
    remarks: Sequence[str] = ()

    def __call__(self, text: str, rng: random.Random) -> str:
        """Change a text, or leave it."""
        if rng.random() < self.share:
            text = rng.choice(PERTURBATIONS)(text, rng)
        if self.remarks and rng.random() < self.remarked:
            text = beside(text, rng.choice(self.remarks), rng)
        return text


def beside(text: str, remark: str, rng: random.Random) -> str:
    """Put a remark before a text or after it."""
    parts = (text, remark) if rng.random() < 0.5 else (remark, text)
    return rng.choice((" ", " ", "\n")).join(parts)
