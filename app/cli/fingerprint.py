"""Names for findings that stay the same while a file is edited around them: cue and sentence, never line numbers."""

import hashlib
import re
import unicodedata

from model import sentences

from .sources.prose import Prose

_WORD = re.compile(r"\w+")


def sentence_of(prose: Prose, start: int, end: int) -> str:
    """Give the sentences that a stretch of the prose touches, normalised: lower case, words parted by single spaces.

    An empty stretch stands for the whole prose.
    """
    if end <= start:
        return normalised(prose.text)
    touched = [span for span in sentences(prose.text) if span.start < end and span.end > start]
    return normalised(prose.text[touched[0].start : touched[-1].end] if touched else prose.text[start:end])


def normalised(text: str) -> str:
    """Give the words of a text as they are compared: case, punctuation, spacing and ways of writing don't count."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def digest(*parts: str) -> str:
    """Give 32 hexadecimal digits that stand for some parts in their order."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
