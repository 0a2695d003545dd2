import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from model.outputs import READER_COLUMNS
from training.lessons import Lessons
from training.reader_batches import batches, padded


def _lessons(groups: list[int]) -> Lessons:
    count = len(groups)
    return Lessons(
        texts=tuple(f"text {row}" for row in range(count)),
        targets=np.zeros((count, len(READER_COLUMNS))),
        weights=np.ones(count),
        groups=np.array(groups, dtype=np.intp),
        grades=np.zeros((count, 2)),
        often=count,
    )


def _read(rows: list[int]) -> list[tuple[int, NDArray[np.int64]]]:
    return [(row, np.arange(row % 7 + 2)) for row in rows]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=60), st.integers(1, 20), st.integers(0, 9))
def test_every_text_is_read_once_and_no_group_is_torn_apart(groups: list[int], size: int, seed: int) -> None:
    found = batches(_lessons(groups), _read(list(range(len(groups)))), size, random.Random(seed))
    assert sorted(row for batch in found for row, _ in batch) == list(range(len(groups)))
    for group in set(groups):
        assert sum(any(groups[row] == group for row, _ in batch) for batch in found) == 1
    assert all(len(batch) <= size or len({groups[row] for row, _ in batch}) == 1 for batch in found)


def test_only_what_an_epoch_reads_is_in_its_batches() -> None:
    (batch,) = batches(_lessons([0, 1, 2, 3]), _read([3, 1]), 9, random.Random(1))
    assert sorted(row for row, _ in batch) == [1, 3]


def test_short_texts_are_padded_to_the_longest_and_the_mask_tells_where() -> None:
    ids, mask = padded([np.array([5, 6, 7]), np.array([8])], padding=1)
    assert ids.tolist() == [[5, 6, 7], [8, 1, 1]]
    assert mask.tolist() == [[1, 1, 1], [1, 0, 0]]
