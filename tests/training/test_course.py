from collections.abc import Callable

import numpy as np
import pytest

from training.course import Course, Kind
from training.examples import Example
from training.split import Split

MakeExample = Callable[..., Example]
PARTS = Split(train=np.array([0, 2, 4]), validation=np.array([1]), test=np.array([3]))


@pytest.fixture
def one_round(make_example: MakeExample) -> list[Example]:
    return [make_example(f"post {n}", id=f"p{n}") for n in range(5)]


@pytest.fixture
def two_rounds(make_example: MakeExample) -> list[Example]:
    return [make_example(f"post {n}", id=f"p{n}", joined=1 + (n >= 3)) for n in range(5)]


def test_what_is_measured_learns_from_the_training_rows_alone(one_round: list[Example]) -> None:
    twin = Course.of_twin(PARTS, one_round)
    assert twin.rows.tolist() == [0, 2, 4]
    assert twin.earlier is None
    assert twin.first is twin


def test_what_is_released_goes_on_from_the_twin_over_every_row(one_round: list[Example]) -> None:
    release = Course.of_release(PARTS, one_round)
    assert release.rows.tolist() == [0, 1, 2, 3, 4]
    assert release.earlier is not None
    assert release.earlier.rows.tolist() == Course.of_twin(PARTS, one_round).rows.tolist()
    assert release.earlier.earlier is None
    assert release.first is release


def test_when_the_corpus_has_grown_readers_go_on_over_all_its_rounds(two_rounds: list[Example]) -> None:
    twin = Course.of_twin(PARTS, two_rounds)
    assert twin.kind is Kind.GROWN
    assert twin.rows.tolist() == [4, 0, 2], "what is new comes first"
    assert twin.earlier is not None
    assert twin.earlier.rows.tolist() == [0, 2]


def test_of_a_corpus_that_has_grown_the_rows_that_measured_are_what_is_new_to_the_release(
    two_rounds: list[Example],
) -> None:
    twin, release = Course.of_twin(PARTS, two_rounds), Course.of_release(PARTS, two_rounds)
    assert release.kind is Kind.GROWN
    assert release.rows.tolist() == [1, 3, *twin.rows.tolist()]
    assert release.earlier is not None
    assert release.earlier.rows.tolist() == twin.rows.tolist()


def test_the_course_of_earlier_rounds_is_the_one_that_later_rounds_go_on_from(two_rounds: list[Example]) -> None:
    assert Course.of_twin(PARTS, two_rounds, 1).rows.tolist() == [0, 2]


def test_teachers_teach_in_the_first_round_alone(two_rounds: list[Example]) -> None:
    for course in (Course.of_twin(PARTS, two_rounds), Course.of_release(PARTS, two_rounds)):
        assert course.first.rows.tolist() == [0, 2]
        assert course.first.earlier is None
