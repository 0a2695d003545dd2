from datetime import date

from model import Classifier, Part, PastPost, PostKind, Relationship, Verdict, chronicle, declare, find_channel, judge

SALE = "Last chance: 20% off every candle in my shop till midnight, order here!!"
GIFT = "I made far too much soup, so come by with a jar and take some home. No charge, obviously!"
CHAT = "Good morning! Snow on the hill, and the dog is beside himself."

MAY = [date(2026, 5, day) for day in range(1, 31)]


def test_each_post_is_judged_as_a_draft_would_have_been_on_its_day(classifier: Classifier) -> None:
    club = declare("club", {"relationship": "social", "declared_by": "both", "permissions": ["promote_to_me"]})
    posts = [PastPost(text, day) for text, day in zip((SALE, GIFT, CHAT, SALE, SALE), MAY, strict=False)]
    for channel in (club, find_channel("reddit"), find_channel("linkedin")):
        for index, found in enumerate(chronicle(classifier, posts, channel)):
            draft = posts[index]
            decision = judge(classifier, draft.text, channel, history=posts[:index], on=draft.date)
            assert (found.verdict, found.decided_by) == (decision.verdict, decision.decided_by)
            assert (found.flip_risk, found.model_verdict) == (decision.flip_risk, decision.assessment.verdict)
            if decision.balance:
                assert found.before == decision.balance


def test_the_ask_that_comes_too_early_tips_the_balance(classifier: Classifier) -> None:
    posts = [PastPost(text, day) for text, day in zip((SALE, GIFT, SALE, GIFT, GIFT, SALE), MAY, strict=False)]
    found = list(chronicle(classifier, posts))
    assert [one.kind for one in found] == [PostKind(kind) for kind in ("ask", "give", "ask", "give", "give", "ask")]
    assert [one.tips for one in found] == [False, False, True, False, False, False]
    assert [one.owed for one in found] == [2, 1, 2, 1, 0, 2]


def test_an_answer_to_who_asked_is_no_ask(classifier: Classifier) -> None:
    _, answer = chronicle(classifier, [PastPost(SALE, MAY[0]), PastPost(SALE, MAY[1], answer=True)])
    assert (answer.kind, answer.tips) == (PostKind.ANSWER, False)


def test_what_lies_before_the_window_is_forgotten(classifier: Classifier) -> None:
    _, late = chronicle(classifier, [PastPost(SALE, date(2025, 1, 1)), PastPost(SALE, date(2026, 1, 1))])
    assert not late.tips


def test_before_market_readers_nothing_is_owed(classifier: Classifier) -> None:
    found = list(chronicle(classifier, [PastPost(SALE)] * 3, Relationship.MARKET))
    assert {(one.verdict, one.decided_by, one.tips, one.owed) for one in found} == {
        (Verdict.CLEAR, Part.MODEL, False, 0)
    }


def test_the_heaviest_act_is_named(classifier: Classifier) -> None:
    sale, chat = chronicle(classifier, [PastPost(SALE), PastPost(CHAT)])
    assert sale.cue == "sale"
    assert chat.cue is None
