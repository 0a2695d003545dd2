"""Repair: what may be done after a flip, as the literature has it, each with its source and how far that carries.

No study has measured how a post's flip is mended. These are findings about fines, apologies and broken trust, carried
over with care; `strength` says what each rests on and `caution` where it ends.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .norms import MarketCue


class Strength(StrEnum):
    """What a finding rests on, from the strongest to the weakest."""

    FIELD = "field experiment"
    LABORATORY = "laboratory experiments"
    SCENARIOS = "scenario studies"
    EXPERIENCE = "practitioners' experience"


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing to do after a flip, or to leave.

    `code` is a stable word for programs; `do` says it to the writer, `because` what was found, `caution` what was not.
    """

    code: str
    do: str
    because: str
    source: str
    strength: Strength
    caution: str


_DELETION = Repair(
    "deleting-is-none",
    "Don't count on deleting the post. Take back what it asked for, and say that you do.",
    "Six day-care centres that fined late parents saw them rise from 8 to about 18.5 a week, and there they stayed after "
    "the fine was gone; four others that never fined saw no rise.",
    "Gneezy & Rustichini, A Fine Is a Price, J. Legal Studies 29 (2000)",
    Strength.FIELD,
    "It is one study, of a fine and not of a post; asked in vignettes, people did not answer so (Metcalf et al., 2020).",
)
_APOLOGY = Repair(
    "name-the-norm",
    "Apologise once, and name what you did: “I put a price on your dinner; that was wrong.” Take it on yourself, and "
    "offer to put it right.",
    "Apologies that have more of their parts, from regret to an offer of repair, were found more effective than those "
    "with fewer.",
    "Lewicki, Polin & Lount, Negotiation and Conflict Management Research 9 (2016)",
    Strength.SCENARIOS,
    "It works less well after a breach of integrity than after a slip. To 1.5 million riders, repeated apologies and "
    "promises to do better were worse than none (Halperin et al., Economic Journal 132, 2022).",
)
_NO_MONEY = Repair(
    "do-not-pay",
    "Don't make up for it with money or a voucher.",
    "Customers take a coupon as the best apology; that is what makes it the wrong one here, where it would be a second "
    "payment.",
    "Halperin, Ho, List & Muir, Economic Journal 132 (2022)",
    Strength.FIELD,
    "The field experiment was among customers. That friends would take it ill is inferred from the norm, not measured.",
)
_GIVING = Repair(
    "give-again",
    "Go back to giving: help, answer and thank, several times over, before you ask for anything.",
    "Trust that an untrustworthy act had harmed was restored by a consistent series of trustworthy ones.",
    "Schweitzer, Hershey & Bradlow, Organizational Behavior and Human Decision Processes 101 (2006)",
    Strength.LABORATORY,
    "It was a money game among strangers. How many acts a friendship needs nobody knows.",
)
_MOVING = Repair(
    "own-place",
    "Give the market part a place of its own, call it business there, and keep it out of here.",
    "Where a sales purpose was open, people found the seller more sincere than where it hid behind friendship.",
    "Tuk et al., J. Consumer Psychology 19 (2009); McGraw, Schwartz & Tetlock, J. Consumer Research 39 (2012); "
    "Woods, Market Relationships, Social Relationships (Eloqua, 2009)",
    Strength.LABORATORY,
    "Candour mends sincerity; it does not make an offer to friends welcome. The place of its own is Woods' advice.",
)
_TIME = Repair(
    "give-it-time",
    "Give it time, and don't ask them whether it is all right again.",
    "Over two months, ties with a brand that seemed sincere suffered from a transgression, while ties with an exciting "
    "one revived.",
    "Aaker, Fournier & Brasel, J. Consumer Research 31 (2004)",
    Strength.FIELD,
    "It was one on-line photo service and its customers, not friends.",
)
_AFTER_DISGUISE = Repair(
    "expect-less-after-disguise",
    "If it was dressed as friendship, say so yourself, and expect that some trust stays lost.",
    "Trust harmed by deceit never fully recovered, even with an apology, a promise and a series of trustworthy acts.",
    "Schweitzer, Hershey & Bradlow, Organizational Behavior and Human Decision Processes 101 (2006)",
    Strength.LABORATORY,
    "It was a money game among strangers.",
)

REPAIRS: tuple[Repair, ...] = (_DELETION, _APOLOGY, _NO_MONEY, _GIVING, _MOVING, _TIME, _AFTER_DISGUISE)

_CAN_BE_MOVED = frozenset({MarketCue.SALE, MarketCue.REACH, MarketCue.LEAD, MarketCue.WAGE})


def repairs_after(cues: Iterable[MarketCue]) -> tuple[Repair, ...]:
    """Give the repairs that fit a post with these cues, in the order to go about them."""
    carried = frozenset(cues)
    left_out = {
        _MOVING: not carried & _CAN_BE_MOVED,
        _AFTER_DISGUISE: MarketCue.DISGUISE not in carried,
    }
    return tuple(repair for repair in REPAIRS if not left_out.get(repair, False))
