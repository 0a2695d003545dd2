from collections.abc import Callable

import numpy as np
import pytest

from training.course import Course, Kind
from training.examples import Example
from training.params import CourseParams
from training.split import Split

MakeExample = Callable[..., Example]
EVERY_ROUND = CourseParams(ends=(1, 2, 3), reads_held_out=True)
PARTS = Split(train=np.array([0, 2, 4]), validation=np.array([1]), test=np.array([3]))


@pytest.fixture
def one_round(make_example: MakeExample) -> list[Example]:
    return [make_example(f"post {n}", id=f"p{n}") for n in range(5)]


@pytest.fixture
def two_rounds(make_example: MakeExample) -> list[Example]:
    return [make_example(f"post {n}", id=f"p{n}", joined=1 + (n >= 3)) for n in range(5)]


def test_what_is_measured_learns_from_the_training_rows_alone(one_round: list[Example]) -> None:
    twin = Course.of_twin(PARTS, one_round, EVERY_ROUND)
    assert twin.rows.tolist() == [0, 2, 4]
    assert twin.earlier is None
    assert twin.first is twin


def test_what_is_released_goes_on_from_the_twin_over_every_row(one_round: list[Example]) -> None:
    release = Course.of_release(PARTS, one_round, EVERY_ROUND)
    assert release.rows.tolist() == [0, 1, 2, 3, 4]
    assert release.earlier is not None
    assert release.earlier.rows.tolist() == Course.of_twin(PARTS, one_round, EVERY_ROUND).rows.tolist()
    assert release.earlier.earlier is None
    assert release.first is release


def test_when_the_corpus_has_grown_readers_go_on_over_all_its_rounds(two_rounds: list[Example]) -> None:
    twin = Course.of_twin(PARTS, two_rounds, EVERY_ROUND)
    assert twin.kind is Kind.GROWN
    assert twin.rows.tolist() == [4, 0, 2], "what is new comes first"
    assert twin.earlier is not None
    assert twin.earlier.rows.tolist() == [0, 2]


def test_of_a_corpus_that_has_grown_the_rows_that_measured_are_what_is_new_to_the_release(
    two_rounds: list[Example],
) -> None:
    twin, release = Course.of_twin(PARTS, two_rounds, EVERY_ROUND), Course.of_release(PARTS, two_rounds, EVERY_ROUND)
    assert release.kind is Kind.GROWN
    assert release.rows.tolist() == [1, 3, *twin.rows.tolist()]
    assert release.earlier is not None
    assert release.earlier.rows.tolist() == twin.rows.tolist()


def test_the_course_of_earlier_rounds_is_the_one_that_later_rounds_go_on_from(two_rounds: list[Example]) -> None:
    assert Course.of_twin(PARTS, two_rounds, EVERY_ROUND, 1).rows.tolist() == [0, 2]


def test_teachers_teach_in_the_first_round_alone(two_rounds: list[Example]) -> None:
    for course in (Course.of_twin(PARTS, two_rounds, EVERY_ROUND), Course.of_release(PARTS, two_rounds, EVERY_ROUND)):
        assert course.first.rows.tolist() == [0, 2]
        assert course.first.earlier is None


def test_rounds_between_two_ends_are_learnt_together(make_example: MakeExample) -> None:
    rounds = [make_example(f"post {n}", id=f"p{n}", joined=n + 1) for n in range(5)]
    course = Course.of_twin(PARTS, rounds, CourseParams(ends=(1,), reads_held_out=True))
    assert course.rows.tolist() == [2, 4, 0]
    assert course.earlier is not None
    assert course.earlier.rows.tolist() == [0]
    assert course.earlier.earlier is None


def test_what_is_released_is_what_was_measured_if_it_is_not_to_read_the_rows_that_measured(
    two_rounds: list[Example],
) -> None:
    how = CourseParams(ends=(1, 2), reads_held_out=False)
    release, twin = Course.of_release(PARTS, two_rounds, how), Course.of_twin(PARTS, two_rounds, how)
    assert release.rows.tolist() == twin.rows.tolist()
    assert release.kind is twin.kind


def test_a_label_that_was_settled_anew_is_learnt_with_the_round_in_which_it_was(make_example: MakeExample) -> None:
    examples = [make_example(f"post {n}", id=f"p{n}", joined=1 + (n >= 4), settled=2 * (n == 0)) for n in range(5)]
    twin = Course.of_twin(PARTS, examples, EVERY_ROUND)
    assert twin.rows.tolist() == [0, 4, 2]
    assert twin.earlier is not None
    assert twin.earlier.rows.tolist() == [2]
