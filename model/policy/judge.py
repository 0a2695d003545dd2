"""From a draft, its audience and what was sent before to a decision: the one call that a door needs."""

from collections.abc import Sequence
from datetime import date

from ..classifier import Classifier
from ..errors import InputError
from ..norms import Relationship
from .balance import MAX_HISTORY, Balance, PastPost, PostKind, balance, kind_of, recent_places
from .channels import Channel
from .decision import Decision, decide
from .reading import read
from .weighing import Circumstances, Policy


def judge(
    classifier: Classifier,
    text: str,
    audience: Channel | Relationship = Relationship.SOCIAL,
    *,
    history: Sequence[PastPost] = (),
    on: date | None = None,
    policy: Policy | None = None,
) -> Decision:
    """Judge a draft before an audience, with the posts that were sent to it before.

    `on` is the day of the draft, from which the history's window and the days since the last ask are counted. Raises
    `InputError` for a text, in the draft or in the history, that can't be judged.
    """
    policy = policy or Policy()
    channel, relationship = _readers(audience)
    assessment = classifier.assess(text, relationship)
    reading = read(assessment.scores, classifier.manifest)
    taken = None
    if policy.balance and history and relationship is not Relationship.MARKET:
        taken = take_stock(classifier, history, draft_asks=reading.asks, on=on, policy=policy)
    return decide(assessment, reading, Circumstances(relationship, channel, taken, policy))


def judge_at_a_glance(
    classifier: Classifier,
    text: str,
    audience: Channel | Relationship = Relationship.SOCIAL,
    *,
    policy: Policy | None = None,
) -> Decision | None:
    """Judge a draft without a history if that takes a moment alone, as `Classifier.glance` says; None for every other.

    Gives what `judge` would; raises `InputError` as it does.
    """
    channel, relationship = _readers(audience)
    assessment = classifier.glance(text, relationship)
    if assessment is None:
        return None
    reading = read(assessment.scores, classifier.manifest)
    return decide(assessment, reading, Circumstances(relationship, channel, None, policy or Policy()))


def _readers(audience: Channel | Relationship) -> tuple[Channel | None, Relationship]:
    return (audience, audience.relationship) if isinstance(audience, Channel) else (None, audience)


def take_stock(
    classifier: Classifier, history: Sequence[PastPost], *, draft_asks: bool, on: date | None, policy: Policy
) -> Balance:
    """Take stock of past posts, each read as quickly as a post can be."""
    if len(history) > MAX_HISTORY:
        raise InputError(
            f"The history holds {len(history)} posts; at most {MAX_HISTORY} are weighed. Send the latest.",
            field="history",
            code="history-too-long",
        )
    places = recent_places(history, on, policy.window_days)
    kinds = [post_kind(classifier, history[place], f"history.{place}.text") for place in places]
    return balance(kinds, [history[place].date for place in places], draft_asks, on, policy.gives_per_ask, places)


def post_kind(classifier: Classifier, post: PastPost, field: str = "text") -> PostKind:
    """Say what a past post does for the balance; `field` names it in the error if it can't be read."""
    if post.answer:
        return PostKind.ANSWER
    try:
        scores = classifier.scores(post.text)
    except InputError as error:
        raise InputError(str(error), field=field, code=error.code) from error
    return kind_of(read(scores, classifier.manifest))
