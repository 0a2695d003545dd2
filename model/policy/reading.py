"""What a post does, read off its scores: the acts it carries, how friends would take it, what kind of post it is.

A cue that the model reports in a post which even friends would not feel as a flip is talk, not an act: "we're hiring two
cooks" speaks of wages and offers nobody here a wage. Policy counts acts.
"""

from dataclasses import dataclass

from ..assessment import Scores
from ..manifest import Manifest
from ..norms import MarketCue, Relationship, SocialCue, Verdict

ASKS = frozenset({MarketCue.SALE, MarketCue.WAGE, MarketCue.LEDGER, MarketCue.REACH, MarketCue.LEAD})
"""The acts that ask readers for something. A price tag asks for nothing, and a disguise is a manner."""

GIVES = frozenset({SocialCue.GIFT, SocialCue.THANKS, SocialCue.INSIDER, SocialCue.TOGETHER, SocialCue.CAUSE})
"""The social cues that give readers something. A favour asks, and small talk does neither."""


UNDOES_CONSENT_FROM = 0.5
"""From this score on a disguise undoes a consent that was given: where it is likelier than not. It is reported from a lower one on."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A post as policy sees it.

    `disguise` is the score of that cue, 0 if it is not reported, and `among_friends` the model's verdict before social readers.
    """

    acts: frozenset[MarketCue]
    disguise: float
    social_cues: frozenset[SocialCue]
    among_friends: Verdict

    @property
    def disguised(self) -> bool:
        """Whether a disguise is reported."""
        return self.disguise > 0

    @property
    def undoes_consent(self) -> bool:
        """Whether the post hides so surely what it is that nobody can have agreed to it."""
        return self.disguise >= UNDOES_CONSENT_FROM

    @property
    def asks(self) -> bool:
        """Whether the post asks its readers for something."""
        return bool(self.acts & ASKS)

    @property
    def gives(self) -> bool:
        """Whether the post gives and asks nothing in the same breath."""
        return not self.asks and bool(self.social_cues & GIVES)


def read(scores: Scores, manifest: Manifest) -> Reading:
    """Read a post's scores with the thresholds of the model that gave them."""
    among_friends = manifest.thresholds[Relationship.SOCIAL].verdict(scores.social)
    carried: set[MarketCue] = set()
    if among_friends is not Verdict.CLEAR:
        carried = {cue for cue, score in scores.market_cues.items() if manifest.reports(cue, score)}
    return Reading(
        acts=frozenset(carried - {MarketCue.DISGUISE}),
        disguise=scores.market_cues[MarketCue.DISGUISE] if MarketCue.DISGUISE in carried else 0.0,
        social_cues=frozenset(cue for cue, score in scores.social_cues.items() if manifest.reports(cue, score)),
        among_friends=among_friends,
    )
