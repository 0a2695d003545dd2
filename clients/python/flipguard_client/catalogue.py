"""What a service tells of itself: its channels, its vocabulary and its model."""

from typing import Any

from pydantic import Field

from .kept import Kept
from .policy import Repair


class Contradiction(Kept):
    """Two declarations of a channel that don't fit, and a way out."""

    code: str
    message: str
    way_out: str


class Channel(Kept):
    """An audience, and what was declared of it. `declared` is false for a preset."""

    name: str
    relationship: str
    declared: bool
    declared_by: str | None = None
    stage: str | None = None
    permissions: tuple[str, ...] = ()
    description: str = ""
    contradictions: tuple[Contradiction, ...] = ()


class Channels(Kept):
    """All channels that a check may name."""

    channels: tuple[Channel, ...]


class Readers(Kept):
    """A relationship, and who is in it."""

    relationship: str
    readers: str


class Norm(Kept):
    """A market cue and the norm that it breaks among friends."""

    cue: str
    hands_over: str
    role: str
    norm: str
    source: str
    needs: tuple[str, ...] = ()
    needs_because: str = ""


class SocialMeaning(Kept):
    """A social cue: what a post that carries it does."""

    cue: str
    meaning: str


class Word(Kept):
    """A word of a channel's declaration."""

    name: str
    meaning: str


class Norms(Kept):
    """The vocabulary of every answer."""

    relationships: tuple[Readers, ...]
    market_cues: tuple[Norm, ...]
    social_cues: tuple[SocialMeaning, ...]
    permissions: tuple[Word, ...] = ()
    stages: tuple[Word, ...] = ()
    declared_by: tuple[Word, ...] = ()
    repairs: tuple[Repair, ...] = ()


class Bands(Kept):
    """The flip risks from which a post is called `review` and `flip`."""

    review: float
    flip: float


class ModelCard(Kept):
    """The released model's manifest, and its card in Markdown."""

    version: str
    digest: str
    card: str
    created: str = ""
    recipe: str = ""
    thresholds: dict[str, Bands] = Field(default_factory=dict)
    cue_thresholds: dict[str, float] = Field(default_factory=dict)
    corpus: dict[str, Any] = Field(default_factory=dict)
    metrics: dict[str, Any] = Field(default_factory=dict)
    packages: dict[str, str] = Field(default_factory=dict)
