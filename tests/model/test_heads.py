import numpy as np
import pytest
from numpy.typing import NDArray

from model.heads import OPEN, CascadedHeads
from model.outputs import FLIP_HEADS, HEADS, READER_COLUMNS

ROWS = 60


@pytest.fixture(scope="module")
def signals() -> NDArray[np.float64]:
    return np.random.default_rng(1).normal(size=(ROWS, len(HEADS) + 2 * len(READER_COLUMNS)))


def _fitted(signals: NDArray[np.float64], *sure: tuple[float, float]) -> CascadedHeads:
    targets = 1 / (1 + np.exp(-2 * signals[:, : len(HEADS)]))
    return CascadedHeads(2, sure).fit(signals, targets)


def test_of_each_passage_the_first_reading_that_suffices_decides(signals: NDArray[np.float64]) -> None:
    bars = [(0.4, np.inf), (0.3, 0.7)]
    heads = _fitted(signals, *bars)
    wording, quick, careful = heads.predict_each(signals)
    decided = []
    for row, chances in enumerate(heads.predict_proba(signals)):
        is_open = bars[0][0] <= wording[row, 0] < bars[0][1]
        still_open = is_open and bars[1][0] <= quick[row, 0] < bars[1][1]
        decided.append(2 if still_open else int(is_open))
        assert np.array_equal(chances, (wording, quick, careful)[decided[-1]][row])
    assert set(decided) == {0, 1, 2}


def test_without_bars_the_last_reading_decides(signals: NDArray[np.float64]) -> None:
    heads = _fitted(signals)
    assert [tuple(reading.sure) for reading in heads.readings_] == [OPEN, OPEN, OPEN]
    assert np.array_equal(heads.predict_proba(signals), heads.predict_each(signals)[-1])


def test_a_passage_has_the_same_chances_alone_and_in_company(signals: NDArray[np.float64]) -> None:
    heads = _fitted(signals, (0.4, np.inf), (0.3, 0.7))
    together = heads.predict_proba(signals)
    assert all(np.array_equal(heads.predict_proba(signals[[row]])[0], together[row]) for row in range(ROWS))


def test_a_head_looks_at_what_each_reader_says_of_it_and_at_nothing_else(signals: NDArray[np.float64]) -> None:
    names = [*HEADS, *READER_COLUMNS, *READER_COLUMNS]
    last = _fitted(signals).readings_[-1]
    for head, weights in zip(HEADS, last.weights, strict=True):
        seen = [names[column] for column in np.flatnonzero(weights)]
        asked = f"{head}>=2" if head in FLIP_HEADS else head
        assert seen == [head, asked, asked]
