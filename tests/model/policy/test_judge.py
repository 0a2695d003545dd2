from dataclasses import replace
from datetime import date, timedelta

import pytest

from model import (
    MAX_HISTORY,
    PRESETS,
    Channel,
    Classifier,
    DeclaredBy,
    InputError,
    Part,
    PastPost,
    Permission,
    Policy,
    PostKind,
    Relationship,
    Verdict,
    declare,
    find_channel,
    judge,
    post_kind,
)

PITCH = "Last chance: 20% off every candle in my shop till midnight, order here!!"
GIFT = "Free seeds on my doorstep, help yourselves."
CHAT = "Saw a man teach a goose to queue at the bus stop this morning."


def test_a_decision_keeps_the_models_own_assessment(classifier: Classifier) -> None:
    for audience in (Relationship.SOCIAL, find_channel("family-chat")):
        decision = judge(classifier, PITCH, audience)
        assert decision.assessment == classifier.assess(PITCH, Relationship.SOCIAL)
        assert decision.steps[0].verdict is decision.assessment.verdict
        assert decision.flip_risk == decision.assessment.flip_risk


def test_a_bare_relationship_brings_no_policy_with_it(classifier: Classifier) -> None:
    decision = judge(classifier, PITCH, Relationship.SOCIAL)
    assert decision.channel is None
    assert decision.unmet_needs == ()
    assert decision.decided_by is Part.MODEL
    assert decision.because == decision.assessment.because


def test_a_channel_is_judged_by_its_relationship(classifier: Classifier) -> None:
    assert judge(classifier, PITCH, find_channel("facebook-friends")).verdict is Verdict.FLIP
    assert judge(classifier, PITCH, find_channel("linkedin")).verdict is Verdict.CLEAR


def test_a_post_is_told_which_permission_it_lacks(classifier: Classifier) -> None:
    decision = judge(classifier, PITCH, find_channel("family-chat"))
    assert Permission.PROMOTE_TO_ME in decision.unmet_needs[0].missing
    assert decision.unmet_needs[0].message in decision.because


def test_consent_lowers_the_verdict_and_leaves_the_risk(classifier: Classifier) -> None:
    asked = Channel(
        "candle-friends", Relationship.SOCIAL, DeclaredBy.BOTH, permissions=frozenset({Permission.PROMOTE_TO_ME})
    )
    decision = judge(classifier, PITCH, asked)
    assert decision.assessment.verdict is Verdict.FLIP
    assert decision.verdict is Verdict.REVIEW
    assert decision.decided_by is Part.PERMISSION
    assert decision.flip_risk == classifier.assess(PITCH).flip_risk
    assert "have agreed" in decision.because
    assert decision.assessment.because in decision.because


def test_the_answer_says_when_nobody_declared_the_channel(classifier: Classifier) -> None:
    decision = judge(classifier, CHAT, find_channel("linkdin"))
    assert [warning.code for warning in decision.warnings] == ["channel-undeclared"]
    assert decision.relationship is Relationship.SOCIAL


def test_the_answer_says_when_only_the_author_declared_the_channel(classifier: Classifier) -> None:
    decision = judge(classifier, CHAT, declare("mug-club", {"permissions": ["support me"]}))
    assert [warning.code for warning in decision.warnings] == ["channel-one-sided"]


def test_the_answer_says_when_friends_were_declared_a_market(classifier: Classifier) -> None:
    decision = judge(classifier, PITCH, declare("family-chat", {"relationship": "market"}))
    assert [warning.code for warning in decision.warnings] == ["channel-market-by-decree"]


def test_a_preset_brings_no_warning(classifier: Classifier) -> None:
    assert judge(classifier, CHAT, PRESETS["twitter"]).warnings == ()


def test_past_posts_are_read_for_what_they_gave_and_asked(classifier: Classifier) -> None:
    assert post_kind(classifier, PastPost(PITCH)) is PostKind.ASK
    assert post_kind(classifier, PastPost(GIFT)) is PostKind.GIVE
    assert post_kind(classifier, PastPost(CHAT)) is PostKind.OTHER
    assert post_kind(classifier, PastPost(PITCH, answer=True)) is PostKind.ANSWER


def test_a_history_makes_a_balance(classifier: Classifier) -> None:
    today = date(2026, 5, 1)
    history = [PastPost(GIFT, today - timedelta(9)), PastPost(PITCH, today - timedelta(4))]
    decision = judge(classifier, PITCH, Relationship.MIXED, history=history, on=today)
    assert decision.balance is not None
    assert (decision.balance.gives, decision.balance.asks) == (1, 1)
    assert decision.balance.days_since_last_ask == 4
    assert decision.balance.tipped


def test_without_a_history_or_before_customers_there_is_no_balance(classifier: Classifier) -> None:
    assert judge(classifier, PITCH).balance is None
    assert judge(classifier, PITCH, Relationship.MARKET, history=[PastPost(PITCH)]).balance is None


def test_too_long_a_history_is_refused(classifier: Classifier) -> None:
    with pytest.raises(InputError, match="at most 50") as refused:
        judge(classifier, CHAT, history=[PastPost(CHAT)] * (MAX_HISTORY + 1))
    assert refused.value.field == "history"


def test_a_past_post_that_cannot_be_read_is_named(classifier: Classifier) -> None:
    with pytest.raises(InputError, match="no words") as refused:
        judge(classifier, CHAT, history=[PastPost(CHAT), PastPost("…")])
    assert refused.value.field == "history.1.text"


def test_every_part_can_be_switched_off(classifier: Classifier) -> None:
    off = Policy(permissions=False, stage=False, balance=False, forwardability=False)
    decision = judge(classifier, PITCH, find_channel("family-chat"), history=[PastPost(PITCH)], policy=off)
    assert decision.unmet_needs == ()
    assert decision.balance is None
    assert decision.forwardability is None
    assert decision.verdict is decision.assessment.verdict


def test_the_same_decision_comes_out_twice(classifier: Classifier) -> None:
    channel = replace(find_channel("twitter"), declared_by=DeclaredBy.BOTH)
    history = [PastPost(PITCH), PastPost(GIFT)]
    assert judge(classifier, PITCH, channel, history=history) == judge(classifier, PITCH, channel, history=history)
