"""What a check takes and what it answers. Names and descriptions come from the vocabulary in `model`."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from model import (
    MAX_TEXT_LENGTH,
    NORMS,
    READERS,
    SOCIAL_CUE_MEANINGS,
    Assessment,
    MarketCue,
    MarketFinding,
    Relationship,
    SocialCue,
    SocialFinding,
    Span,
    Verdict,
)


def _as_sent(value: Any) -> str:
    """Take any string: what a text may hold is the model's to judge, and its refusals say more than pydantic's."""
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "must be a string")
    return value


Text = Annotated[
    str,
    PlainValidator(_as_sent),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": MAX_TEXT_LENGTH}),
]

Share = Annotated[float, Field(ge=0, le=1)]

_READERS = "; ".join(f"`{relationship}`: {readers}" for relationship, readers in READERS.items())
_HANDED_OVER = "; ".join(f"`{cue}`: {norm.hands_over}" for cue, norm in NORMS.items())
_ROLES = "; ".join(f"`{cue}`: {norm.role}" for cue, norm in NORMS.items())
_MEANINGS = "; ".join(f"`{cue}`: {meaning}" for cue, meaning in SOCIAL_CUE_MEANINGS.items())


class Frozen(BaseModel):
    """A value that crosses the door and does not change on the way."""

    model_config = ConfigDict(frozen=True)


class CheckRequest(Frozen):
    """A draft, and how its readers see their tie with its author. Other fields are refused."""

    model_config = ConfigDict(extra="forbid")

    text: Text = Field(
        description=f"The post as its readers would see it: at most {MAX_TEXT_LENGTH:,} Unicode code points, with words."
    )
    relationship: Relationship | None = Field(
        default=None,
        description=f"Who reads it. {_READERS}. Left out or null, it is `social`, the careful reading.",
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

    verdict: Verdict = Field(description="`clear`, `review` or `flip`; the model card says what each promises.")
    flip_risk: Share = Field(
        description="Calibrated probability that the post flips the relationship. Under `market` it is 0 by definition."
    )
    relationship: Relationship = Field(description="The relationship that was judged.")
    by_relationship: RiskByRelationship
    because: str = Field(description="The reason in a sentence or two that a writer can act on.")
    cues: list[MarketCueFound] = Field(description="Market cues, the highest score first.")
    social_cues: list[SocialCueFound] = Field(description="Social cues, the highest score first.")
    language: LanguageFound
    warnings: list[AnswerWarning]
    model: ModelName

    @classmethod
    def of(cls, assessment: Assessment, text: str, by_relationship: RiskByRelationship) -> Self:
        """Show an assessment of this text."""
        language, model = assessment.language, assessment.model
        return cls(
            verdict=assessment.verdict,
            flip_risk=assessment.flip_risk,
            relationship=assessment.relationship,
            by_relationship=by_relationship,
            because=assessment.because,
            cues=[MarketCueFound.of(cue, text) for cue in assessment.cues],
            social_cues=[SocialCueFound.of(cue, text) for cue in assessment.social_cues],
            language=LanguageFound(code=language.code, confidence=language.confidence),
            warnings=[AnswerWarning(code=warning.code, message=warning.message) for warning in assessment.warnings],
            model=ModelName(version=model.version, digest=model.digest),
        )


def _cut(spans: tuple[Span, ...], text: str) -> list[EvidenceSpan]:
    return [EvidenceSpan(start=span.start, end=span.end, text=span.of(text)) for span in spans]
