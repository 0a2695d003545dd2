"""Contradictions: what was declared of a channel that can't all be true, each with a way out."""

from collections.abc import Callable
from dataclasses import dataclass

from ..norms import Relationship
from .channels import Channel, DeclaredBy, Permission, Stage
from .presets import preset


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two declarations that don't fit. `code` is a stable word for programs; the other two are sentences."""

    code: str
    message: str
    way_out: str


def contradictions(channel: Channel) -> tuple[Contradiction, ...]:
    """Find what does not fit in a channel's declaration; nothing for a sound one and for every preset."""
    return tuple(contradiction for holds, contradiction in _RULES if holds(channel))


def _overrules_a_social_preset(channel: Channel) -> bool:
    known = preset(channel.name)
    return (
        channel.relationship is Relationship.MARKET
        and not channel.agreed
        and known is not None
        and known.relationship is Relationship.SOCIAL
    )


def _nobody_declared_its_permissions(channel: Channel) -> bool:
    return bool(channel.permissions) and channel.declared_by is None and channel != preset(channel.name)


_RULES: tuple[tuple[Callable[[Channel], bool], Contradiction], ...] = (
    (
        lambda channel: channel.relationship is Relationship.MARKET and channel.stage is Stage.ROMANCE,
        Contradiction(
            "market-romance",
            "Market says that both sides know it to be business; romance says that neither has yet said what it is.",
            "Leave out the stage, or declare the relationship as mixed.",
        ),
    ),
    (
        lambda channel: (
            channel.relationship is Relationship.SOCIAL
            and channel.declared_by is DeclaredBy.AUTHOR
            and Permission.PROMOTE_TO_ME in channel.permissions
        ),
        Contradiction(
            "promote-unasked",
            "Your readers are said to have agreed to promotion, but only you say so, and they are here as friends.",
            "Ask them and declare it by both, or drop the permission “promote to me”.",
        ),
    ),
    (
        lambda channel: (
            Permission.RECOMMEND_YOU in channel.permissions and Permission.BE_TRUSTED_SOURCE not in channel.permissions
        ),
        Contradiction(
            "recommend-without-trust",
            "Nobody puts his name behind a source that he does not trust.",
            "Add the permission “be trusted source” if it was given, or drop “recommend you”.",
        ),
    ),
    (
        lambda channel: channel.agreed and not channel.permissions,
        Contradiction(
            "agreed-to-nothing",
            "Your readers are said to have declared the relationship, but not one thing is named that they agreed to.",
            "Name the permissions that they gave, or declare it by author.",
        ),
    ),
    (
        lambda channel: channel.stage is Stage.CO_CREATION and channel.declared_by is DeclaredBy.AUTHOR,
        Contradiction(
            "owners-by-decree",
            "You call your readers co-owners, but only you say so; one can't be made an owner without knowing it.",
            "Share the outcome and declare it by both, or choose the stage commitment.",
        ),
    ),
    (
        lambda channel: (
            channel.relationship is Relationship.MARKET
            and channel.declared_by is DeclaredBy.AUTHOR
            and Permission.KNOW_ME_PERSONALLY in channel.permissions
        ),
        Contradiction(
            "forced-intimacy",
            "You mean to know your customers personally, but only you say so; many of them chose plain trade.",
            "Drop the permission “know me personally”, or ask them and declare it by both.",
        ),
    ),
    (
        _overrules_a_social_preset,
        Contradiction(
            "market-by-decree",
            "You declare a circle of friends to be a market, which would let everything through, but only you say so.",
            "Ask them and declare it by both, or give the market part a channel of its own.",
        ),
    ),
    (
        _nobody_declared_its_permissions,
        Contradiction(
            "nobody-agreed",
            "Permissions are named, but not who gave them.",
            "Say who declared it: author, readers or both.",
        ),
    ),
)
