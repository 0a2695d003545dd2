import pytest

from training.near_duplicates import near_duplicates, near_repeats

SOUP = "Soup is on at ours on Saturday, bring nothing but your appetite."
POND = "The frog is back in our pond and sings all night."


def test_texts_of_one_list_that_say_the_same_are_found_once_each() -> None:
    assert [(i, j) for i, j, _ in near_duplicates([SOUP, POND, SOUP.upper()], 0.8)] == [(0, 2)]


def test_only_what_repeats_a_text_of_the_others_is_found_not_what_repeats_its_own_kind() -> None:
    texts, others = [POND, SOUP, SOUP + "!"], ["We are home.", POND.lower()]
    ((i, j, cosine),) = near_repeats(texts, others, 0.8)
    assert (i, j) == (0, 1)
    assert cosine == pytest.approx(1.0)


@pytest.mark.parametrize(("texts", "others"), [([], [SOUP]), ([SOUP], [])])
def test_where_there_is_nothing_nothing_is_repeated(texts: list[str], others: list[str]) -> None:
    assert not list(near_repeats(texts, others, 0.8))
