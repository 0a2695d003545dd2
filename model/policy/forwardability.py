"""Forwardability: would a reader pass this on inside his own circle.

People forward what is good for their friends: the useful, the funny, the touching, the cause, the tip for the inner
circle. They do not forward what would turn them into somebody's sales channel (Woods, Eloqua 2009; Phelps et al., J.
Advertising Research 44, 2004). A coupon "for friends and family" travels, until its sender is paid for it.
"""

from dataclasses import dataclass
from enum import StrEnum

from ..norms import MarketCue, SocialCue, Verdict
from .reading import Reading


class Forwarding(StrEnum):
    """What a reader would probably do."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


@dataclass(frozen=True, slots=True)
class Forwardability:
    """Whether a reader would pass a post on, the cue that speaks for it or against it, and why."""

    forwarding: Forwarding
    cue: MarketCue | SocialCue | None
    reason: str


_HOLDS_BACK: tuple[tuple[MarketCue, str], ...] = (
    (MarketCue.DISGUISE, "A pitch behind a friendly face is passed on once, and never again."),
    (MarketCue.REACH, "It asks to be passed on for its sender's sake; a press release is not a present."),
    (MarketCue.LEAD, "Whoever passes on a pitch hands over his friends as prospects."),
    (MarketCue.SALE, "Whoever passes on an offer sells to his own friends."),
    (MarketCue.LEDGER, "A bill is between the two whom it concerns."),
    (MarketCue.WAGE, "Whoever passes on pay for a favour puts his friends on a payroll."),
    (MarketCue.PRICE_TAG, "A kindness with a price on it is no story to tell on."),
)

_CARRIES: tuple[tuple[SocialCue, str], ...] = (
    (SocialCue.CAUSE, "People carry need and causes to those who can help."),
    (SocialCue.GIFT, "It is useful to his friends and costs them nothing."),
    (SocialCue.THANKS, "Praise for somebody else is gladly repeated."),
    (SocialCue.TOGETHER, "It invites more people to something that belongs to all."),
    (SocialCue.PERSONAL, "What is funny, touching or news is told on; how far, its wit decides."),
)


def forwardability(reading: Reading) -> Forwardability:
    """Say whether a reader would pass a post on."""
    if SocialCue.INSIDER in reading.social_cues and reading.acts <= {MarketCue.SALE} and not reading.disguised:
        if reading.among_friends is Verdict.CLEAR:
            return _tip(Forwarding.LIKELY, "its sender gains nothing: being let in is worth passing on.")
        if reading.among_friends is Verdict.REVIEW:
            return _tip(Forwarding.POSSIBLE, "passed on as long as its sender gains nothing from it.")
    for act, reason in _HOLDS_BACK:
        if act in reading.acts or (act is MarketCue.DISGUISE and reading.disguised):
            return Forwardability(Forwarding.UNLIKELY, act, reason)
    for cue, reason in _CARRIES:
        if cue in reading.social_cues:
            likely = Forwarding.POSSIBLE if cue is SocialCue.PERSONAL else Forwarding.LIKELY
            return Forwardability(likely, cue, reason)
    return Forwardability(Forwarding.POSSIBLE, None, "Nothing in it holds a reader back, and nothing carries it.")


def _tip(forwarding: Forwarding, why: str) -> Forwardability:
    return Forwardability(forwarding, SocialCue.INSIDER, f"It is meant for the inner circle and {why}")
