"""The fitted numbers of a pipeline without the library that fitted them, as they lie in a model folder.

Two files: the arrays, and the n-grams in the order of their rows. Opening them takes milliseconds and runs no code, where
the pickled pipeline needs scikit-learn and scipy, a second to import and most of a worker's memory.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from .errors import ArtifactError
from .reading import Reading
from .wording import CHARACTER_SIZES, WORD_PATTERN, WORD_SIZES, Wording

if TYPE_CHECKING:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import Pipeline

WEIGHTS_FILE = "weights.npz"
VOCABULARY_FILE = "vocabulary.json"

_ARRAYS = ("inverse_frequencies", "ngram_weights", "ngram_intercepts")


@dataclass(frozen=True, slots=True)
class Weights:
    """What fitting has learnt.

    `words` and `characters` are the n-grams in the order of their rows. `inverse_frequencies` has shape `(n-grams,)`,
    `ngram_weights` `(n-grams, heads)` and `ngram_intercepts` `(heads,)`. `readings` are that of the wording alone and then one
    for each reader, whose signals come after those of the readings before it.
    """

    words: Sequence[str]
    characters: Sequence[str]
    inverse_frequencies: NDArray[np.float64]
    ngram_weights: NDArray[np.float64]
    ngram_intercepts: NDArray[np.float64]
    readings: Sequence[Reading]

    @classmethod
    def of(cls, pipeline: "Pipeline") -> Self:
        """Take the numbers out of a fitted pipeline; raises `ValueError` if it reads n-grams otherwise than `Wording`."""
        ngrams = dict(pipeline.named_steps["signals"].transformer_list)["ngrams"]
        words, characters = (vectorizer for _, vectorizer in ngrams.vectors_.transformer_list)
        _refuse_others(words, {"analyzer": "word", "ngram_range": WORD_SIZES, "token_pattern": WORD_PATTERN})
        _refuse_others(characters, {"analyzer": "char_wb", "ngram_range": CHARACTER_SIZES})
        return cls(
            words=words.get_feature_names_out().tolist(),
            characters=characters.get_feature_names_out().tolist(),
            inverse_frequencies=np.concatenate([words.idf_, characters.idf_]),
            ngram_weights=np.column_stack([head.coef_[0] for head in ngrams.heads_]),
            ngram_intercepts=np.array([head.intercept_[0] for head in ngrams.heads_]),
            readings=pipeline.named_steps["heads"].readings_,
        )

    @property
    def wording(self) -> Wording:
        """The n-grams, ready to weigh passages."""
        return Wording(self.words, self.characters, self.inverse_frequencies, self.ngram_weights, self.ngram_intercepts)

    def save(self, folder: Path) -> tuple[str, ...]:
        """Write both files into a folder, the same bytes for the same numbers, and give their names."""
        arrays = {name: getattr(self, name) for name in _ARRAYS}
        for number, reading in enumerate(self.readings):
            arrays |= reading.arrays(number)
        np.savez(folder / WEIGHTS_FILE, **arrays)
        vocabulary = {"words": list(self.words), "characters": list(self.characters)}
        (folder / VOCABULARY_FILE).write_text(json.dumps(vocabulary, ensure_ascii=False) + "\n", encoding="utf-8")
        return WEIGHTS_FILE, VOCABULARY_FILE

    @classmethod
    def open(cls, folder: Path, readers: int) -> Self:
        """Read both files of a model with so many readers; raises `ArtifactError` if they are not what `save` writes."""
        try:
            vocabulary = json.loads((folder / VOCABULARY_FILE).read_bytes())
            with np.load(folder / WEIGHTS_FILE, allow_pickle=False) as arrays:
                readings = [Reading.among(arrays, number) for number in range(readers + 1)]
                return cls(**vocabulary, **{name: arrays[name] for name in _ARRAYS}, readings=readings)
        except (OSError, EOFError, BadZipFile, ValueError, KeyError, TypeError) as error:
            raise ArtifactError(
                f"{WEIGHTS_FILE} and {VOCABULARY_FILE} in {folder} are not the weights of a model ({error}). "
                "Fetch the model folder anew."
            ) from error


_ALWAYS: Mapping[str, Any] = {
    "lowercase": True,
    "strip_accents": "unicode",
    "sublinear_tf": True,
    "norm": "l2",
    "use_idf": True,
    "binary": False,
    "stop_words": None,
    "preprocessor": None,
    "tokenizer": None,
}


def _refuse_others(vectorizer: "TfidfVectorizer", wanted: Mapping[str, Any]) -> None:
    settings = vectorizer.get_params()
    for name, value in {**_ALWAYS, **wanted}.items():
        if settings[name] != value:
            raise ValueError(f"The n-grams were fitted with {name}={settings[name]!r}, but are served with {value!r}.")
