import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.perturb import PERTURBATIONS, drop_emoji, perturbed, swap_currency, swap_letters


def test_a_sum_is_written_in_another_currency() -> None:
    changed = swap_currency("£5 or £7", random.Random(1))
    assert changed != "£5 or £7"
    assert len(set(changed) & set("$£€")) == 1


def test_one_word_is_mistyped() -> None:
    changed = swap_letters("Bring lasagne", random.Random(1))
    assert sorted(changed) == sorted("Bring lasagne")


def test_emoji_are_left_out_unless_nothing_else_is_left() -> None:
    assert drop_emoji("hi 🎉🎉", random.Random(1)) == "hi"
    assert drop_emoji("🎉", random.Random(1)) == "🎉"


@pytest.mark.parametrize("perturbation", PERTURBATIONS)
@given(text=st.text(min_size=1), seed=st.integers(0, 99))
def test_no_perturbation_empties_a_text(perturbation: object, text: str, seed: int) -> None:
    assert callable(perturbation)
    assert perturbation(text, random.Random(seed))


def test_no_text_changes_at_share_zero() -> None:
    assert perturbed("£5 for cake!", random.Random(1), 0) == "£5 for cake!"
