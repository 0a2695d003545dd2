"""The figures of a report: how many flipped when, how give and ask stand, and what each cue cost."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from model import Advice, AdviceKind, Classifier, MarketCue, Part, PostKind, Verdict, advise, judge

from .periods import Period
from .review import Review, Reviewed

WORST = 10
"""A report shows no more posts at length than these."""


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """What was posted in a period: by verdict, by what it did for the balance, and how many asks came too early."""

    period: Period
    verdicts: Mapping[Verdict, int]
    kinds: Mapping[PostKind, int]
    tipping: int


@dataclass(frozen=True, slots=True)
class CueCost:
    """What a cue cost: flips and near-flips whose heaviest cue it was, and the flips that are to be expected of them.

    `cost` is the sum of their flip risks.
    """

    cue: MarketCue
    flips: int
    near: int
    cost: float


@dataclass(frozen=True, slots=True)
class WorstPost:
    """A post at length: why, and what would have helped."""

    reviewed: Reviewed
    because: str
    marked: tuple[tuple[str, bool], ...]
    advice: Advice | None


def by_period(posts: Sequence[Reviewed], over: Sequence[Period]) -> tuple[PeriodFigures, ...]:
    """Count posts by the period of their day."""
    found = []
    for period in over:
        own = [one for one in posts if period.holds(one.post.date)]
        found.append(
            PeriodFigures(
                period,
                Counter(one.verdict for one in own),
                Counter(one.found.kind for one in own),
                sum(one.found.tips for one in own),
            )
        )
    return tuple(found)


def cue_costs(posts: Sequence[Reviewed]) -> tuple[CueCost, ...]:
    """Give what each cue cost, the costliest first; a cue that cost nothing is left out."""
    by_cue: dict[MarketCue, list[Reviewed]] = {}
    for one in posts:
        if one.verdict is not Verdict.CLEAR and one.cues:
            by_cue.setdefault(one.cues[0], []).append(one)
    costs = [
        CueCost(
            cue,
            sum(one.verdict is Verdict.FLIP for one in own),
            sum(one.verdict is Verdict.REVIEW for one in own),
            sum(one.found.flip_risk for one in own),
        )
        for cue, own in by_cue.items()
    ]
    return tuple(sorted(costs, key=lambda cost: -cost.cost))


def worst_posts(classifier: Classifier, review: Review, most: int = WORST) -> tuple[WorstPost, ...]:
    """Give the worst posts, each with its reason and the best advice; none is clear."""
    harmful = [one for one in review.posts if one.verdict is not Verdict.CLEAR]
    harmful.sort(key=lambda one: (one.verdict is not Verdict.FLIP, -one.found.flip_risk))
    return tuple(_at_length(classifier, one) for one in harmful[:most])


def _at_length(classifier: Classifier, one: Reviewed) -> WorstPost:
    text = one.post.text
    decision = judge(classifier, text, one.post.audience)
    if one.found.decided_by is Part.BALANCE:
        said = f"It asked again too early. {one.found.before.message}"
        return WorstPost(one, said, ((text, False),), _give_first(one))
    advice = next(iter(advise(classifier, text, decision)), None)
    spans = sorted({span for cue in decision.assessment.cues for span in cue.spans})
    return WorstPost(one, decision.because, _marked(text, [(span.start, span.end) for span in spans]), advice)


def _give_first(one: Reviewed) -> Advice:
    return Advice(
        kind=AdviceKind.GIVE_FIRST,
        cue=None,
        message=f"Give or answer before you ask. {one.found.before.restore}",
        edits=(),
        worded=False,
        moves_to=None,
        text_after=None,
        flip_risk_after=one.found.flip_risk,
        verdict_after=Verdict.CLEAR,
    )


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    """Cut a text into stretches, and tell of each whether it carries the evidence."""
    pieces: list[tuple[str, bool]] = []
    reached = 0
    for start, end in spans:
        start = max(start, reached)
        if start < end:
            pieces += [(text[reached:start], False), (text[start:end], True)]
            reached = end
    pieces.append((text[reached:], False))
    return tuple(piece for piece in pieces if piece[0])
