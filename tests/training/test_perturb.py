import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.perturb import (
    PERTURBATIONS,
    Perturber,
    beside,
    drop_apostrophes,
    drop_emoji,
    drop_last_mark,
    end_in_emoji,
    swap_currency,
    swap_letters,
    swap_names,
    write_out,
)

REMARK = "It rained all day."


def test_a_sum_is_written_in_another_currency() -> None:
    changed = swap_currency("£5 or £7", random.Random(1))
    assert changed != "£5 or £7"
    assert len(set(changed) & set("$£€")) == 1


def test_one_word_is_mistyped() -> None:
    changed = swap_letters("Bring lasagne", random.Random(1))
    assert sorted(changed) == sorted("Bring lasagne")


def test_common_first_names_are_exchanged_and_nothing_else() -> None:
    changed = {swap_names("Ben and Benedict sang.", random.Random(seed)) for seed in range(20)}
    assert len(changed) > 5
    assert all(text.endswith(" and Benedict sang.") for text in changed)


def test_emoji_are_left_out_unless_nothing_else_is_left() -> None:
    assert drop_emoji("hi 🎉🎉", random.Random(1)) == "hi"
    assert drop_emoji("🎉", random.Random(1)) == "🎉"


def test_a_text_may_end_in_an_emoji_and_is_otherwise_as_it_was() -> None:
    changed = {end_in_emoji("Soup is on.", random.Random(seed)) for seed in range(20)}
    assert len(changed) > 5
    assert all(drop_emoji(text, random.Random(1)) == "Soup is on." for text in changed)


def test_the_last_sentence_may_end_without_a_mark() -> None:
    assert drop_last_mark("Soup is on. Come!!", random.Random(1)) == "Soup is on. Come"


def test_apostrophes_go_and_quotes_stay() -> None:
    assert drop_apostrophes("don’t say 'it's ours'", random.Random(1)) == "dont say 'its ours'"


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("I don't know", "I do not know"),
        ("we’re home and you'll see", "we are home and you will see"),
        ("it won't, it can't, we shan't", "it will not, it can not, we shall not"),
        ("Can't say. Won't say", "Can not say. Will not say"),
        ("Mom's soup", "Mom's soup"),
    ],
)
def test_contractions_are_written_out(short: str, long: str) -> None:
    assert write_out(short, random.Random(1)) == long


@pytest.mark.parametrize("perturbation", PERTURBATIONS)
@given(text=st.text(min_size=1), seed=st.integers(0, 99))
def test_no_perturbation_empties_a_text(perturbation: object, text: str, seed: int) -> None:
    assert callable(perturbation)
    assert perturbation(text, random.Random(seed))


@given(text=st.text(min_size=1), seed=st.integers(0, 99), remarked=st.sampled_from([0.0, 0.5, 1.0]))
def test_a_perturber_never_empties_a_text(text: str, seed: int, remarked: float) -> None:
    assert Perturber(1, remarked, [REMARK])(text, random.Random(seed))


def test_no_text_changes_at_share_zero() -> None:
    assert Perturber(0)("£5 for cake!", random.Random(1)) == "£5 for cake!"
    assert Perturber(0, remarked=1)("£5 for cake!", random.Random(1)) == "£5 for cake!"


def test_about_the_share_of_texts_is_changed_and_about_the_share_is_remarked_on() -> None:
    rng, perturb = random.Random(1), Perturber(0, 0.25, [REMARK])
    remarked = sum(REMARK in perturb("£5 for cake!", rng) for _ in range(1_000))
    assert 200 < remarked < 300


@given(text=st.text(min_size=1), seed=st.integers(0, 99))
def test_a_remark_stands_before_a_text_or_after_it_and_the_text_stays_whole(text: str, seed: int) -> None:
    joined = beside(text, REMARK, random.Random(seed))
    assert joined in {first + between + last for between in " \n" for first, last in ((text, REMARK), (REMARK, text))}
