"""The split: which examples train, which validate, which test.

Contrast groups, near-duplicates and sources stay on one side, so a test text was never half seen in training.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from sklearn.model_selection import StratifiedGroupKFold

from model.outputs import FLIP_GRADE

from .examples import Example
from .near_duplicates import near_duplicates


@dataclass(frozen=True, slots=True)
class Split:
    """Row numbers of the three parts."""

    train: NDArray[np.intp]
    validation: NDArray[np.intp]
    test: NDArray[np.intp]


def split(examples: Sequence[Example], *, folds: int, largest_source: int, seed: int, similarity: float) -> Split:
    """Part the examples: one fold tests, one validates, the rest train. Kinds and labels are spread evenly."""
    duplicates = near_duplicates([example.text for example in examples], similarity)
    groups = groups_of(examples, duplicates, largest_source)
    strata = np.array([_stratum(example) for example in examples])
    fold = np.zeros(len(examples), dtype=int)
    parts = StratifiedGroupKFold(folds, shuffle=True, random_state=seed).split(strata, strata, groups)
    for number, (_, rows) in enumerate(parts):
        fold[rows] = number
    return Split(train=np.flatnonzero(fold > 1), validation=np.flatnonzero(fold == 1), test=np.flatnonzero(fold == 0))


def groups_of(
    examples: Sequence[Example], duplicates: Iterable[tuple[int, int, float]], largest_source: int
) -> NDArray[np.intp]:
    """Give the sets of examples that must stay together numbers: same group, joined where texts nearly repeat.

    A file of origin with more than `largest_source` posts is a heap of strangers' messages (a corpus of tweets, of SMS)
    rather than a place where people speak alike, as a subreddit or a video's comments; there each post stands alone.
    """
    sizes = Counter(example.group for example in examples)
    names = [one.id if one.is_public and sizes[one.group] > largest_source else one.group for one in examples]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    members = np.array([numbers[name] for name in names], dtype=np.intp)
    links = [(members[i], members[j]) for i, j, _ in duplicates if examples[i].kind == examples[j].kind]
    if not links:
        return members
    rows, columns = zip(*links, strict=True)
    graph = coo_matrix((np.ones(len(links)), (rows, columns)), shape=(len(numbers), len(numbers)))
    _, components = connected_components(graph, directed=False)
    return np.asarray(components[members], dtype=np.intp)


def _stratum(example: Example) -> int:
    return 4 * example.is_public + 2 * (example.social >= FLIP_GRADE) + (example.mixed >= FLIP_GRADE)
