"""The numbers of `params.toml`, as typed values."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from model.outputs import READER_NAMES

PARAMS = Path(__file__).parent / "params.toml"

_Section = TypeVar("_Section")


@dataclass(frozen=True, slots=True)
class CorpusParams:
    """How texts are compared and grades are read."""

    near_duplicate_similarity: float
    grade_to_chance: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SplitParams:
    """How the corpus is parted."""

    folds: int
    largest_source: int


@dataclass(frozen=True, slots=True)
class ReaderParams:
    """How a transformer is fine-tuned.

    `layers` are those of the encoder's that are kept, all if none is named. Without `trains_words` the words' vectors stay
    as they were pre-trained.
    """

    encoder: str
    layers: tuple[int, ...]
    trains_words: bool
    epochs: int
    batch_size: int
    learning_rate: float
    head_learning_rate: float
    warm_up: float
    weight_decay: float
    dropout: float
    max_tokens: int
    bfloat16: bool
    label_smoothing: float
    authored_weight: float
    ranking_weight: float
    perturbed_share: float
    remarked_share: float
    cue_weight: float
    social_cue_weight: float
    flip_weight: float
    grade_weight: float


@dataclass(frozen=True, slots=True)
class DistillationParams:
    """How much readers learn from teachers; without any they learn from the labels alone.

    `variations` are made of the texts at hand for the teachers to judge, and `unlabelled_weight` is that of a text which only they
    have judged.
    """

    teachers: int
    teacher_share: float
    variations: int
    unlabelled_weight: float


@dataclass(frozen=True, slots=True)
class CourseParams:
    """After which rounds of the corpus readers go on, and whether what is released goes on over the rows that measured it.

    Rounds that lie between are learnt with the next of `ends`, and whatever comes after these is learnt together.
    """

    ends: tuple[int, ...]
    reads_held_out: bool


@dataclass(frozen=True, slots=True)
class GrownParams:
    """How a reader goes on over a corpus that has grown: it reads what is new in every epoch, and a share of the rest once.

    `known_share` is that share, above 0 and up to 1, drawn from what it knew with contrast groups whole, and `own_share` how much what it said
    before counts there beside the labels. A reader of which this is not said stays as it was.
    """

    epochs: int
    learning_rate: float
    known_share: float
    own_share: float


@dataclass(frozen=True, slots=True)
class FinishParams:
    """How what was measured is fine-tuned further, on every row, before it is released, while the corpus has one round.

    Teachers are as well as readers. Once it has grown, readers go on over the rows that measured them as they do over a round.
    """

    epochs: int
    learning_rate: float
    variations: int


@dataclass(frozen=True, slots=True)
class CascadeParams:
    """How much worse posts may rank for each reading that is spared the next reader."""

    lost_auroc: float


@dataclass(frozen=True, slots=True)
class RegressionParams:
    """How a logistic regression is fitted."""

    regularisation: float
    authored_weight: float


@dataclass(frozen=True, slots=True)
class ThresholdParams:
    """The promise that the two thresholds are chosen to keep; what it says of `flip`, with `flip_certainty`."""

    flip_precision: float
    flip_certainty: float
    missed_flips: float
    false_alarms: float
    enough_flips: int


@dataclass(frozen=True, slots=True)
class ReleaseParams:
    """How much worse than the released model a new one may seem, for noise, and how intervals are drawn."""

    tolerance: float
    certainty: float
    resamples: int


@dataclass(frozen=True, slots=True)
class Params:
    """All of it."""

    seed: int
    corpus: CorpusParams
    split: SplitParams
    readers: Mapping[str, ReaderParams]
    teacher: ReaderParams
    distillation: DistillationParams
    courses: CourseParams
    grown: Mapping[str, GrownParams]
    finish: FinishParams
    ngrams: RegressionParams
    heads: RegressionParams
    cascade: CascadeParams
    thresholds: ThresholdParams
    release: ReleaseParams


def read_params(path: Path = PARAMS) -> Params:
    """Read a parameter file; a missing or unknown name raises `TypeError` that says which."""
    with path.open("rb") as file:
        table = tomllib.load(file)
    corpus = {**table["corpus"], "grade_to_chance": tuple(table["corpus"]["grade_to_chance"])}
    return Params(
        seed=table["seed"],
        corpus=CorpusParams(**corpus),
        split=_section(SplitParams, table, "split"),
        readers=_readers(table["readers"]),
        teacher=_reader(table["teacher"]),
        distillation=_section(DistillationParams, table, "distillation"),
        courses=_courses(table["courses"]),
        grown=_grown(table["grown"], table["readers"]),
        finish=_section(FinishParams, table, "finish"),
        ngrams=_section(RegressionParams, table, "ngrams"),
        heads=_section(RegressionParams, table, "heads"),
        cascade=_section(CascadeParams, table, "cascade"),
        thresholds=_section(ThresholdParams, table, "thresholds"),
        release=_section(ReleaseParams, table, "release"),
    )


def _courses(section: dict[str, Any]) -> CourseParams:
    ends = tuple(section["ends"])
    if list(ends) != sorted({end for end in ends if end >= 1}):
        raise TypeError(f"[courses] ends are {list(ends)}. Name rounds from 1 on, each once, in rising order.")
    return CourseParams(**{**section, "ends": ends})


def _grown(sections: dict[str, Any], readers: Iterable[str]) -> dict[str, GrownParams]:
    if not set(sections) <= set(readers):
        raise TypeError(f"[grown] names {', '.join(sections)}. Allowed are the readers: {', '.join(readers)}.")
    grown = {name: GrownParams(**section) for name, section in sections.items()}
    for name, how in grown.items():
        if not 0 < how.known_share <= 1:
            raise TypeError(
                f"[grown.{name}] known_share is {how.known_share}. Give a share above 0 and up to 1, which reads all once more."
            )
    return grown


def _readers(sections: dict[str, Any]) -> dict[str, ReaderParams]:
    if tuple(sections) != READER_NAMES[: len(sections)]:
        raise TypeError(
            f"[readers] names {', '.join(sections)}. Allowed are the first one or more of {', '.join(READER_NAMES)}, in the order in "
            "which they read."
        )
    return {name: _reader(section) for name, section in sections.items()}


def _reader(section: dict[str, Any]) -> ReaderParams:
    return ReaderParams(**{**section, "layers": tuple(section["layers"])})


def _section(kind: type[_Section], table: dict[str, Any], name: str) -> _Section:
    return kind(**table[name])
