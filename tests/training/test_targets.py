from collections.abc import Callable

import numpy as np
import pytest

from model import MarketCue
from model.outputs import HEADS, READER_COLUMNS
from training.examples import Example
from training.targets import head_targets, is_flip, reader_targets, weights

MakeExample = Callable[..., Example]
CHANCES = (0.0, 0.1, 0.9, 1.0)


def test_a_grade_reaches_every_lower_grade(make_example: MakeExample) -> None:
    (row,) = reader_targets([make_example(social=2, mixed=1)], smoothing=0)
    assert row[:6].tolist() == [1, 1, 0, 1, 0, 0]
    assert len(row) == len(READER_COLUMNS)


def test_a_mean_grade_counts_in_part(make_example: MakeExample) -> None:
    (row,) = reader_targets([make_example(social=1.5)], smoothing=0)
    assert row[:3].tolist() == [1, 0.5, 0]


def test_a_grade_of_two_counts_as_a_flip_and_so_does_a_mean_of_one_and_a_half() -> None:
    assert is_flip(np.array([0.0, 1.0, 1.4, 1.5, 2.0, 3.0])).tolist() == [False, False, False, True, True, True]


def test_smoothing_draws_towards_one_half(make_example: MakeExample) -> None:
    (row,) = reader_targets([make_example(social=3)], smoothing=0.02)
    assert row[0] == pytest.approx(0.98)
    assert row[-1] == pytest.approx(0.02)


def test_heads_learn_the_chance_that_a_grade_stands_for(make_example: MakeExample) -> None:
    example = make_example(social=1.5, mixed=0, market_cues=frozenset({MarketCue.SALE}))
    (row,) = head_targets([example], CHANCES)
    assert row[:3] == pytest.approx([0.5, 0.0, 1.0])
    assert HEADS[2] == "sale"


def test_written_rows_weigh_what_they_are_told(make_example: MakeExample) -> None:
    assert np.array_equal(weights([make_example(), make_example(public=True)], 0.4), [0.4, 1.0])
