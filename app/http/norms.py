"""`GET /v1/norms`: the vocabulary, so that no client has to keep its own copy."""

from typing import Self

from fastapi import APIRouter
from pydantic import Field

from model import (
    DECLARED_BY_MEANINGS,
    NEEDS,
    NORMS,
    PERMISSION_MEANINGS,
    READERS,
    REPAIRS,
    SOCIAL_CUE_MEANINGS,
    STAGE_MEANINGS,
    MarketCue,
    Permission,
    Relationship,
    SocialCue,
)

from .decision_schemas import RepairShown
from .documentation import problems
from .schema_basics import Frozen

router = APIRouter(prefix="/v1", tags=["model"])


class RelationshipMeant(Frozen):
    """A kind of tie, and who is in it."""

    relationship: Relationship
    readers: str


class NormShown(Frozen):
    """A market cue and the norm that it breaks among friends."""

    cue: MarketCue
    hands_over: str = Field(description="What the reader is made to hand over.")
    role: str = Field(description="What the reader becomes by it.")
    norm: str
    source: str = Field(description="Where that norm was found.")
    needs: list[Permission] = Field(description="The permissions that it takes; empty where none could allow it.")
    needs_because: str

    @classmethod
    def of(cls, cue: MarketCue) -> Self:
        """Show all that is known of a cue."""
        norm, need = NORMS[cue], NEEDS[cue]
        return cls(
            cue=cue,
            hands_over=norm.hands_over,
            role=norm.role,
            norm=norm.sentence,
            source=norm.source,
            needs=list(need.permissions),
            needs_because=need.reason,
        )


class SocialCueMeant(Frozen):
    """A social cue: something that keeps a post social."""

    cue: SocialCue
    meaning: str = Field(description="What the post does.")


class WordMeant(Frozen):
    """A word of a channel's declaration."""

    name: str
    meaning: str


class Norms(Frozen):
    """The vocabulary of every answer."""

    relationships: list[RelationshipMeant]
    market_cues: list[NormShown]
    social_cues: list[SocialCueMeant]
    permissions: list[WordMeant] = Field(description="The seven things that readers may have agreed to.")
    stages: list[WordMeant] = Field(description="How far a relationship has come.")
    declared_by: list[WordMeant] = Field(description="Who says what the relationship is.")
    repairs: list[RepairShown] = Field(description="What may be done after a flip.")


_NORMS = Norms(
    relationships=[RelationshipMeant(relationship=one, readers=readers) for one, readers in READERS.items()],
    market_cues=[NormShown.of(cue) for cue in MarketCue],
    social_cues=[SocialCueMeant(cue=cue, meaning=meaning) for cue, meaning in SOCIAL_CUE_MEANINGS.items()],
    permissions=[WordMeant(name=name, meaning=meaning) for name, meaning in PERMISSION_MEANINGS.items()],
    stages=[WordMeant(name=name, meaning=meaning) for name, meaning in STAGE_MEANINGS.items()],
    declared_by=[WordMeant(name=name, meaning=meaning) for name, meaning in DECLARED_BY_MEANINGS.items()],
    repairs=[RepairShown.of(repair) for repair in REPAIRS],
)


@router.get(
    "/norms",
    summary="Show the relationships, the cues and their norms",
    response_description="The vocabulary",
    responses=problems(),
)
async def norms() -> Norms:
    """Show what every word in an answer means, which norm stands behind each cue, and where it was found."""
    return _NORMS
