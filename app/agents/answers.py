"""What a tool answers: what `/v1/check` says of a post, cut down to what an agent can act on."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from model import (
    NORMS,
    SOCIAL_CUE_MEANINGS,
    Advice,
    AdviceKind,
    Decision,
    MarketCue,
    Relationship,
    SocialCue,
    Verdict,
)

Share = Annotated[float, Field(ge=0, le=1)]


def _words(spans: Any) -> Any:
    """Keep of spans, as `/v1/check` gives them, the words."""
    return [span["text"] if isinstance(span, Mapping) else span for span in spans]


class Answer(BaseModel):
    """A value that goes to an agent."""

    model_config = ConfigDict(frozen=True, validate_by_name=True, validate_by_alias=True)


class CueFound(Answer):
    """Something that the post makes its readers hand over."""

    cue: MarketCue
    hands_over: str = Field(description="What the reader is made to hand over.")
    role: str = Field(description="What the reader becomes by it.")
    norm: str = Field(description="The social norm that it breaks.")
    phrases: Annotated[list[str], BeforeValidator(_words)] = Field(
        validation_alias="spans", description="The words of the post that carry it."
    )


class Change(Answer):
    """One thing to do, and what would come of it."""

    kind: AdviceKind
    message: str = Field(description="What to do.")
    text_after: str | None = Field(description="The whole post after the change; null where no word changes.")
    verdict_after: Verdict
    flip_risk_after: Share
    worded: bool = Field(
        description="Whether text_after holds words that are not the author's: adapt them, and make them true."
    )
    moves_to: Relationship | None = Field(description="The readers whom the part that moves, or all of it, is for.")


class Warned(Answer):
    """Something to know before the answer is trusted."""

    code: str
    message: str


class Judged(Answer):
    """What was found of a post before its readers."""

    verdict: Verdict
    flip_risk: Share
    relationship: Relationship
    channel: str | None
    because: str
    cues: list[CueFound]
    advice: list[Change]
    warnings: list[Warned]

    @classmethod
    def of(cls, decision: Decision, text: str, advice: Iterable[Advice]) -> Self:
        """Take a decision of the model in this process; `model_validate` takes what a service says."""
        assessment = decision.assessment
        return cls(
            verdict=decision.verdict,
            flip_risk=decision.flip_risk,
            relationship=decision.relationship,
            channel=decision.channel.name if decision.channel else None,
            because=decision.because,
            cues=[
                CueFound(
                    cue=found.cue,
                    hands_over=found.norm.hands_over,
                    role=found.norm.role,
                    norm=found.norm.sentence,
                    phrases=[span.of(text) for span in found.spans],
                )
                for found in assessment.cues
            ],
            advice=[
                Change(
                    kind=one.kind,
                    message=one.message,
                    text_after=one.text_after,
                    verdict_after=one.verdict_after,
                    flip_risk_after=one.flip_risk_after,
                    worded=one.worded,
                    moves_to=one.moves_to,
                )
                for one in advice
            ],
            warnings=[Warned(code=warning.code, message=warning.message) for warning in decision.warnings],
        )


_NEXT = {
    Verdict.CLEAR: "It may be published as it is.",
    Verdict.REVIEW: "Don't publish it yet. Call suggest_change with the same text and readers, or ask the author.",
    Verdict.FLIP: "Don't publish it. Call suggest_change with the same text and readers, and check what comes of it.",
}


class PostChecked(Answer):
    """Whether a post may be published."""

    verdict: Verdict = Field(description="clear: publish. review: doubtful. flip: it turns friends into a market.")
    flip_risk: Share = Field(description="Probability that it flips the relationship.")
    relationship: Relationship = Field(description="The readers that it was judged for.")
    channel: str | None
    because: str = Field(description="The reason, for the author.")
    next_step: str = Field(description="What to do now.")
    cues: list[CueFound]
    warnings: list[Warned]

    @classmethod
    def of(cls, judged: Judged) -> Self:
        """Say what was found, and what to do now."""
        return cls(
            verdict=judged.verdict,
            flip_risk=judged.flip_risk,
            relationship=judged.relationship,
            channel=judged.channel,
            because=judged.because,
            next_step=_NEXT[judged.verdict],
            cues=judged.cues,
            warnings=judged.warnings,
        )


class ChangesSuggested(Answer):
    """What to change in a post."""

    verdict: Verdict = Field(description="The verdict on the post as it is.")
    flip_risk: Share
    because: str
    next_step: str = Field(description="What to do now.")
    changes: list[Change] = Field(description="Each by itself, the best first; none for a post that is clear.")
    warnings: list[Warned]

    @classmethod
    def of(cls, judged: Judged) -> Self:
        """Say what would help, and what to do now."""
        return cls(
            verdict=judged.verdict,
            flip_risk=judged.flip_risk,
            because=judged.because,
            next_step=_after_advice(judged),
            changes=judged.advice,
            warnings=judged.warnings,
        )


class NormExplained(Answer):
    """What a cue means."""

    cue: MarketCue | SocialCue
    kind: Literal["market", "social"] = Field(description="A market cue flips; a social cue keeps a post social.")
    meaning: str
    role: str | None = Field(default=None, description="What the reader becomes by a market cue.")
    norm: str | None = Field(default=None, description="The social norm that a market cue breaks.")
    source: str | None = Field(default=None, description="Where that norm was found.")

    @classmethod
    def of(cls, cue: MarketCue | SocialCue) -> Self:
        """Explain a cue from the vocabulary."""
        if isinstance(cue, SocialCue):
            return cls(cue=cue, kind="social", meaning=f"The post {SOCIAL_CUE_MEANINGS[cue]}.")
        norm = NORMS[cue]
        meaning = f"The reader hands over {norm.hands_over}."
        return cls(cue=cue, kind="market", meaning=meaning, role=norm.role, norm=norm.sentence, source=norm.source)


def _after_advice(judged: Judged) -> str:
    if judged.verdict is Verdict.CLEAR:
        return _NEXT[Verdict.CLEAR]
    if any(change.text_after and change.verdict_after is Verdict.CLEAR for change in judged.advice):
        return "Take the text_after of a change whose verdict_after is clear; where worded is true, make its words true first."
    if judged.advice:
        return "No change of words alone makes it clear. Do what the first change says, then call check_post again."
    return "Nothing was found that helps. Leave it out, or ask the author."
