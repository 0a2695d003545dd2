"""When a reading suffices: chosen so that the whole hardly ranks worse than the last reading alone would."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from model.heads import OPEN
from model.outputs import HEADS
from training.cascade import when_sure
from training.examples import Example
from training.params import CascadeParams
from training.ranking import auroc
from training.targets import grades, is_flip

MakeExample = Callable[..., Example]
Table = NDArray[np.float64]

STRICT = CascadeParams(lost_auroc=0.003)


@pytest.fixture
def posts(make_example: MakeExample) -> list[Example]:
    """Make 300 real posts and 300 written ones; every fifth is a flip."""
    return [make_example(id=f"{n}", social=3 * (n % 5 == 0), public=n < 300) for n in range(600)]


def _table(posts: Sequence[Example], noise: float | NDArray[np.float64], seed: int = 1) -> Table:
    """Make a reading's risks: the less noise, the better they rank."""
    flips = is_flip(grades(posts)[:, 0])
    logits = 5.0 * flips - 3.5 + noise * np.random.default_rng(seed).normal(size=len(posts))
    table = np.zeros((len(posts), len(HEADS)))
    table[:, 0] = 1 / (1 + np.exp(-logits))
    return table


def _lost(posts: Sequence[Example], table: Table, last: Table, bars: tuple[float, float], public: bool) -> float:
    rows = np.array([post.is_public is public for post in posts])
    flips, risks, best = is_flip(grades(posts)[rows, 0]), table[rows, 0], last[rows, 0]
    left_open = (bars[0] <= risks) & (risks < bars[1])
    whole, alone = auroc(flips, np.where(left_open, best, risks)), auroc(flips, best)
    assert whole is not None
    assert alone is not None
    return alone - whole


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("noise", [0.5, 1.5, 3.0])
def test_each_reading_costs_no_more_than_the_tolerance_on_real_and_on_written_posts(
    posts: list[Example], noise: float, seed: int
) -> None:
    tables = [_table(posts, noise, seed), _table(posts, noise / 2, seed + 100), _table(posts, 0.8, seed + 200)]
    for table, bars in zip(tables, when_sure(posts, tables, STRICT), strict=False):
        for public in (True, False):
            assert _lost(posts, table, tables[-1], bars, public) <= STRICT.lost_auroc


def test_one_kind_of_post_that_a_reading_ranks_badly_keeps_it_from_sufficing(posts: list[Example]) -> None:
    good, last = _table(posts, 0.5), _table(posts, 0.5, seed=2)
    bad_at_written = _table(posts, np.where([post.is_public for post in posts], 0.5, 6.0))
    (sparing,), (cautious,) = (when_sure(posts, [table, last], STRICT) for table in (good, bad_at_written))
    assert cautious[0] < sparing[0]


def test_the_wording_alone_never_calls_a_flip_however_well_it_ranks(posts: list[Example]) -> None:
    perfect = _table(posts, 0)
    wording, quick = when_sure(posts, [perfect, perfect, perfect], STRICT)
    assert wording[1] == np.inf
    assert quick[1] < 1


def test_of_bars_that_are_good_enough_the_ones_that_spare_most_are_taken(posts: list[Example]) -> None:
    perfect, last = _table(posts, 0), _table(posts, 0.5)
    (bars,) = when_sure(posts, [perfect, last], STRICT)
    (lenient,) = when_sure(posts, [_table(posts, 3.0), last], CascadeParams(lost_auroc=1))
    assert bars == lenient


def test_without_a_tolerance_a_reading_that_ranks_worse_spares_hardly_any_post(posts: list[Example]) -> None:
    coarse, last = _table(posts, 4.0), _table(posts, 0)
    (bars,) = when_sure(posts, [coarse, last], CascadeParams(lost_auroc=0))
    assert bars[0] < coarse[is_flip(grades(posts)[:, 0]), 0].min()


def test_where_nothing_can_be_measured_everything_is_read_to_the_end(make_example: MakeExample) -> None:
    calm = [make_example(id=f"{n}", public=True) for n in range(20)]
    table = _table(calm, 1)
    assert when_sure(calm, [table, table, table], STRICT) == [OPEN, OPEN]


def test_a_model_without_readers_has_nothing_to_choose(posts: list[Example]) -> None:
    assert when_sure(posts, [_table(posts, 1)], STRICT) == []
