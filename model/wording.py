"""Word and character n-grams as they are served: what the wording alone says of each head.

The arithmetic is that of the scikit-learn steps that `ngrams` fits (TF-IDF, logistic regression), in the same order to
the last bit, but for one passage at a time and without their bookkeeping, which takes over twenty times as long as the sums.
"""

import math
import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

WORD_PATTERN = r"(?u)\b\w\w+\b"
WORD_SIZES = (1, 2)
"""Single words and pairs of neighbours."""

CHARACTER_SIZES = (2, 5)
"""Runs of two to five characters within a word, the blank before and after it included."""

_find_words = re.compile(WORD_PATTERN).findall

_MOST_COUNTED = 1_024
"""Up to this count the weight of a repeated feature is looked up."""


class Wording:
    """Gives one logit for each head.

    Features are numbered: `words` in their order, then `characters`. `weights` has a row for each feature and a column for
    each head, `inverse_frequencies` one figure for each feature, `intercepts` one for each head.
    """

    def __init__(
        self,
        words: Sequence[str],
        characters: Sequence[str],
        inverse_frequencies: NDArray[np.float64],
        weights: NDArray[np.float64],
        intercepts: NDArray[np.float64],
    ) -> None:
        self._first_character = len(words)
        self._words = {gram: place for place, gram in enumerate(words)}
        self._characters = {gram: place for place, gram in enumerate(characters, len(words))}
        self._inverse_frequencies = inverse_frequencies
        self._weights = np.ascontiguousarray(weights)
        self._intercepts = intercepts
        self._damped = np.log(np.arange(1, _MOST_COUNTED + 1, dtype=np.float64)) + 1.0
        self._known: dict[str, list[int]] = {}

    def logits(self, passage: str) -> NDArray[np.float64]:
        """Weigh one passage: shape `(heads,)`."""
        plain = _plain(passage)
        found = self._word_features(plain)
        for word in plain.split():
            found += self._character_features(word)
        places, values = self._weighed(found)
        # Rows are added one after the other, as scikit-learn's sparse product does; BLAS would round otherwise.
        products = values[:, np.newaxis] * self._weights[places]
        answer: NDArray[np.float64] = np.add.reduce(products, axis=0) + self._intercepts
        return answer

    def _word_features(self, plain: str) -> list[int]:
        words, place_of = _find_words(plain), self._words.get
        found = [place for word in words if (place := place_of(word)) is not None]
        found += [place for pair in pairwise(words) if (place := place_of(" ".join(pair))) is not None]
        return found

    def _character_features(self, word: str) -> list[int]:
        """Find a word's features. Those of words in the vocabulary are kept; no word of an author's own is."""
        kept = self._known.get(word)
        if kept is not None:
            return kept
        padded, place_of = f" {word} ", self._characters.get
        shortest, longest = CHARACTER_SIZES
        found = [
            place
            for size in range(shortest, min(longest, len(padded)) + 1)
            for start in range(len(padded) - size + 1)
            if (place := place_of(padded[start : start + size])) is not None
        ]
        if word in self._words:
            self._known[word] = found
        return found

    def _weighed(self, found: list[int]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Give the features that occur, in their order, and the weight of each in the passage."""
        every = np.array(found, dtype=np.intp)
        every.sort()
        starts = np.flatnonzero(np.concatenate(([True], every[1:] != every[:-1]))) if found else every
        places = every[starts]
        counts = np.diff(starts, append=len(every))
        values = self._damping(counts) * self._inverse_frequencies[places]
        border = int(np.searchsorted(places, self._first_character))
        for kind in (values[:border], values[border:]):
            if len(kind):
                kind /= _length(kind)
        return places, values

    def _damping(self, counts: NDArray[np.intp]) -> NDArray[np.float64]:
        if len(counts) and counts.max() > _MOST_COUNTED:
            return np.asarray(np.log(counts.astype(np.float64)) + 1.0)
        return self._damped[counts - 1]


def _plain(passage: str) -> str:
    """Give a passage in small letters without accents."""
    small = passage.lower()
    if small.isascii():
        return small
    return "".join([sign for sign in unicodedata.normalize("NFKD", small) if not unicodedata.combining(sign)])


def _length(vector: NDArray[np.float64]) -> float:
    """Give the Euclidean length, adding one square after the other; `np.sum` would add them in pairs."""
    return math.sqrt(np.add.accumulate(vector * vector)[-1])
