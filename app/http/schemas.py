"""What a check takes and what it answers. Names and descriptions come from the vocabulary in `model`."""

import datetime as dt
from collections.abc import Iterable
from typing import Self

from pydantic import ConfigDict, Field, StrictBool

from model import (
    MAX_TEXT_LENGTH,
    NORMS,
    READERS,
    SOCIAL_CUE_MEANINGS,
    Advice,
    Decision,
    MarketCue,
    MarketFinding,
    Part,
    Relationship,
    SocialCue,
    SocialFinding,
    Span,
    Verdict,
    repairs_after,
)

from .circumstances import MAX_HISTORY_LENGTH, History, PolicySwitches
from .decision_schemas import AdviceGiven, BalanceTaken, ForwardabilityShown, NeedUnmet, RepairShown, StepTaken
from .schema_basics import Frozen, Share, Text

__all__ = ["CheckRequest", "CheckResponse", "Frozen", "Share", "Text"]


_READERS = "; ".join(f"`{relationship}`: {readers}" for relationship, readers in READERS.items())
_HANDED_OVER = "; ".join(f"`{cue}`: {norm.hands_over}" for cue, norm in NORMS.items())
_ROLES = "; ".join(f"`{cue}`: {norm.role}" for cue, norm in NORMS.items())
_MEANINGS = "; ".join(f"`{cue}`: {meaning}" for cue, meaning in SOCIAL_CUE_MEANINGS.items())


class CheckRequest(Frozen):
    """A draft, and how its readers see their tie with its author. Other fields are refused.

    The readers are named by their `relationship`, or by the `channel` in which that was declared once.
    """

    model_config = ConfigDict(extra="forbid")

    text: Text = Field(
        description=f"The post as its readers would see it: at most {MAX_TEXT_LENGTH:,} Unicode code points, with words."
    )
    relationship: Relationship | None = Field(
        default=None,
        description=f"Who reads it. {_READERS}. Left out or null, it is the channel's or, without one, `social`, the "
        "careful reading. With a channel it may say nothing else than the channel does.",
    )
    channel: str | None = Field(
        default=None,
        max_length=200,
        description="The audience by its name: a declared channel, or the preset for a platform. /v1/channels lists them.",
    )
    history: History = Field(
        default=[],
        description="What these readers were sent before: the latest posts, the oldest first or each with its date; "
        f"{MAX_HISTORY_LENGTH:,} code points in all.",
    )
    date: dt.date | None = Field(
        default=None, description="The day on which the draft is to be sent. Left out or null, it is today."
    )
    advice: StrictBool = Field(
        default=True, description="Whether to look for what would help. Without it, an answer costs a fraction."
    )
    model: str | None = Field(
        default=None,
        description="The version or digest of the model that must answer; another is refused. Left out, any may.",
    )
    policy: PolicySwitches = Field(
        default=PolicySwitches(), description="Which parts of policy apply. All of them, unless it says otherwise."
    )


class EvidenceSpan(Frozen):
    """A stretch of the text as sent. Offsets count Unicode code points, the end is exclusive."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str = Field(description="The stretch itself: `text[start:end]`.")


class MarketCueFound(Frozen):
    """A market cue that the post carries: something the reader is made to hand over."""

    cue: MarketCue
    role: str = Field(description=f"What the reader becomes by it. {_ROLES}.")
    score: Share = Field(description="Probability that the post carries the cue.")
    norm: str = Field(description="The social norm that it breaks among friends.")
    source: str = Field(description="Where that norm was found.")
    hands_over: str = Field(description=f"What the reader is made to hand over. {_HANDED_OVER}.")
    spans: list[EvidenceSpan] = Field(description="The phrases that were measured to carry it, in reading order.")

    @classmethod
    def of(cls, finding: MarketFinding, text: str) -> Self:
        """Show a finding with the words that it stands on."""
        norm = finding.norm
        return cls(
            cue=finding.cue,
            role=norm.role,
            score=finding.score,
            norm=norm.sentence,
            source=norm.source,
            hands_over=norm.hands_over,
            spans=_cut(finding.spans, text),
        )


class SocialCueFound(Frozen):
    """A social cue that the post carries: something that keeps it social."""

    cue: SocialCue
    meaning: str = Field(description=f"What the post does. {_MEANINGS}.")
    score: Share = Field(description="Probability that the post carries the cue.")
    spans: list[EvidenceSpan] = Field(
        description="The phrases that were measured to carry it, in reading order; measured only where market cues "
        "or the verdict call for an explanation."
    )

    @classmethod
    def of(cls, finding: SocialFinding, text: str) -> Self:
        """Show a finding with the words that it stands on."""
        meaning = SOCIAL_CUE_MEANINGS[finding.cue]
        return cls(cue=finding.cue, meaning=meaning, score=finding.score, spans=_cut(finding.spans, text))


class RiskBefore(Frozen):
    """The same text before the readers of one relationship."""

    flip_risk: Share
    verdict: Verdict


class RiskByRelationship(Frozen):
    """The same text before all three kinds of readers."""

    social: RiskBefore
    mixed: RiskBefore
    market: RiskBefore


class LanguageFound(Frozen):
    """The language that the text seems to be in."""

    code: str = Field(description="ISO 639-1 code. The model was trained on English alone.")
    confidence: Share


class AnswerWarning(Frozen):
    """Something to know before the answer is trusted."""

    code: str = Field(description="A stable word for programs.")
    message: str


class ModelName(Frozen):
    """Which released model answered."""

    version: str
    digest: str = Field(description="SHA-256 of the model's manifest, which holds the hash of its every file.")


class CheckResponse(Frozen):
    """What FlipGuard says of a draft before these readers."""

    verdict: Verdict = Field(
        description="`clear`, `review` or `flip`, after policy; the model card says what each promises."
    )
    model_verdict: Verdict = Field(description="The model's own verdict, by the text and the relationship alone.")
    decided_by: Part = Field(description="Which part had the last word on the verdict.")
    steps: list[StepTaken] = Field(description="The model's verdict, then each part that changed it.")
    flip_risk: Share = Field(
        description="Calibrated probability that the post flips the relationship, by the model; policy leaves it as it is. "
        "Under `market` it is 0 by definition."
    )
    relationship: Relationship = Field(description="The relationship that was judged.")
    channel: str | None = Field(description="The channel that was judged, under the name it is known by.")
    by_relationship: RiskByRelationship
    because: str = Field(description="The reason in a few sentences that a writer can act on.")
    cues: list[MarketCueFound] = Field(description="Market cues, the highest score first.")
    social_cues: list[SocialCueFound] = Field(description="Social cues, the highest score first.")
    advice: list[AdviceGiven] = Field(description="What would help, the best first; none for a post that is clear.")
    unmet_needs: list[NeedUnmet] = Field(description="What the post needs and the channel has not given.")
    outweighing: list[MarketCue] = Field(description="What weighs more than the stage of the channel bears.")
    balance: BalanceTaken | None = Field(description="Give and ask; null without a history, and before market readers.")
    forwardability: ForwardabilityShown | None = Field(description="Null where it was switched off.")
    repairs: list[RepairShown] = Field(description="For a flip: what to do if it has gone out already, in this order.")
    language: LanguageFound
    warnings: list[AnswerWarning]
    model: ModelName

    @classmethod
    def of(cls, decision: Decision, text: str, by_relationship: RiskByRelationship, advice: Iterable[Advice]) -> Self:
        """Show a decision on this text."""
        assessment = decision.assessment
        language, model = assessment.language, assessment.model
        flips = decision.verdict is Verdict.FLIP
        return cls(
            verdict=decision.verdict,
            model_verdict=assessment.verdict,
            decided_by=decision.decided_by,
            steps=[StepTaken.of(step) for step in decision.steps],
            flip_risk=decision.flip_risk,
            relationship=decision.relationship,
            channel=decision.channel.name if decision.channel else None,
            by_relationship=by_relationship,
            because=decision.because,
            cues=[MarketCueFound.of(cue, text) for cue in assessment.cues],
            social_cues=[SocialCueFound.of(cue, text) for cue in assessment.social_cues],
            advice=[AdviceGiven.of(one) for one in advice],
            unmet_needs=[NeedUnmet.of(need) for need in decision.unmet_needs],
            outweighing=list(decision.outweighing),
            balance=BalanceTaken.of(decision.balance) if decision.balance else None,
            forwardability=ForwardabilityShown.of(decision.forwardability) if decision.forwardability else None,
            repairs=[RepairShown.of(repair) for repair in repairs_after(cue.cue for cue in assessment.cues)]
            if flips
            else [],
            language=LanguageFound(code=language.code, confidence=language.confidence),
            warnings=[AnswerWarning(code=warning.code, message=warning.message) for warning in decision.warnings],
            model=ModelName(version=model.version, digest=model.digest),
        )


def _cut(spans: tuple[Span, ...], text: str) -> list[EvidenceSpan]:
    return [EvidenceSpan(start=span.start, end=span.end, text=span.of(text)) for span in spans]
