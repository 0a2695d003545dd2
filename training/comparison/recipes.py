"""The recipes that are compared. Each learns from the rows that the twin learns from, and ranks any text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from model.ngrams import NgramSignals, fit_soft
from model.outputs import FLIP_GRADE, FLIP_HEADS, GRADES
from model.reader import Reader
from model.scorer import CascadeScorer
from model.weights import Weights

from ..course import Course
from ..encoders import ENCODERS, MINILM
from ..examples import Example
from ..fit import fit_heads, fit_ngrams, signals, whole_pipeline
from ..kept_readers import ReaderSchool
from ..params import Params
from ..split import Split
from ..targets import head_targets, weights
from .act_features import act_features
from .frozen import FrozenEncoder

Ranks = NDArray[np.float64]
"""Shape `(texts, len(FLIP_HEADS))`: the higher, the more of a flip."""

Function = Callable[[Sequence[str]], NDArray[np.float64]]

_HEADS = len(FLIP_HEADS)
_FLIP_COLUMNS = [head * len(GRADES) + GRADES.index(FLIP_GRADE) for head in range(_HEADS)]


@dataclass(frozen=True, slots=True)
class Recipe:
    """A fitted recipe: its name, how it ranks texts, and what is timed if ranking looks its answers up."""

    name: str
    rank: Function
    timed: Function


def fit_recipes(
    school: ReaderSchool, parts: Split, course: Course, say: Callable[[str], None], untaught: bool
) -> list[Recipe]:
    """Fit all recipes, the plainest first, networks in a course over the training rows; readers that no teacher taught only if `untaught`."""
    train = [school.room.examples[row] for row in parts.train]
    say("Wording")
    acts, ngrams = _regression(train, act_features, school), fit_ngrams(train, school.room.params)
    say("A frozen encoder")
    frozen = _regression(train, FrozenEncoder.open(MINILM, school.room.build).embed, school)
    say("Readers and teachers")
    readers = {name: Reader.open(folder) for name, folder in school.readers(course).items()}
    big = FrozenEncoder.open(ENCODERS[school.room.params.teacher.encoder], school.room.build)
    validation = [school.room.examples[row] for row in parts.validation]
    return [
        _recipe("features of the act, logistic regression", acts),
        _recipe("word and character n-grams, logistic regression", lambda texts: ngrams.transform(texts)[:, :_HEADS]),
        _recipe("MiniLM-L6 frozen, logistic regression", frozen),
        *(_untaught(school, course) if untaught else []),
        *_teachers(school, course, big.embed),
        *(
            _recipe(f"{_described(name, school)}, taught by them, int8", _ranked_by(one))
            for name, one in readers.items()
        ),
        _recipe(
            "n-grams, then these where it is needed, calibrated: the whole recipe",
            _whole(validation, ngrams, list(readers.values()), school.room.params),
        ),
    ]


def _whole(validation: Sequence[Example], ngrams: NgramSignals, readers: Sequence[Reader], params: Params) -> Function:
    heads = fit_heads(validation, signals(validation, ngrams, readers), params)
    scorer = CascadeScorer(Weights.of(whole_pipeline(ngrams, heads, readers)), readers)
    return lambda texts: scorer.predict_proba(texts)[:, :_HEADS]


def _described(name: str, school: ReaderSchool) -> str:
    params = school.room.params.readers[name]
    kept = f"{len(params.layers)} layers of {params.encoder}" if params.layers else params.encoder
    return f"{name} reader: {kept}"


def _recipe(name: str, rank: Function) -> Recipe:
    return Recipe(name, rank, rank)


def _untaught(school: ReaderSchool, course: Course) -> list[Recipe]:
    params = school.room.params
    deaf = {name: replace(how, own_share=0.0) for name, how in params.grown.items()}  # to themselves as well
    params = replace(params, distillation=replace(params.distillation, teachers=0), grown=deaf)
    alone = replace(school, room=replace(school.room, params=params))
    return [
        _recipe(
            f"{_described(name, school)}, fine-tuned on the labels alone, int8",
            _ranked_by(Reader.open(alone.reader(name, course))),
        )
        for name in params.readers
    ]


def _regression(train: Sequence[Example], features: Function, school: ReaderSchool) -> Function:
    """Fit a logistic regression for each flip head on features of whatever kind."""
    params = school.room.params
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


def _ranked_by(reader: Reader) -> Function:
    return lambda texts: np.stack([reader.logits(text)[_FLIP_COLUMNS] for text in texts])


def _teachers(school: ReaderSchool, course: Course, embed: Function) -> list[Recipe]:
    """Look up what the teachers answered; what is timed is their encoder."""
    texts = school.teachers.read(course.first)
    answers = [
        school.teachers.answers(number, course.first) for number in range(school.room.params.distillation.teachers)
    ]
    one = _looked_up(texts, answers[0])
    name = "MPNet fine-tuned on the labels: a teacher"
    mean = _looked_up(texts, np.mean(answers, axis=0))

    def both(posts: Sequence[str]) -> NDArray[np.float64]:
        return np.asarray(np.mean([embed(posts) for _ in answers], axis=0))

    return [Recipe(name, one, embed), Recipe(f"the mean of {len(answers)} teachers", mean, both)]


def _looked_up(texts: Sequence[str], logits: NDArray[np.float64]) -> Function:
    row_of: Mapping[str, int] = {text: row for row, text in enumerate(texts)}
    return lambda posts: logits[[row_of[post] for post in posts]][:, _FLIP_COLUMNS]
