"""What the classifier says of one post, as values that every door passes on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .language import Language
from .norms import NORMS, MarketCue, Norm, Relationship, SocialCue, Verdict
from .text import Span


@dataclass(frozen=True, slots=True)
class Scores:
    """Calibrated probabilities, 0 to 1, read from the text alone.

    `social` and `mixed` are the flip risks before those two audiences. Under `market` it is 0 by definition: in a
    relationship that both sides know to be business nothing is left to flip.
    """

    social: float
    mixed: float
    market_cues: Mapping[MarketCue, float]
    social_cues: Mapping[SocialCue, float]

    def flip_risk(self, relationship: Relationship) -> float:
        """Give the flip risk before the readers of this relationship."""
        if relationship is Relationship.MARKET:
            return 0.0
        return self.social if relationship is Relationship.SOCIAL else self.mixed

    def each_cue(self) -> Iterator[tuple[MarketCue | SocialCue, float]]:
        """Give every cue with its score, the market cues first."""
        yield from self.market_cues.items()
        yield from self.social_cues.items()

    def cue(self, name: str) -> float:
        """Give the score of a market or social cue by its name."""
        if name in self.market_cues:
            return self.market_cues[MarketCue(name)]
        return self.social_cues[SocialCue(name)]


@dataclass(frozen=True, slots=True)
class MarketFinding:
    """A market cue that the post carries, with the phrases that were measured to carry it."""

    cue: MarketCue
    score: float
    spans: tuple[Span, ...]

    @property
    def norm(self) -> Norm:
        """The norm that the cue breaks among friends."""
        return NORMS[self.cue]


@dataclass(frozen=True, slots=True)
class SocialFinding:
    """A social cue that the post carries."""

    cue: SocialCue
    score: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Which released model answered: its version and the SHA-256 of its manifest, which holds every file's hash."""

    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Caveat:
    """Something the reader of an answer should know before trusting it, with a stable code for programs."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole answer for one post before one audience."""

    verdict: Verdict
    flip_risk: float
    relationship: Relationship
    cues: tuple[MarketFinding, ...]
    social_cues: tuple[SocialFinding, ...]
    because: str
    language: Language
    warnings: tuple[Caveat, ...]
    scores: Scores
    model: ModelIdentity
