from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from model.outputs import READER_COLUMNS
from training.examples import Example
from training.lessons import Lessons
from training.params import read_params

MakeExample = Callable[..., Example]
COLUMNS = len(READER_COLUMNS)


@pytest.fixture
def lessons(make_example: MakeExample) -> Lessons:
    pair = [make_example(id=f"a-{grade}", social=grade, group="a pair") for grade in (0, 3)]
    return Lessons.of([*pair, make_example(id="real", public=True)], read_params().readers["quick"])


def test_texts_of_one_contrast_group_are_ranked_together_and_real_posts_stand_alone(lessons: Lessons) -> None:
    assert lessons.groups[0] == lessons.groups[1]
    assert lessons.groups[2] not in lessons.groups[:2]


def test_teachers_count_for_their_share_of_a_target(lessons: Lessons) -> None:
    heard = lessons.heard(np.full((3, COLUMNS), 50.0), share=0.25)
    assert heard.targets == pytest.approx(0.75 * lessons.targets + 0.25)
    assert lessons.heard(np.zeros((3, COLUMNS)), share=0).targets == pytest.approx(lessons.targets)


def test_a_text_that_teachers_have_not_read_is_taught_by_its_labels_alone(lessons: Lessons) -> None:
    logits = np.full((3, COLUMNS), 50.0)
    logits[1] = np.nan
    heard = lessons.heard(logits, share=0.25)
    assert heard.targets[1] == pytest.approx(lessons.targets[1])
    assert heard.targets[0] == pytest.approx(0.75 * lessons.targets[0] + 0.25)


@pytest.mark.parametrize("epochs", [2, 3, 5])
def test_of_texts_that_are_read_once_a_group_is_read_together(make_example: MakeExample, epochs: int) -> None:
    examples = [make_example(id=f"e-{n}", group=f"pair {n // 2}") for n in range(20)]
    lessons = replace(Lessons.of(examples, read_params().readers["quick"]), often=2)
    for epoch in range(epochs):
        rows = set(lessons.rows_of(epoch, epochs).tolist())
        assert all((row in rows) == (row + 1 in rows) for row in range(0, 20, 2))


def test_a_text_without_labels_is_taught_by_its_teachers_alone(lessons: Lessons) -> None:
    more = lessons.and_unlabelled(["A", "B"], np.zeros((2, COLUMNS)), weight=0.5)
    assert more.texts[-2:] == ("A", "B")
    assert more.targets[-2:] == pytest.approx(np.full((2, COLUMNS), 0.5))
    assert more.weights[-2:].tolist() == [0.5, 0.5]
    assert len(set(more.groups.tolist())) == len(set(lessons.groups.tolist())) + 2


@pytest.mark.parametrize("epochs", [1, 2, 3, 7])
def test_labelled_texts_are_read_in_every_epoch_and_the_others_once(lessons: Lessons, epochs: int) -> None:
    judged = [f"judged by teachers alone {number}" for number in range(5)]
    more = lessons.and_unlabelled(judged, np.zeros((5, COLUMNS)), weight=1)
    read = [more.rows_of(epoch, epochs).tolist() for epoch in range(epochs)]
    assert all(rows[:3] == [0, 1, 2] for rows in read)
    once = [row for rows in read for row in rows[3:]]
    assert sorted(once) == [3, 4, 5, 6, 7]
    assert max(map(len, read)) - min(map(len, read)) <= 1
