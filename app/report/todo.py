"""Three things to do: measurement is not the goal, action is ("13 truths", the Social CMO round-up of 2010)."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from model import (
    NEEDS,
    NORMS,
    Channel,
    Classifier,
    DeclaredBy,
    MarketCue,
    Permission,
    PostKind,
    Relationship,
    Verdict,
    circumstances,
    contradictions,
    repairs_after,
    weigh_scores,
)

from .figures import CueCost, WorstPost
from .periods import day_in_words
from .review import ChannelReview, Review

THINGS = 3

_FRESH_DAYS = 30
"""A flip that is older, counted from the last post, is not brought up again."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing to do: what, why by the figures, and how to go about it."""

    do: str
    why: str
    how: str


_CUE_WORDS = {
    MarketCue.SALE: "Give your offers a place of their own",
    MarketCue.WAGE: "Ask for favours without pay, and offer jobs where jobs are offered",
    MarketCue.LEDGER: "Stop keeping accounts before your readers",
    MarketCue.REACH: "Give readers something that they like to pass on, and stop asking them to",
    MarketCue.LEAD: "Answer those who ask, and pitch to nobody else",
    MarketCue.PRICE_TAG: "Leave the price off what you give",
    MarketCue.DISGUISE: "Say first what you gain",
}


def things_to_do(
    classifier: Classifier, review: Review, costs: Sequence[CueCost], worst: Sequence[WorstPost]
) -> tuple[Thing, ...]:
    """Give the three things that would help most, by the figures; habits to keep where fewer are amiss."""
    return tuple(islice(_all(classifier, review, costs, worst), THINGS))


def _all(
    classifier: Classifier, review: Review, costs: Sequence[CueCost], worst: Sequence[WorstPost]
) -> Iterator[Thing]:
    yield from (_against_cue(review, cost, worst) for cost in costs[:1])
    yield from _restore_balance(review)
    yield from _repair(review)
    yield from _ask_permission(classifier, review)
    yield from (_against_cue(review, cost, worst) for cost in costs[1:2])
    yield from _settle_declarations(review)
    yield from _habits(review)


def _against_cue(review: Review, cost: CueCost, worst: Sequence[WorstPost]) -> Thing:
    of_all = len(review.of(Verdict.FLIP)) + len(review.of(Verdict.REVIEW))
    own = cost.flips + cost.near
    name = cost.cue.replace("_", " ")
    why = f"{own} of the {of_all} posts that flipped or nearly did turned on a {name}. {NORMS[cost.cue].sentence}"
    example = next((one for one in worst if one.reviewed.cues[:1] == (cost.cue,) and one.advice), None)
    return Thing(_CUE_WORDS[cost.cue], why, _by_example(example) if example else "Check the next draft for it first.")


def _by_example(one: WorstPost) -> str:
    advice, post = one.advice, one.reviewed.post
    assert advice is not None
    risk = f"flip risk {one.reviewed.found.flip_risk:.2f} → {advice.flip_risk_after:.2f}"
    there = " there" if advice.moves_to and not advice.edits else ""
    return f"The worst was on {day_in_words(post.date)}, on {post.place}. {advice.message} ({risk}{there})"


def _restore_balance(review: Review) -> Iterator[Thing]:
    tipped = [channel for channel in review.channels if channel.tipping]
    if not tipped:
        return
    channel = max(tipped, key=lambda one: len(one.tipping))
    counts = _kinds(channel)
    given = counts[PostKind.GIVE] + counts[PostKind.ANSWER]
    early = len(channel.tipping)
    per_ask = review.policy.gives_per_ask
    why = (
        f"On {channel.name} you asked {_times(counts[PostKind.ASK])} and gave or answered {_times(given)}; "
        f"{early} of the asks came before the one before had been made good."
    )
    owed = channel.owed
    due = f"{owed} {'is' if owed == 1 else 'are'} due before the next ask." if owed else "Nothing is due at present."
    how = f"Put {per_ask} gives or answers between two asks: help, thank, let people in. {due}"
    yield Thing(f"Give before you ask on {channel.name}", why, how)


def _repair(review: Review) -> Iterator[Thing]:
    flips = review.of(Verdict.FLIP)
    if not flips or flips[-1].post.date < review.posts[-1].post.date - dt.timedelta(days=_FRESH_DAYS):
        return
    latest = flips[-1]
    steps = repairs_after(latest.cues)
    apology = next(step for step in steps if step.code == "name-the-norm")
    deletion = next(step for step in steps if step.code == "deleting-is-none")
    yield Thing(
        f"Mend the flip of {day_in_words(latest.post.date)} on {latest.post.place}",
        f"It is the latest, and taking it down may not undo it. {deletion.because} ({deletion.source}.) {deletion.caution}",
        f"{apology.do} {deletion.do}",
    )


def _ask_permission(classifier: Classifier, review: Review) -> Iterator[Thing]:
    found = [
        (channel, permission, spared)
        for channel in review.channels
        for permission in (Permission.PROMOTE_TO_ME, Permission.RECOMMEND_YOU)
        if (spared := _spared(classifier, channel, permission))
    ]
    if not found:
        return
    channel, permission, spared = max(found, key=lambda one: one[2])
    yield Thing(
        f"Ask your readers on {channel.name} whether they agree to “{permission.words}”",
        f"With their yes {spared} of your posts there would have come out a step milder; without it each was an ask "
        "that nobody had agreed to.",
        f"Ask once, take a no for an answer, and declare what they say: flipguard channels init {channel.name} --replace",
    )


def _spared(classifier: Classifier, channel: ChannelReview, permission: Permission) -> int:
    """Count the posts whose verdict would be lower if the readers of a channel agreed to this themselves."""
    audience = channel.audience
    if not isinstance(audience, Channel) or channel.relationship is Relationship.MARKET:
        return 0
    needed = {one for need in NEEDS.values() if permission in need.permissions for one in need.permissions}
    agreeing = replace(audience, declared_by=DeclaredBy.BOTH, permissions=audience.permissions | needed)
    order = tuple(Verdict)
    return sum(
        order.index(weigh_scores(classifier, one.found.scores, circumstances(agreeing))[-1].verdict)
        < order.index(one.verdict)
        for one in channel.posts
        if one.verdict is not Verdict.CLEAR
    )


def _settle_declarations(review: Review) -> Iterator[Thing]:
    for channel in review.channels:
        faults = contradictions(channel.audience) if isinstance(channel.audience, Channel) else ()
        if faults:
            yield Thing(f"Settle what {channel.name} is", faults[0].message, faults[0].way_out)
            return
    nameless = sum(len(channel.posts) for channel in review.channels if not isinstance(channel.audience, Channel))
    if nameless:
        why = f"{nameless} posts name no channel, so nothing is known of who read them but what was assumed."
        yield Thing("Declare who reads you", why, "flipguard channels init asks the few questions.")


def _habits(review: Review) -> Iterator[Thing]:
    gives = [one for one in review.posts if one.found.kind in (PostKind.GIVE, PostKind.ANSWER)]
    if gives:
        latest = gives[-1]
        why = f"{len(gives)} of your {len(review.posts)} posts gave or answered, the last on {day_in_words(latest.post.date)}."
        yield Thing("Keep giving", why, "It is what readers stay for, and what an ask may lean on.")
    else:
        yield Thing("Give something", "None of your posts gave or answered.", "Help, thank, or let people in.")
    yield Thing(
        "Check each draft before it goes out",
        "A post can be changed until it is published; a flip stays.",
        "flipguard check DRAFT.md, or the page that flipguard serve shows.",
    )
    yield Thing(
        "Ask your readers how they see it",
        "A relationship that only one side means is not one.",
        "Ask once, and declare what they say with flipguard channels init.",
    )


def _times(number: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number} times")


def _kinds(channel: ChannelReview) -> dict[PostKind, int]:
    return {kind: sum(one.found.kind is kind for one in channel.posts) for kind in PostKind}
