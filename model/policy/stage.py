"""What an ask may weigh at each stage of a relationship: romance, struggle, commitment, co-creation, after Merchant."""

from collections.abc import Iterable, Mapping
from enum import IntEnum
from types import MappingProxyType

from ..norms import MarketCue
from .channels import Channel, Stage


class Weight(IntEnum):
    """How much an ask takes from a reader."""

    SMALL = 1
    MIDDLING = 2
    HEAVY = 3


WEIGHTS: Mapping[MarketCue, Weight] = MappingProxyType(
    {
        # Money at an open price, or an hour for a pitch: one may decline, and then it is over.
        MarketCue.SALE: Weight.MIDDLING,
        MarketCue.LEAD: Weight.MIDDLING,
        # A name before one's own friends, or work: it outlasts the ask.
        MarketCue.REACH: Weight.HEAVY,
        MarketCue.WAGE: Weight.HEAVY,
    }
)
"""Ledger, price tag and disguise are missing: they are no asks that a stage could carry. A plain favour is small."""

ROOM: Mapping[Stage, Weight] = MappingProxyType(
    {
        Stage.ROMANCE: Weight.SMALL,
        Stage.STRUGGLE: Weight.SMALL,
        Stage.COMMITMENT: Weight.MIDDLING,
        Stage.CO_CREATION: Weight.HEAVY,
    }
)

ROOM_REASONS: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.ROMANCE: "While you are getting to know each other there is room for an opinion or a small favour.",
        Stage.STRUGGLE: "While they are waiting for you to mend something there is room for a question and an answer.",
        Stage.COMMITMENT: "Those who have chosen to stay may be made an open offer; their names and work are still theirs.",
        Stage.CO_CREATION: "Co-owners share in the outcome, so they may be asked to build and to spread what is theirs.",
    }
)

BUILDING = frozenset({MarketCue.REACH, MarketCue.WAGE})
"""What co-owners may be asked for: they work on what is theirs and are not used."""


def too_heavy(acts: Iterable[MarketCue], stage: Stage) -> tuple[MarketCue, ...]:
    """Name the acts that outweigh a stage, the heaviest first."""
    over = [act for act in MarketCue if act in frozenset(acts) and WEIGHTS.get(act, Weight.SMALL) > ROOM[stage]]
    return tuple(sorted(over, key=lambda act: -WEIGHTS[act]))


def may_be_built(cue: MarketCue, channel: Channel) -> bool:
    """Tell whether this act asks co-owners, who call themselves so, for a share of the building."""
    return channel.agreed and channel.stage is Stage.CO_CREATION and cue in BUILDING
