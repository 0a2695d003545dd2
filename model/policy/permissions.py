"""What a post needs and what its channel gave: permissions, after Naslund's "Your relationship isn't mine".

`NEEDS` is the rule. A need that the channel does not meet is named in the answer. Where readers themselves have agreed
to every act of a post, its verdict falls by one step; the flip risk, which is the model's, never changes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..norms import MarketCue
from .channels import Channel, Permission


@dataclass(frozen=True, slots=True)
class Need:
    """The permissions that an act needs, all of them. None at all means that no permission can allow it."""

    permissions: tuple[Permission, ...]
    reason: str


NEEDS: Mapping[MarketCue, Need] = MappingProxyType(
    {
        MarketCue.SALE: Need(
            (Permission.PROMOTE_TO_ME,),
            "An offer is welcome from those who were told that they may make it.",
        ),
        MarketCue.REACH: Need(
            (Permission.RECOMMEND_YOU,),
            "Whoever passes it on stands for it before his own friends, so he must have chosen to.",
        ),
        MarketCue.LEAD: Need(
            (Permission.KNOW_MY_MOTIVES, Permission.ONE_TO_ONE_LINE),
            "A pitch asks what somebody would buy and for a way to reach him alone: he must have offered both.",
        ),
        MarketCue.WAGE: Need(
            (),
            "None of the seven permissions means “offer me pay for a favour”; a job has a market channel of its own.",
        ),
        MarketCue.LEDGER: Need(
            (),
            "Nobody agrees beforehand to be billed for kindness; a shared cost that all knew of is no ledger.",
        ),
        MarketCue.PRICE_TAG: Need(
            (),
            "A price put on a kindness asks for nothing, so there is nothing to agree to.",
        ),
        MarketCue.DISGUISE: Need(
            (),
            "Consent was given to what showed its face; what hides behind friendship was never agreed to.",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class UnmetNeed:
    """An act that the channel gave no permission for. `missing` is empty where none could allow it."""

    cue: MarketCue
    missing: tuple[Permission, ...]
    message: str


def permitted(cue: MarketCue, channel: Channel) -> bool:
    """Tell whether the channel's readers have themselves agreed to this act."""
    needed = NEEDS[cue].permissions
    return channel.agreed and bool(needed) and channel.permissions.issuperset(needed)


def could_be_permitted(acts: Iterable[MarketCue]) -> bool:
    """Tell whether readers could agree to all of these acts."""
    return all(NEEDS[cue].permissions for cue in acts)


def unmet_needs(acts: Iterable[MarketCue], channel: Channel) -> tuple[UnmetNeed, ...]:
    """Name what the acts of a post need and the channel does not list, in the order of the vocabulary."""
    carried = frozenset(acts)
    return tuple(need for cue in MarketCue if cue in carried and (need := _unmet(cue, channel)) is not None)


def _unmet(cue: MarketCue, channel: Channel) -> UnmetNeed | None:
    need = NEEDS[cue]
    name = cue.replace("_", " ")
    if not need.permissions:
        return UnmetNeed(cue, (), f"No permission allows a {name}. {need.reason}")
    missing = tuple(permission for permission in need.permissions if permission not in channel.permissions)
    if not missing:
        return None
    wanted = " and ".join(f"“{permission.words}”" for permission in missing)
    return UnmetNeed(cue, missing, f"A {name} needs {wanted}, which “{channel.name}” has not given. {need.reason}")
