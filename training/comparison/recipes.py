"""The recipes that are compared: each learnt from the training rows, and ranks texts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from model.ngrams import NgramSignals, fit_soft
from model.outputs import FLIP_COLUMNS, FLIP_HEADS
from model.reader import Reader
from model.scorer import CascadeScorer
from model.weights import Weights

from ..classroom import Classroom
from ..encoders import MINILM
from ..examples import Example
from ..fit import fit_heads, signals, whole_pipeline
from ..params import Params
from ..targets import head_targets, weights
from .act_features import act_features
from .frozen import FrozenEncoder

Ranks = NDArray[np.float64]
"""Shape `(texts, len(FLIP_HEADS))`: the higher, the more of a flip."""

Function = Callable[[Sequence[str]], NDArray[np.float64]]

_HEADS = len(FLIP_HEADS)


@dataclass(frozen=True, slots=True)
class Recipe:
    """A fitted recipe: its name, how it ranks texts, and what is timed if ranking looks its answers up."""

    name: str
    rank: Function
    timed: Function

    @classmethod
    def of(cls, name: str, rank: Function) -> Self:
        """Give a recipe that is timed as it ranks."""
        return cls(name, rank, rank)


def plain_recipes(room: Classroom, train: Sequence[Example], ngrams: NgramSignals) -> list[Recipe]:
    """Fit what needs no reader; n-grams are fitted already."""
    encoder = FrozenEncoder.open(MINILM, room.build)
    return [
        Recipe.of("features of the act, logistic regression", _regression(train, act_features, room.params)),
        Recipe.of("word and character n-grams, logistic regression", _ngram_ranks(ngrams)),
        Recipe.of("MiniLM-L6 frozen, logistic regression", _regression(train, encoder.embed, room.params)),
    ]


def reader_recipes(
    room: Classroom, validation: Sequence[Example], ngrams: NgramSignals, readers: Mapping[str, Path]
) -> list[Recipe]:
    """Give readers by what they are called, each by itself, and the whole recipe, calibrated on the validation rows."""
    opened = {name: Reader.open(folder) for name, folder in readers.items()}
    return [
        *(Recipe.of(f"{name}, int8", ranked_by(reader)) for name, reader in opened.items()),
        Recipe.of(
            "n-grams, then these where it is needed, calibrated: the whole recipe",
            _whole(validation, ngrams, list(opened.values()), room.params),
        ),
    ]


def ranked_by(reader: Reader) -> Function:
    """Rank by what a reader answers."""
    return lambda texts: np.stack([reader.logits(text)[list(FLIP_COLUMNS)] for text in texts])


def _ngram_ranks(ngrams: NgramSignals) -> Function:
    return lambda texts: ngrams.transform(texts)[:, :_HEADS]


def _whole(validation: Sequence[Example], ngrams: NgramSignals, readers: Sequence[Reader], params: Params) -> Function:
    heads = fit_heads(validation, signals(validation, ngrams, readers), params)
    scorer = CascadeScorer(Weights.of(whole_pipeline(ngrams, heads, readers)), readers)
    return lambda texts: scorer.predict_proba(texts)[:, :_HEADS]


def _regression(train: Sequence[Example], features: Function, params: Params) -> Function:
    """Fit a logistic regression for each flip head on features of whatever kind."""
    scaler = StandardScaler()
    matrix = scaler.fit_transform(features([example.text for example in train]))
    targets = head_targets(train, params.corpus.grade_to_chance)
    weight = weights(train, params.ngrams.authored_weight)
    heads = [fit_soft(LogisticRegression(max_iter=2_000), matrix, targets[:, head], weight) for head in range(_HEADS)]
    pipelines = [make_pipeline(scaler, head) for head in heads]

    def rank(texts: Sequence[str]) -> Ranks:
        found = features(texts)
        return np.column_stack([pipeline.decision_function(found) for pipeline in pipelines])

    return rank
