from dataclasses import replace

import pytest

from model import (
    Advice,
    AdviceKind,
    Channel,
    Classifier,
    DeclaredBy,
    Part,
    PastPost,
    Permission,
    Relationship,
    Scores,
    Verdict,
    advise,
    find_channel,
    judge,
)
from model.advice import MAX_RESCORES, apply
from model.policy import decide
from model.policy.weighing import is_lower

NEWS_AND_PITCH = (
    "I finally opened my bakery and I cried. Come and say hi on Saturday! "
    "25% off everything till midnight with code OVEN25, order here now!!"
)
PITCH = "Last chance: 20% off every candle in my shop till midnight, order here!!"
PAY = "Could you look over my lease on Sunday, Jo? I'll pay you 30 bucks for it."
PRICED_GIFT = "Got you these chocolates, they were $48!"
POSTS = (NEWS_AND_PITCH, PITCH, PAY, PRICED_GIFT, "Please subscribe to my channel and share it, I only need 50 more!")


def advice_for(
    classifier: Classifier, text: str, audience: Channel | Relationship = Relationship.SOCIAL
) -> dict[AdviceKind, Advice]:
    given = advise(classifier, text, judge(classifier, text, audience))
    return {advice.kind: advice for advice in reversed(given)}


@pytest.mark.parametrize("text", POSTS)
def test_the_risk_after_is_the_models_own_for_the_changed_text(classifier: Classifier, text: str) -> None:
    changed = [advice for advice in advise(classifier, text, judge(classifier, text)) if advice.text_after]
    for advice in changed:
        assert advice.text_after is not None
        assert advice.text_after == apply(text, advice.edits)
        assert advice.flip_risk_after == classifier.scores(advice.text_after).social
        assert advice.verdict_after is classifier.verdict(advice.flip_risk_after, Relationship.SOCIAL)


@pytest.mark.parametrize("text", POSTS)
def test_nothing_is_suggested_that_does_not_lower_the_risk(classifier: Classifier, text: str) -> None:
    decision = judge(classifier, text)
    for advice in advise(classifier, text, decision):
        assert advice.flip_risk_after <= 0.75 * decision.flip_risk


@pytest.mark.parametrize("text", POSTS)
def test_every_post_that_is_not_clear_gets_advice_that_lowers_its_verdict(classifier: Classifier, text: str) -> None:
    decision = judge(classifier, text)
    assert decision.verdict is not Verdict.CLEAR
    assert any(is_lower(found.verdict_after, decision.verdict) for found in advise(classifier, text, decision))


def test_a_clear_post_gets_none(classifier: Classifier) -> None:
    text = "Dinner was lovely, Mom! Next one's at ours."
    assert advise(classifier, text, judge(classifier, text)) == ()


def test_customers_need_no_advice(classifier: Classifier) -> None:
    assert advise(classifier, PITCH, judge(classifier, PITCH, Relationship.MARKET)) == ()


def test_the_pitch_is_cut_and_the_news_stays_word_for_word(classifier: Classifier) -> None:
    cut = advice_for(classifier, NEWS_AND_PITCH)[AdviceKind.CUT]
    assert cut.text_after == "I finally opened my bakery and I cried. Come and say hi on Saturday!"
    assert cut.verdict_after is Verdict.CLEAR
    assert not cut.worded


def test_the_offer_goes_where_it_belongs_and_the_news_is_posted_here(classifier: Classifier) -> None:
    move = advice_for(classifier, NEWS_AND_PITCH)[AdviceKind.MOVE]
    assert move.moves_to is Relationship.MARKET
    assert move.text_after == "I finally opened my bakery and I cried. Come and say hi on Saturday!"
    assert "OVEN25" in move.message or "25% off" in move.message


def test_a_post_that_is_all_offer_goes_there_whole(classifier: Classifier) -> None:
    move = advice_for(classifier, PITCH)[AdviceKind.MOVE]
    assert move.text_after is None
    assert move.flip_risk_after == 0


def test_a_favour_is_asked_without_pay(classifier: Classifier) -> None:
    given = advise(classifier, PAY, judge(classifier, PAY))
    assert given[0].verdict_after is Verdict.CLEAR
    for after in [advice.text_after for advice in given if advice.kind is not AdviceKind.MOVE]:
        assert after is not None
        assert after.startswith("Could you look over my lease on Sunday, Jo?")
        assert "30" not in after


def test_the_price_of_a_gift_is_kept_back(classifier: Classifier) -> None:
    (advice,) = advise(classifier, PRICED_GIFT, judge(classifier, PRICED_GIFT))
    assert advice.kind in {AdviceKind.DROP_SUM, AdviceKind.CUT}
    assert advice.text_after == "Got you these chocolates!"
    assert advice.verdict_after is Verdict.CLEAR


def test_no_two_pieces_of_advice_lead_to_one_text(classifier: Classifier) -> None:
    for text in POSTS:
        given = [
            advice for advice in advise(classifier, text, judge(classifier, text)) if advice.kind is not AdviceKind.MOVE
        ]
        after = [advice.text_after for advice in given if advice.edits]
        assert len(set(after)) == len(after)


def test_wordings_are_marked_as_not_the_writers_own(classifier: Classifier) -> None:
    for text in POSTS:
        for advice in advise(classifier, text, judge(classifier, text)):
            written = any(edit.replacement.strip(".!") for edit in advice.edits)
            assert advice.worded or not written or all(len(edit.replacement) <= 1 for edit in advice.edits)


def test_who_tipped_the_balance_is_told_to_give_first(classifier: Classifier) -> None:
    judged = judge(classifier, PITCH, Relationship.MIXED, history=[PastPost(PITCH)])
    harmless = replace(judged.assessment, verdict=Verdict.CLEAR)
    decision = decide(harmless, judged.reading, judged.given)
    assert decision.decided_by is Part.BALANCE
    (advice,) = advise(classifier, PITCH, decision)
    assert advice.kind is AdviceKind.GIVE_FIRST
    assert advice.verdict_after is Verdict.CLEAR
    assert advice.flip_risk_after == decision.flip_risk
    assert "Two gives or answers" in advice.message


def test_readers_are_asked_for_what_the_post_needs(classifier: Classifier) -> None:
    asked = advice_for(classifier, PITCH, find_channel("hobby-club"))[AdviceKind.ASK_PERMISSION]
    assert "“promote to me”" in asked.message
    assert asked.verdict_after is Verdict.REVIEW


def test_who_has_agreed_already_is_not_asked_again(classifier: Classifier) -> None:
    agreed = Channel("club", Relationship.SOCIAL, DeclaredBy.BOTH, permissions=frozenset(Permission))
    assert AdviceKind.ASK_PERMISSION not in advice_for(classifier, PITCH, agreed)


class Counting(Classifier):
    """The classifier itself, which counts how often it scores, and how often roughly."""

    scored = estimated = 0

    def scores(self, text: str) -> Scores:
        self.scored += 1
        return super().scores(text)

    def rough_scores(self, text: str) -> Scores:
        self.estimated += 1
        return super().rough_scores(text)


@pytest.mark.parametrize(("times", "most"), [(1, MAX_RESCORES), (150, 4)])
def test_a_post_is_not_scored_again_without_end(classifier: Classifier, times: int, most: int) -> None:
    counting = Counting(classifier._scorer, classifier.manifest, yardstick=classifier._yardstick)
    text = "\n".join([NEWS_AND_PITCH] * times)
    advise(counting, text, judge(counting, text))
    assert counting.scored <= most
    assert 1 < counting.estimated <= 1 + most


def test_only_what_seems_to_help_is_scored(classifier: Classifier) -> None:
    counting = Counting(classifier._scorer, classifier.manifest, yardstick=classifier._yardstick)
    advise(counting, NEWS_AND_PITCH, judge(counting, NEWS_AND_PITCH))
    assert 0 < counting.scored < counting.estimated
