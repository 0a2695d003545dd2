"""The chronicle: a channel's past posts, each judged as it would have been on its day, after those before it.

It is what a report and an archive need: the verdict after policy and the kind of every post, without the evidence and the
advice, which cost more than all the rest.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..assessment import Scores
from ..classifier import Classifier
from ..norms import MarketCue, Relationship, Verdict
from .balance import MAX_HISTORY, Balance, PastPost, PostKind, balance, is_recent, kind_of, owed
from .channels import Channel
from .reading import Reading, read
from .weighing import Circumstances, Part, Policy, Step, weigh


@dataclass(frozen=True, slots=True)
class Chronicled:
    """A past post, and what is to be said of it.

    `before` is the balance that it met; `tips` tells that it asked before the last ask had been made good, and
    `owed` counts the gives or answers that were due after it, before the next ask; among market
    readers none is.
    """

    post: PastPost
    scores: Scores
    reading: Reading
    flip_risk: float
    model_verdict: Verdict
    verdict: Verdict
    decided_by: Part
    kind: PostKind
    before: Balance
    tips: bool
    owed: int

    @property
    def cue(self) -> MarketCue | None:
        """The heaviest act that it carries."""
        acts = sorted(self.reading.acts, key=lambda act: -self.scores.market_cues[act])
        return acts[0] if acts else None


class Chronicle:
    """Judges a channel's posts one after another, the oldest first, each in the light of those before it."""

    def __init__(
        self,
        classifier: Classifier,
        audience: Channel | Relationship = Relationship.SOCIAL,
        policy: Policy | None = None,
    ) -> None:
        self.policy = policy or Policy()
        self._classifier = classifier
        self._audience = audience
        self._before: list[tuple[PostKind, dt.date | None]] = []

    def add(self, post: PastPost) -> Chronicled:
        """Judge the next post; raises `InputError` for one that can't be judged, which then is as if it had not been."""
        scores = self._classifier.scores(post.text)
        reading = read(scores, self._classifier.manifest)
        taken = self._stock(post.date, reading)
        kind = kind_of(reading, post.answer)
        given = circumstances(self._audience, self.policy, None if post.answer else taken)
        business = given.relationship is Relationship.MARKET
        steps = weigh_scores(self._classifier, scores, given)
        self._before.append((kind, post.date))
        return Chronicled(
            post=post,
            scores=scores,
            reading=reading,
            flip_risk=scores.flip_risk(given.relationship),
            model_verdict=steps[0].verdict,
            verdict=steps[-1].verdict,
            decided_by=steps[-1].part,
            kind=kind,
            before=taken,
            tips=kind is PostKind.ASK and taken.tipped and not business,
            owed=0 if business else owed([*taken.kinds, kind], self.policy.gives_per_ask),
        )

    def _stock(self, on: dt.date | None, reading: Reading) -> Balance:
        self._before = [past for past in self._before[-MAX_HISTORY:] if is_recent(past[1], on, self.policy.window_days)]
        kinds, dates = [kind for kind, _ in self._before], [date for _, date in self._before]
        return balance(kinds, dates, reading.asks, on, self.policy.gives_per_ask)


def chronicle(
    classifier: Classifier,
    posts: Iterable[PastPost],
    audience: Channel | Relationship = Relationship.SOCIAL,
    policy: Policy | None = None,
) -> Iterator[Chronicled]:
    """Judge a channel's posts, the oldest first; raises `InputError` at one that can't be judged."""
    told = Chronicle(classifier, audience, policy)
    yield from map(told.add, posts)


def weigh_scores(classifier: Classifier, scores: Scores, given: Circumstances) -> tuple[Step, ...]:
    """Weigh scores as `judge` weighs an assessment, but without the reason of the model, which needs evidence."""
    verdict = classifier.verdict(scores.flip_risk(given.relationship), given.relationship)
    return weigh(verdict, "", read(scores, classifier.manifest), given)


def circumstances(
    audience: Channel | Relationship, policy: Policy | None = None, taken: Balance | None = None
) -> Circumstances:
    """Put together what is known besides a text."""
    channel = audience if isinstance(audience, Channel) else None
    relationship = audience.relationship if isinstance(audience, Channel) else audience
    policy = policy or Policy()
    return Circumstances(relationship, channel, taken if policy.balance else None, policy)
