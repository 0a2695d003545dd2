"""What a behavioural test is: cases, and a rule that the answers to each must keep."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from model import Relationship, Verdict

LITTLE = 0.1
"""A risk that moves no more than this has moved little."""

NOISE = 0.02
"""A risk that falls or rises by no more than this has stayed."""


class Kind(StrEnum):
    """The three kinds of CheckList."""

    MINIMUM = "minimum functionality"
    INVARIANCE = "invariance"
    DIRECTION = "direction"


@dataclass(frozen=True, slots=True)
class Answer:
    """A model's answer to one text before every relationship."""

    risks: Mapping[Relationship, float]
    verdicts: Mapping[Relationship, Verdict]


@dataclass(frozen=True, slots=True)
class Case:
    """A text, and the text whose answer it's compared with, which is the same where nothing is compared."""

    text: str
    base: str


Rule = Callable[[Answer, Answer], bool]
"""Tells whether the answer to a case's text, beside that to its base, is as it must be."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One test. `name` states the rule; `aim` is the largest share of cases that may break it; `readers` are those it's shown for."""

    name: str
    kind: Kind
    cases: tuple[Case, ...]
    keeps: Rule
    aim: float
    readers: Relationship = Relationship.SOCIAL


def not_cleared(answer: Answer, _: Answer) -> bool:
    """Before social readers the verdict is `review` or `flip`."""
    return answer.verdicts[Relationship.SOCIAL] is not Verdict.CLEAR


def flipped(answer: Answer, _: Answer) -> bool:
    """Before social readers the verdict is `flip`."""
    return answer.verdicts[Relationship.SOCIAL] is Verdict.FLIP


def not_cleared_if_mixed(answer: Answer, _: Answer) -> bool:
    """Before mixed readers the verdict is `review` or `flip`."""
    return answer.verdicts[Relationship.MIXED] is not Verdict.CLEAR


def not_flipped(answer: Answer, _: Answer) -> bool:
    """Before social readers the verdict is not `flip`."""
    return answer.verdicts[Relationship.SOCIAL] is not Verdict.FLIP


def not_flipped_if_mixed(answer: Answer, _: Answer) -> bool:
    """Before mixed readers the verdict is not `flip`."""
    return answer.verdicts[Relationship.MIXED] is not Verdict.FLIP


def cleared(answer: Answer, _: Answer) -> bool:
    """Before social readers the verdict is `clear`."""
    return answer.verdicts[Relationship.SOCIAL] is Verdict.CLEAR


def unmoved(answer: Answer, base: Answer) -> bool:
    """Before social readers the verdict stays and the risk moves little."""
    moved = abs(answer.risks[Relationship.SOCIAL] - base.risks[Relationship.SOCIAL])
    return answer.verdicts[Relationship.SOCIAL] is base.verdicts[Relationship.SOCIAL] and moved <= LITTLE


def not_lower(answer: Answer, base: Answer) -> bool:
    """Before social readers the risk does not fall."""
    return answer.risks[Relationship.SOCIAL] >= base.risks[Relationship.SOCIAL] - NOISE


def not_higher(answer: Answer, base: Answer) -> bool:
    """Before social readers the risk does not rise."""
    return answer.risks[Relationship.SOCIAL] <= base.risks[Relationship.SOCIAL] + NOISE


def higher(answer: Answer, base: Answer) -> bool:
    """Before social readers the text has the higher risk of the two."""
    return answer.risks[Relationship.SOCIAL] > base.risks[Relationship.SOCIAL]


def lower(answer: Answer, base: Answer) -> bool:
    """Before social readers the text has the lower risk of the two."""
    return answer.risks[Relationship.SOCIAL] < base.risks[Relationship.SOCIAL]


def higher_if_mixed(answer: Answer, base: Answer) -> bool:
    """Before mixed readers the text has the higher risk of the two."""
    return answer.risks[Relationship.MIXED] > base.risks[Relationship.MIXED]


def ordered(answer: Answer, _: Answer) -> bool:
    """Before mixed readers the risk is no higher than before social ones, and before market readers there is none."""
    social, mixed, market = (answer.risks[readers] for readers in Relationship)
    return social >= mixed >= market == 0 and answer.verdicts[Relationship.MARKET] is Verdict.CLEAR
