"""What a service says of a draft. Words such as verdicts and cues are strings: a newer service may know more of them."""

from typing import Literal

from pydantic import Field

from .kept import Kept
from .policy import Advice, Balance, Forwardability, Repair, Step, UnmetNeed


class Span(Kept):
    """A stretch of the text as sent. Offsets count Unicode code points, the end is exclusive."""

    start: int
    end: int
    text: str = ""


class MarketCue(Kept):
    """Something that the reader is made to hand over, what he becomes by it, and the norm that it breaks."""

    cue: str
    role: str
    norm: str
    score: float
    source: str = ""
    hands_over: str = ""
    spans: tuple[Span, ...] = ()


class SocialCue(Kept):
    """Something that keeps a post social."""

    cue: str
    score: float
    meaning: str = ""
    spans: tuple[Span, ...] = ()


class RiskBefore(Kept):
    """The same text before the readers of one relationship."""

    flip_risk: float
    verdict: str


class Language(Kept):
    """The language that the text seems to be in, as an ISO 639-1 code."""

    code: str
    confidence: float


class Warned(Kept):
    """Something to know before the answer is trusted."""

    code: str
    message: str


class ModelName(Kept):
    """Which released model answered."""

    version: str
    digest: str


class Answer(Kept):
    """What FlipGuard says of a draft before its readers: `verdict` is `clear`, `review` or `flip`."""

    verdict: str
    flip_risk: float
    relationship: str
    because: str
    model: ModelName
    channel: str | None = None
    cues: tuple[MarketCue, ...] = ()
    social_cues: tuple[SocialCue, ...] = ()
    advice: tuple[Advice, ...] = ()
    model_verdict: str | None = None
    decided_by: str | None = None
    steps: tuple[Step, ...] = ()
    by_relationship: dict[str, RiskBefore] = Field(default_factory=dict)
    unmet_needs: tuple[UnmetNeed, ...] = ()
    outweighing: tuple[str, ...] = ()
    balance: Balance | None = None
    forwardability: Forwardability | None = None
    repairs: tuple[Repair, ...] = ()
    language: Language | None = None
    warnings: tuple[Warned, ...] = ()

    @property
    def checked(self) -> Literal[True]:
        """True: the draft was read. `Unchecked` says the opposite."""
        return True


class FeedbackKept(Kept):
    """What was kept of feedback. By its `id` it can be deleted: `DELETE /v1/feedback/{id}`."""

    id: str
    received: str
    text_kept: bool
