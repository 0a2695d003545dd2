from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import MarketCue, PastPost, PostKind, SocialCue, Verdict, tipping_posts
from model.policy import Reading
from model.policy.balance import Balance, balance, kind_of, owed, recent

GIVE, ASK, ANSWER, OTHER = PostKind


def stock(*kinds: PostKind, draft_asks: bool = True) -> Balance:
    return balance(kinds, [None] * len(kinds), draft_asks, None, 2)


def test_all_take_and_no_give_tips_the_balance() -> None:
    taken = stock(ASK, ASK, ASK)
    assert taken.tipped
    assert taken.owed == 2
    assert taken.restore == "Two gives or answers before the next ask would restore the balance."


def test_two_gives_or_answers_repair_it() -> None:
    repaired = stock(ASK, ASK, ASK, GIVE, ANSWER)
    assert not repaired.tipped
    assert repaired.restore == ""


def test_one_give_is_half_of_the_repair() -> None:
    half = stock(ASK, GIVE)
    assert half.tipped
    assert half.restore == "One more give or answer before the next ask would restore the balance."


def test_the_first_ask_is_free() -> None:
    assert not stock().tipped
    assert not stock(OTHER, OTHER).tipped


def test_small_talk_neither_gives_nor_asks() -> None:
    assert stock(ASK, OTHER, OTHER, OTHER).tipped


def test_a_draft_that_asks_for_nothing_tips_nothing() -> None:
    assert not stock(ASK, ASK, draft_asks=False).tipped


def test_the_post_that_tipped_it_is_named() -> None:
    assert tipping_posts([ASK, GIVE, GIVE, ASK, ASK, GIVE, ASK], 2) == (4, 6)


def test_the_balance_counts_what_was_given_and_asked_and_since_when() -> None:
    sent = [date(2026, 3, 1), date(2026, 3, 4), date(2026, 3, 5)]
    taken = balance([GIVE, ASK, ANSWER], sent, True, date(2026, 3, 10), 2)
    assert (taken.gives, taken.asks, taken.answers, taken.others) == (1, 1, 1, 0)
    assert taken.given_since == 1
    assert taken.days_since_last_ask == 6
    assert taken.message.startswith("One give or answer since your last ask 6 days ago.")


def test_without_dates_nobody_knows_how_long_ago_it_was() -> None:
    assert stock(ASK).days_since_last_ask is None
    assert stock(ASK).message.startswith("No give or answer since your last ask.")


def test_what_lies_before_the_window_is_forgotten() -> None:
    old, new = PastPost("a", date(2026, 1, 1)), PastPost("b", date(2026, 5, 1))
    assert recent([old, new], date(2026, 5, 2), 90) == [new]
    assert recent([old, new], None, 90) == [old, new]


def test_dated_posts_are_put_in_order_and_others_are_taken_as_given() -> None:
    first, second, undated = PastPost("a", date(2026, 1, 1)), PastPost("b", date(2026, 1, 2)), PastPost("c")
    assert recent([second, first], None, 90) == [first, second]
    assert recent([second, undated, first], None, 90) == [second, undated, first]


def reading(acts: set[MarketCue], social: set[SocialCue]) -> Reading:
    return Reading(frozenset(acts), 0.0, frozenset(social), Verdict.FLIP if acts else Verdict.CLEAR)


def test_a_post_that_asks_is_an_ask_however_much_it_gives() -> None:
    assert kind_of(reading({MarketCue.SALE}, {SocialCue.GIFT, SocialCue.THANKS})) is ASK


@pytest.mark.parametrize("cue", [SocialCue.FAVOUR, SocialCue.PERSONAL])
def test_a_favour_asked_and_small_talk_are_neither(cue: SocialCue) -> None:
    assert kind_of(reading(set(), {cue})) is OTHER


def test_who_answers_gives_even_where_the_answer_names_a_price() -> None:
    assert kind_of(reading({MarketCue.SALE}, set()), answer=True) is ANSWER


def test_a_price_put_on_a_kindness_asks_for_nothing_but_is_a_give_all_the_same_only_if_it_gives() -> None:
    assert kind_of(reading({MarketCue.PRICE_TAG}, set())) is OTHER


@given(st.lists(st.sampled_from(PostKind), max_size=30), st.integers(0, 4))
def test_no_more_is_ever_owed_than_one_ask_costs_and_enough_gives_always_settle_it(
    kinds: list[PostKind], gives_per_ask: int
) -> None:
    assert 0 <= owed(kinds, gives_per_ask) <= gives_per_ask
    assert owed([*kinds, *[GIVE] * gives_per_ask], gives_per_ask) == 0


def test_the_first_days_of_the_calendar_are_days_like_others() -> None:
    past = [PastPost("Hello", date(1, 1, 19))]
    assert recent(past, date(1, 1, 19), 90) == past
    assert recent(past, date(9999, 12, 31), 90) == []
