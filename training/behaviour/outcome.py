"""Running the tests: what a model answers to every case, and which cases break their rule."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model import Classifier, Relationship

from ..kept_scores import KeptScores
from .rules import Answer, Behaviour, Case


@dataclass(frozen=True, slots=True)
class Miss:
    """A case that breaks its rule, with the answers to its text and to its base."""

    case: Case
    answer: Answer
    base: Answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """A test and its misses."""

    behaviour: Behaviour
    misses: tuple[Miss, ...]

    @property
    def rate(self) -> float:
        """The share of cases that break the rule."""
        return len(self.misses) / len(self.behaviour.cases)

    @property
    def passes(self) -> bool:
        """Whether no more cases break the rule than it aims at."""
        return self.rate <= self.behaviour.aim


def run(behaviours: Sequence[Behaviour], scores: KeptScores) -> list[Outcome]:
    """Ask the model about every text once, and hold each case against its rule."""
    texts = list(dict.fromkeys(text for one in behaviours for case in one.cases for text in (case.text, case.base)))
    table = scores.table(texts)
    answers = {text: _answer(row, scores.classifier) for text, row in zip(texts, table, strict=True)}
    return [Outcome(one, _misses(one, answers)) for one in behaviours]


def _misses(behaviour: Behaviour, answers: dict[str, Answer]) -> tuple[Miss, ...]:
    asked = [Miss(case, answers[case.text], answers[case.base]) for case in behaviour.cases]
    return tuple(one for one in asked if not behaviour.keeps(one.answer, one.base))


def _answer(row: NDArray[np.float64], classifier: Classifier) -> Answer:
    risks = {Relationship.SOCIAL: float(row[0]), Relationship.MIXED: float(row[1]), Relationship.MARKET: 0.0}
    return Answer(risks, {readers: classifier.verdict(risk, readers) for readers, risk in risks.items()})
