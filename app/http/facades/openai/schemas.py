"""What `/v1/moderations` takes and answers: OpenAI's thirteen categories, which are not judged here, and our own."""

from typing import Literal, Self

from pydantic import Field

from model import MarketCue, Relationship, Verdict

from ...schemas import AnswerWarning, CheckResponse, Frozen, Share
from .model_names import DEFAULT_NAME, OWN_NAME
from .moderation_input import ModerationInput

OPENAI_CATEGORIES = (
    "harassment",
    "harassment/threatening",
    "hate",
    "hate/threatening",
    "illicit",
    "illicit/violent",
    "self-harm",
    "self-harm/instructions",
    "self-harm/intent",
    "sexual",
    "sexual/minors",
    "violence",
    "violence/graphic",
)
"""Clients that validate strictly miss an answer's category where one is left out."""

FLIP = "flip"
FLIP_CATEGORIES = (FLIP, *(f"{FLIP}/{cue}" for cue in MarketCue))

Applied = list[Literal["text"]]


class ModerationRequest(Frozen):
    """What is to be judged. Other fields are passed over, as clients add their own."""

    input: ModerationInput
    model: str = Field(
        default=DEFAULT_NAME,
        max_length=300,
        description=f"`{OWN_NAME}:social`, `{OWN_NAME}:mixed`, `{OWN_NAME}:market` or `{OWN_NAME}:CHANNEL` says who reads the "
        f"posts; `@VERSION` after it pins a release. The names of OpenAI's models mean `{OWN_NAME}:social`.",
    )


class Said(Frozen):
    """What FlipGuard says beyond OpenAI's shape; clients that don't know it pass it over."""

    verdict: Verdict
    because: str
    warnings: list[AnswerWarning] = Field(default=[])

    @classmethod
    def of(cls, answer: CheckResponse | None) -> Self:
        """Repeat what was said of a post, if it had words."""
        if answer is None:
            return cls(verdict=Verdict.CLEAR, because="The post holds no words, so it asks nobody for anything.")
        return cls(verdict=answer.verdict, because=answer.because, warnings=answer.warnings)


class ModerationResult(Frozen):
    """What was found in one post."""

    flagged: bool = Field(description="Whether the verdict is `flip`.")
    categories: dict[str, bool] = Field(
        description="`flip` is the verdict, `flip/…` the market cues of a flip. OpenAI's own are never true."
    )
    category_scores: dict[str, Share] = Field(
        description="`flip` is the flip risk, `flip/…` the score of a cue that was found and 0 without one. OpenAI's own are 0."
    )
    category_applied_input_types: dict[str, Applied] = Field(
        description="What each score was made from: nothing, for OpenAI's own."
    )
    flipguard: Said

    @classmethod
    def of(cls, answer: CheckResponse | None) -> Self:
        """Translate an answer; None is a post without words, in which nothing was found."""
        scores = _scores(answer)
        flips = answer is not None and answer.verdict is Verdict.FLIP
        return cls(
            flagged=flips,
            categories=dict.fromkeys(OPENAI_CATEGORIES, False)
            | {name: flips and score > 0 for name, score in scores.items()},
            category_scores=dict.fromkeys(OPENAI_CATEGORIES, 0.0) | scores,
            category_applied_input_types={name: [] for name in OPENAI_CATEGORIES} | {name: ["text"] for name in scores},
            flipguard=Said.of(answer),
        )


class Moderation(Frozen):
    """The answer: a result for each post."""

    id: str
    model: str = Field(description="The readers and the release that judged; sent as `model`, it asks for both again.")
    results: list[ModerationResult]


def _scores(answer: CheckResponse | None) -> dict[str, float]:
    """Score our categories. Before market readers a cue is no flip, so all of them are 0."""
    scores = dict.fromkeys(FLIP_CATEGORIES, 0.0)
    if answer is None:
        return scores
    if answer.relationship is not Relationship.MARKET:
        scores |= {f"{FLIP}/{found.cue}": found.score for found in answer.cues}
    return scores | {FLIP: answer.flip_risk}
