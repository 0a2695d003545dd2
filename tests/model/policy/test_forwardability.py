import pytest

from model import Forwarding, MarketCue, SocialCue, Verdict
from model.policy import Reading, forwardability


def post(*cues: MarketCue | SocialCue, verdict: Verdict | None = None) -> Reading:
    market = {cue for cue in cues if isinstance(cue, MarketCue)}
    return Reading(
        acts=frozenset(market - {MarketCue.DISGUISE}),
        disguise=0.3 * (MarketCue.DISGUISE in market),
        social_cues=frozenset(cue for cue in cues if isinstance(cue, SocialCue)),
        among_friends=verdict or (Verdict.FLIP if market else Verdict.CLEAR),
    )


@pytest.mark.parametrize("cue", MarketCue)
def test_nobody_passes_on_a_market_act(cue: MarketCue) -> None:
    said = forwardability(post(cue, SocialCue.PERSONAL))
    assert said.forwarding is Forwarding.UNLIKELY
    assert said.cue is cue
    assert said.reason.endswith(".")


@pytest.mark.parametrize("cue", [SocialCue.GIFT, SocialCue.CAUSE, SocialCue.THANKS, SocialCue.TOGETHER])
def test_what_is_good_for_friends_is_passed_on(cue: SocialCue) -> None:
    assert forwardability(post(cue)).forwarding is Forwarding.LIKELY


def test_news_and_jokes_may_be_passed_on_for_the_model_does_not_measure_wit() -> None:
    assert forwardability(post(SocialCue.PERSONAL)).forwarding is Forwarding.POSSIBLE


def test_a_tip_for_the_inner_circle_is_passed_on() -> None:
    said = forwardability(post(SocialCue.INSIDER))
    assert said.forwarding is Forwarding.LIKELY
    assert said.cue is SocialCue.INSIDER


def test_an_offer_does_not_hold_back_an_insider_tip_that_friends_might_take_well() -> None:
    tip = post(SocialCue.INSIDER, MarketCue.SALE, verdict=Verdict.REVIEW)
    assert forwardability(tip).forwarding is Forwarding.POSSIBLE


def test_a_coupon_that_pays_its_sender_is_not_passed_on() -> None:
    paid = post(SocialCue.INSIDER, MarketCue.SALE, MarketCue.REACH, verdict=Verdict.REVIEW)
    assert forwardability(paid).forwarding is Forwarding.UNLIKELY


def test_an_insider_tip_that_flips_is_none() -> None:
    assert forwardability(post(SocialCue.INSIDER, MarketCue.SALE)).forwarding is Forwarding.UNLIKELY


def test_a_post_without_cues_is_neither_carried_nor_held_back() -> None:
    said = forwardability(post())
    assert said.forwarding is Forwarding.POSSIBLE
    assert said.cue is None
