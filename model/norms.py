"""The vocabulary: relationships, verdicts, cues, and the norm that each market cue breaks.

Everything that names a relationship or a cue (corpus checks, the HTTP schema, messages, docs) reads it here.
The grounds are the ones of the annotation guide, `training/corpus/GUIDE.md`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Relationship(StrEnum):
    """How the readers see their tie with the author. Undefined means `SOCIAL`, the careful reading."""

    SOCIAL = "social"
    MIXED = "mixed"
    MARKET = "market"


class Verdict(StrEnum):
    """What FlipGuard says of a post, from harmless to harmful."""

    CLEAR = "clear"
    REVIEW = "review"
    FLIP = "flip"


class MarketCue(StrEnum):
    """What the reader is made to hand over; `DISGUISE` is a manner on top of one of the others."""

    SALE = "sale"
    WAGE = "wage"
    LEDGER = "ledger"
    REACH = "reach"
    LEAD = "lead"
    PRICE_TAG = "price_tag"
    DISGUISE = "disguise"


class SocialCue(StrEnum):
    """What keeps a post social."""

    GIFT = "gift"
    THANKS = "thanks"
    FAVOUR = "favour"
    INSIDER = "insider"
    TOGETHER = "together"
    CAUSE = "cause"
    PERSONAL = "personal"


@dataclass(frozen=True, slots=True)
class Norm:
    """The social norm behind a market cue.

    `hands_over` is what the reader must give, `role` what he becomes by it (it completes "the reader becomes …"),
    `sentence` the norm that is broken, `source` where that was found.
    """

    hands_over: str
    role: str
    sentence: str
    source: str


NORMS: Mapping[MarketCue, Norm] = MappingProxyType(
    {
        MarketCue.SALE: Norm(
            hands_over="money for a thing or for access",
            role="a customer",
            sentence="Among friends a sales pitch steps over the line, and a price on what was free here is taken as a breach.",
            source="Woods, Market Relationships, Social Relationships (Eloqua, 2009); Aggarwal, J. Consumer Research 31 (2004)",
        ),
        MarketCue.WAGE: Norm(
            hands_over="labour, for pay",
            role="a hired hand",
            sentence="A favour is done gladly for nothing; offered pay, people compare rates, and a small sum moves them least.",
            source="Heyman & Ariely, Psychological Science 15 (2004; expression of concern 2021, direction replicated in Collabra 2022); Ariely, Predictably Irrational, ch. 4",
        ),
        MarketCue.LEDGER: Norm(
            hands_over="money or a return for the past, or for a lapse",
            role="a debtor",
            sentence="Friends do not keep accounts of kindness; a bill or a fine turns goodwill into a tariff, and it does not wear off.",
            source="Clark & Mills, J. Personality and Social Psychology 37 (1979); Gneezy & Rustichini, J. Legal Studies 29 (2000)",
        ),
        MarketCue.REACH: Norm(
            hands_over="unpaid work or contacts, for a business or for the author's numbers",
            role="a sales channel",
            sentence="People pass on what is good for their friends, not what is good for the sender; asked to advertise, they feel used.",
            source="Woods, Market Relationships, Social Relationships (Eloqua, 2009); Verlegh et al., J. Academy of Marketing Science 41 (2013)",
        ),
        MarketCue.LEAD: Norm(
            hands_over="time, data or contacts for a pitch",
            role="a prospect",
            sentence="A friendship must not be worked for outside gain; recruiting or prospecting among friends puts the tie itself up for sale.",
            source="Grayson, J. Marketing 71 (2007); Heide & Wathne, J. Marketing 70 (2006)",
        ),
        MarketCue.PRICE_TAG: Norm(
            hands_over="nothing, but hears a price put on a kindness",
            role="the receiver of a sum",
            sentence="A gift with its price named works like a payment: the giver is thanked for money, no longer for the thought.",
            source="Heyman & Ariely, Psychological Science 15 (2004; expression of concern 2021); Ariely, Predictably Irrational, ch. 4",
        ),
        MarketCue.DISGUISE: Norm(
            hands_over="trust, under a false flag",
            role="a target",
            sentence="A market act dressed as friendship is judged worse than an open one, for only one side meant the friendship.",
            source="Naslund, Your Relationship Isn't Mine (2009); Tuk et al., J. Consumer Psychology 19 (2009); McGraw, Schwartz & Tetlock, J. Consumer Research 39 (2012)",
        ),
    }
)

SOCIAL_CUE_MEANINGS: Mapping[SocialCue, str] = MappingProxyType(
    {
        SocialCue.GIFT: "gives something away: a thing, help, time or knowledge, with no price and nothing asked back",
        SocialCue.THANKS: "thanks, gives credit or celebrates somebody else",
        SocialCue.FAVOUR: "asks for help, advice or company the way a friend does, without pay",
        SocialCue.INSIDER: "hands on something meant for the inner circle, with no gain for the sender",
        SocialCue.TOGETHER: "makes or does something together: turns, or an even split of a joint cost at cost",
        SocialCue.CAUSE: "speaks for need, mutual aid or charity, or rallies round somebody",
        SocialCue.PERSONAL: "shares news, feelings, jokes, memories, opinions or small talk",
    }
)

READERS: Mapping[Relationship, str] = MappingProxyType(
    {
        Relationship.SOCIAL: "people bound to you by goodwill, not pay: family, friends, neighbours, a club, volunteers",
        Relationship.MIXED: "both kinds side by side, and they know it: a creator's followers, an open account, a professional network",
        Relationship.MARKET: "people who are there for business: a shop's customers, a job board, a list that was signed up to for offers",
    }
)
