from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from model.outputs import HEADS, READER_COLUMNS
from training.examples import Example
from training.fit import fit_heads
from training.metrics import calibration_error
from training.params import read_params
from training.targets import grades, head_targets, is_flip, reader_targets

MakeExample = Callable[..., Example]


@pytest.fixture
def posts(make_example: MakeExample) -> list[Example]:
    return [make_example(id=f"{n}", social=n % 4, mixed=n % 3, public=n % 2 == 0) for n in range(240)]


def _columns(posts: list[Example], readers: int) -> NDArray[np.float64]:
    """Make what the wording and so many readers say: each knows the labels better than the one before it."""
    rng = np.random.default_rng(1)
    wording = 4 * head_targets(posts, (0, 0.1, 0.9, 1)) - 2
    read = [8 * reader_targets(posts, 0) - 4 for _ in range(readers)]
    noise = [2.0, 1.0, 0.5]
    return np.hstack([one + rng.normal(size=one.shape) * noise[n] for n, one in enumerate([wording, *read])])


@pytest.mark.parametrize("readers", [0, 1, 2])
def test_there_is_a_reading_of_the_wording_and_one_for_each_reader(posts: list[Example], readers: int) -> None:
    heads = fit_heads(posts, _columns(posts, readers), read_params())
    widths = [reading.weights.shape for reading in heads.readings_]
    assert widths == [(len(HEADS), len(HEADS) + n * len(READER_COLUMNS)) for n in range(readers + 1)]


def test_the_last_reading_leaves_nothing_to_anybody_and_the_wording_calls_no_flip(posts: list[Example]) -> None:
    first, *_, last = fit_heads(posts, _columns(posts, 2), read_params()).readings_
    assert first.sure[1] == np.inf
    assert last.sure.tolist() == [-np.inf, np.inf]


def test_a_reading_is_fitted_alike_whenever_it_suffices(posts: list[Example]) -> None:
    """The bars are chosen on what each reading would give if it decided, and change none of it."""
    columns = _columns(posts, 2)
    heads = fit_heads(posts, columns, read_params())
    cascaded, each = heads.predict_proba(columns), heads.predict_each(columns)
    assert all(any(np.array_equal(row, table[n]) for table in each) for n, row in enumerate(cascaded))


def test_risks_of_real_posts_are_true_although_written_ones_flip_more_often(make_example: MakeExample) -> None:
    rng = np.random.default_rng(2)
    real = [make_example(id=f"r{n}", social=3 * (n % 5 == 0), public=True) for n in range(1500)]
    written = [make_example(id=f"w{n}", social=3 * (n % 5 != 0)) for n in range(1500)]
    posts = [*real, *written]
    flips = is_flip(grades(posts))[:, 0]
    columns = rng.normal(size=(len(posts), len(HEADS))) + np.where(flips, 1.0, -1.0)[:, None]
    risks = fit_heads(posts, columns, read_params()).predict_proba(columns)[: len(real), 0]
    assert calibration_error(risks, flips[: len(real)]) < 0.02
