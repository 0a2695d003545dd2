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
from .parts import Part

_NONE = -1
_FOLDS = {Part.TEST: 0, Part.VALIDATION: 1}


@dataclass(frozen=True, slots=True)
class Split:
    """Row numbers of the three parts."""

    train: NDArray[np.intp]
    validation: NDArray[np.intp]
    test: NDArray[np.intp]


def split(examples: Sequence[Example], *, folds: int, largest_source: int, seed: int, similarity: float) -> Split:
    """Part the examples: one fold tests, one validates, the rest train. Kinds and labels are spread evenly.

    Rows that join the corpus later move none that was there before, so what a network has learnt from never comes to test it;
    of a group that was there before they take the side. A row whose part is written down has that one.
    """
    joined = np.array([example.joined for example in examples], dtype=np.intp)
    fold = np.array([_FOLDS.get(example.part, folds - 1) if example.part else _NONE for example in examples])
    for latest in np.unique(joined):
        there = np.flatnonzero(joined <= latest)
        if (fold[there] != _NONE).all():
            continue
        known = [examples[row] for row in there.tolist()]
        duplicates = near_duplicates([example.text for example in known], similarity)
        groups = groups_of(known, duplicates, largest_source)
        sides = _sides_taken(fold[there], groups, _names(known, largest_source))
        fold[there] = _dealt(known, groups, sides, folds, seed)
    return Split(train=np.flatnonzero(fold > 1), validation=np.flatnonzero(fold == 1), test=np.flatnonzero(fold == 0))


def _sides_taken(fold: NDArray[np.intp], groups: NDArray[np.intp], names: Sequence[str]) -> NDArray[np.intp]:
    """Give every example that has no fold yet that of its own group, or else that of a group whose texts nearly repeat its own, if there is one."""
    known = np.flatnonzero(fold != _NONE).tolist()
    of_name = {names[row]: fold[row] for row in known}
    of_group = {groups[row]: fold[row] for row in known}
    taken = [
        side if side != _NONE else of_name.get(name, of_group.get(group, _NONE))
        for side, name, group in zip(fold, names, groups, strict=True)
    ]
    return np.array(taken, dtype=np.intp)


def _dealt(
    examples: Sequence[Example], groups: NDArray[np.intp], sides: NDArray[np.intp], folds: int, seed: int
) -> NDArray[np.intp]:
    """Deal folds to the examples that are on no side yet, groups whole. Too few to deal out all train."""
    dealt = sides.copy()
    new = np.flatnonzero(dealt == _NONE)
    strata = np.array([_stratum(examples[row]) for row in new.tolist()], dtype=np.intp)
    if len(set(groups[new].tolist())) < folds or np.bincount(strata, minlength=1).max() < folds:
        dealt[new] = folds - 1
        return dealt
    parts = StratifiedGroupKFold(folds, shuffle=True, random_state=seed).split(strata, strata, groups[new])
    for number, (_, rows) in enumerate(parts):
        dealt[new[rows]] = number
    return dealt


def groups_of(
    examples: Sequence[Example], duplicates: Iterable[tuple[int, int, float]], largest_source: int
) -> NDArray[np.intp]:
    """Give the sets of examples that must stay together numbers: same group, joined where texts nearly repeat.

    A file of origin with more than `largest_source` posts is a heap of strangers' messages (a corpus of tweets, of SMS)
    rather than a place where people speak alike, as a subreddit or a video's comments; there each post stands alone.
    """
    names = _names(examples, largest_source)
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    members = np.array([numbers[name] for name in names], dtype=np.intp)
    links = [(members[i], members[j]) for i, j, _ in duplicates if examples[i].kind == examples[j].kind]
    if not links:
        return members
    rows, columns = zip(*links, strict=True)
    graph = coo_matrix((np.ones(len(links)), (rows, columns)), shape=(len(numbers), len(numbers)))
    _, components = connected_components(graph, directed=False)
    return np.asarray(components[members], dtype=np.intp)


def _names(examples: Sequence[Example], largest_source: int) -> list[str]:
    """Name what each example stands in: its group, or itself in a heap of strangers' messages."""
    sizes = Counter(example.group for example in examples)
    return [one.id if one.is_public and sizes[one.group] > largest_source else one.group for one in examples]


def _stratum(example: Example) -> int:
    return 4 * example.is_public + 2 * (example.social >= FLIP_GRADE) + (example.mixed >= FLIP_GRADE)
