"""Judging a draft: what `/v1/check` does for one and `/v1/batch` for each of many."""

import math
from datetime import date
from time import monotonic

from model import Channel, Classifier, Relationship, Scores, Verdict, advise, judge_at_a_glance
from model import judge as decide

from ..channels_file import KnownChannels, UnknownChannelError
from .pinned_model import refuse_another_model
from .problem_kinds import INVALID_REQUEST
from .problems import Fault, ProblemError, shown
from .schemas import AnswerWarning, CheckRequest, CheckResponse, RiskBefore, RiskByRelationship

_SHARE_FOR_ADVICE = 2
"""Looking for advice may take so many times as long as judging did."""

_LEFT_OUT = AnswerWarning(
    code="advice-left-out",
    message="There was not enough time left to look for what would help. Allow more with X-Request-Timeout, or send less.",
)


def judge(
    draft: CheckRequest,
    classifier: Classifier,
    channels: KnownChannels,
    until: float = math.inf,
    day: date | None = None,
) -> CheckResponse:
    """Say whether a draft is likely to flip the relationship, why, and what would help.

    `until` is when the answer is due, by the monotonic clock: a verdict without advice is better than none. `day` is when the
    draft is to be sent, where it does not say so itself; today, if not given.
    Raises `InputError` if it can't be judged, and a problem if its channel is not known or contradicts its relationship.
    This takes a while: run it in the workroom, not on the event loop.
    """
    begun = monotonic()
    refuse_another_model(draft.model, classifier)
    decision = decide(
        classifier,
        draft.text,
        _audience(draft, channels),
        history=[past.post for past in draft.history],
        on=draft.date or day or date.today(),
        policy=draft.policy.policy,
    )
    before_all = _before_all(classifier, decision.assessment.scores)
    if draft.advice and decision.verdict is not Verdict.CLEAR and _is_late(begun, until):
        answer = CheckResponse.of(decision, draft.text, before_all, ())
        return answer.model_copy(update={"warnings": [*answer.warnings, _LEFT_OUT]})
    return CheckResponse.of(
        decision, draft.text, before_all, advise(classifier, draft.text, decision) if draft.advice else ()
    )


def judge_quickly(draft: CheckRequest, classifier: Classifier, channels: KnownChannels) -> CheckResponse | None:
    """Judge a draft that is clear at a glance, as `judge` would; None where that takes longer. Raises what `judge` does.

    This may be done on the event loop: it takes less time than to hand the draft to a thread.
    """
    if draft.history:
        return None
    refuse_another_model(draft.model, classifier)
    decision = judge_at_a_glance(classifier, draft.text, _audience(draft, channels), policy=draft.policy.policy)
    if decision is None or decision.verdict is not Verdict.CLEAR:
        return None
    return CheckResponse.of(decision, draft.text, _before_all(classifier, decision.assessment.scores), ())


def is_whole(answer: CheckResponse) -> bool:
    """Tell whether an answer is as good as it would have been with more time."""
    return _LEFT_OUT not in answer.warnings


def _is_late(begun: float, until: float) -> bool:
    """Tell whether looking for advice might take until the answer is due."""
    now = monotonic()
    return now + _SHARE_FOR_ADVICE * (now - begun) > until


def _audience(draft: CheckRequest, channels: KnownChannels) -> Channel | Relationship:
    if draft.channel is None:
        return draft.relationship or Relationship.SOCIAL
    try:
        channel = channels.find(draft.channel)
    except UnknownChannelError as error:
        raise ProblemError.of(
            INVALID_REQUEST,
            Fault(
                field="channel",
                message=str(error),
                code="unknown-channel",
                got=shown(draft.channel),
                allowed=list(error.near) or None,
            ),
        ) from None
    if draft.relationship not in (None, channel.relationship):
        message = (
            f"“relationship” is {draft.relationship}, but the channel “{channel.name}” is {channel.relationship}. "
            "Leave one of the two out, or declare the channel anew."
        )
        fault = Fault(
            field="relationship",
            message=message,
            code="relationship-contradicts-channel",
            got=draft.relationship,
            allowed=[channel.relationship],
        )
        raise ProblemError.of(INVALID_REQUEST, fault)
    return channel


def _before_all(classifier: Classifier, scores: Scores) -> RiskByRelationship:
    def before(relationship: Relationship) -> RiskBefore:
        risk = scores.flip_risk(relationship)
        return RiskBefore(flip_risk=risk, verdict=classifier.verdict(risk, relationship))

    return RiskByRelationship(
        social=before(Relationship.SOCIAL), mixed=before(Relationship.MIXED), market=before(Relationship.MARKET)
    )
