import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.unlabelled import LONGEST, SHORTEST
from training.variations import variations

TEXTS = [
    "Soup is on at ours on Saturday, bring nothing but your appetite. The door is open from six.",
    "My candle shop is open! Use code FRIENDS10 for 10% off, only until Sunday, and tell everyone.",
    "Thanks for the lift, you are a star; next one is on me, and so is the coffee afterwards.",
]
REMARKS = ["It rained all day.", "The cat is asleep."]


def test_the_same_seed_makes_the_same_variations_and_another_makes_others() -> None:
    first, again, other = (variations(TEXTS, REMARKS, 40, seed) for seed in (7, 7, 8))
    assert first == again
    assert first != other


@given(
    st.lists(st.text(max_size=1_000), max_size=4),
    st.lists(st.text(max_size=30), max_size=2),
    st.integers(0, 30),
    st.integers(0, 9),
)
def test_no_variation_repeats_and_all_are_such_texts_as_teachers_read(
    texts: list[str], remarks: list[str], count: int, seed: int
) -> None:
    made = variations(texts, remarks, count, seed)
    assert len(made) == len(set(made)) <= count
    assert all(SHORTEST <= len(text) <= LONGEST for text in made)


def test_as_many_are_made_as_are_wanted_where_the_texts_have_so_many() -> None:
    assert len(variations(TEXTS, REMARKS, 40, 7)) == 40
    assert 0 < len(variations(["Soup is on, come."], [], 10_000, 7)) < 10_000
    assert variations([], REMARKS, 10, 7) == []


@pytest.mark.parametrize("part", ["The door is open from six.", "you are a star;"])
def test_a_phrase_is_among_them_by_itself(part: str) -> None:
    assert part in variations(TEXTS, REMARKS, 300, 7)


def test_so_is_a_post_without_one_of_its_phrases_and_one_beside_a_remark() -> None:
    made = variations(TEXTS, REMARKS, 1_000, 7)
    assert any(
        text.startswith("Soup is on") and text.endswith("from six.") and len(text) < len(TEXTS[0]) for text in made
    )
    assert any(text.startswith(REMARKS[0]) and text.endswith(TEXTS[1]) for text in made)
