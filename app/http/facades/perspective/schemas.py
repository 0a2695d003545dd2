"""What Perspective's clients send and read. Classes and fields have Google's names: `discovery.py` shows them to clients."""

# ruff: noqa: N815 - the names are Google's

from typing import Annotated, Literal, Self

from pydantic import Field

from model import Relationship, Verdict

from ...schemas import AnswerWarning, CheckResponse, Frozen, ModelName, Share, Text
from .attributes import ATTRIBUTES, FLIP
from .google_json import Sent

ScoreType = Literal["SCORE_TYPE_UNSPECIFIED", "PROBABILITY", "STD_DEV_SCORE", "PERCENTILE", "RAW"]
TextType = Literal["TEXT_TYPE_UNSPECIFIED", "PLAIN_TEXT", "HTML"]

PROBABILITY: ScoreType = "PROBABILITY"

_TOKEN_LENGTH = 1_000
_NAMES = ", ".join(f"`{name}`" for name in ATTRIBUTES)

Token = Annotated[str, Field(max_length=_TOKEN_LENGTH)]
Threshold = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Languages = Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=20)]


class TextEntry(Sent):
    """A text and what kind it is of."""

    text: Text | None = Field(default=None, description="The text, as its readers would see it.")
    type: TextType | None = Field(default=None, description="`PLAIN_TEXT`, which it is if left out. HTML is refused.")


class ArticleAndParentComment(Sent):
    """What a comment is about and what it answers."""

    article: TextEntry | None = None
    parentComment: TextEntry | None = None


class Context(Sent):
    """What was said before: one of the two, not both. It is taken and, as at Perspective, not used in scoring."""

    entries: list[TextEntry] | None = None
    articleAndParentComment: ArticleAndParentComment | None = None


class AttributeParameters(Sent):
    """How an attribute is to be scored."""

    scoreType: ScoreType | None = Field(default=None, description="`PROBABILITY`, the only type there is.")
    scoreThreshold: Threshold | None = Field(
        default=None, description="The attribute is left out of the answer if its score is below this."
    )


class Score(Sent):
    """A score."""

    value: Share = Field(description="A probability, 0 to 1.")
    type: ScoreType | None = PROBABILITY


class SpanScore(Sent):
    """The score of a stretch of the text. Offsets count UTF-16 code units, the end is exclusive."""

    begin: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=0)
    score: Score


class AttributeScores(Sent):
    """The scores of one attribute."""

    spanScores: list[SpanScore] | None = Field(
        default=None,
        max_length=1_000,
        description="With `spanAnnotations`, the phrases that were measured to carry it; otherwise, and where there are none, "
        "the whole text. Each has the value of the summary: a phrase is evidence, not a post of its own.",
    )
    summaryScore: Score | None = Field(default=None, description="The score of the post as a whole.")


class CommentRequest(Sent):
    """What both methods take."""

    comment: TextEntry | None = Field(
        default=None, description="The post: at most 20,480 bytes of plain text in UTF-8."
    )
    context: Context | None = None
    languages: Languages | None = Field(
        default=None,
        description="The languages of the post: `en`, or a form of it. Left out, the language is detected, and another is refused.",
    )
    communityId: Annotated[str, Field(max_length=200)] | None = Field(
        default=None, description="Who reads the post: a channel, or `social`, `mixed` or `market`. Left out, `social`."
    )
    clientToken: Token | None = Field(default=None, description="Repeated in the answer.")
    sessionId: Token | None = Field(default=None, description="Repeated in the answer.")


class AnalyzeCommentRequest(CommentRequest):
    """A post to be scored."""

    requestedAttributes: dict[str, AttributeParameters | None] | None = Field(
        default=None, description=f"What to score: {_NAMES}. An empty object asks for the usual."
    )
    spanAnnotations: bool | None = Field(
        default=None, description="Whether to show the phrases that carry an attribute."
    )
    doNotStore: bool | None = Field(default=None, description="Nothing is ever stored here, whatever this says.")
    dropUnsupportedAttributes: bool | None = Field(
        default=None,
        description="Whether a post in another language than English is answered without scores, not refused.",
    )


class SuggestCommentScoreRequest(CommentRequest):
    """The scores that a post should have had."""

    attributeScores: dict[str, AttributeScores] | None = Field(
        default=None,
        description=f"What the scores should have been, `{FLIP}` with its `summaryScore` among them. For a plain no or yes, 0 or 1.",
    )
    doNotStore: bool | None = Field(
        default=None,
        description="An outright false consents to keep the text, so that the next model may learn from it. Left out, "
        "the suggestion is kept without the text.",
    )


class Judgement(Frozen):
    """What FlipGuard says beyond Perspective's shape; clients that don't know it pass it over."""

    verdict: Verdict
    because: str = Field(description="The reason, in words for the writer.")
    relationship: Relationship | None = Field(default=None, description="The relationship that was judged.")
    channel: str | None = Field(default=None, description="The channel that was judged.")
    model: ModelName | None = Field(default=None, description="Which released model answered.")
    warnings: list[AnswerWarning] = Field(default=[])

    @classmethod
    def of(cls, answer: CheckResponse | None) -> Self:
        """Repeat what was said of a post, if it had words."""
        if answer is None:
            return cls(verdict=Verdict.CLEAR, because="The post holds no words, so it asks nobody for anything.")
        return cls(
            verdict=answer.verdict,
            because=answer.because,
            relationship=answer.relationship,
            channel=answer.channel,
            model=answer.model,
            warnings=answer.warnings,
        )


class AnalyzeCommentResponse(Frozen):
    """The scores of a post."""

    attributeScores: dict[str, AttributeScores]
    languages: list[str] = Field(
        description="The languages that were asked for or, without any, the one it was read as."
    )
    detectedLanguages: list[str] = Field(description="The language that the post seems to be in; `und` without words.")
    clientToken: str | None = None
    sessionId: str | None = None
    flipguard: Judgement


class FeedbackNoted(Frozen):
    """What was kept of a suggestion."""

    id: str = Field(description="By this it can be deleted: DELETE /v1/feedback/{id}.")
    textKept: bool


class SuggestCommentScoreResponse(Frozen):
    """A suggestion is on the disk."""

    requestedLanguages: list[str]
    detectedLanguages: list[str]
    clientToken: str | None = None
    sessionId: str | None = None
    flipguard: FeedbackNoted
