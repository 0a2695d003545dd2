"""The learning curve: how much more of the corpus, and of which half, would still teach.

It is drawn for the n-grams, which fit in a minute; fine-tuned readers learn more of the same rows, but need hours for a curve.
"""

import random
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from model.outputs import FLIP_HEADS

from ..examples import Example
from ..fit import fit_ngrams
from ..metrics import pairs_ranked_right, ranking_figures
from ..params import Params
from ..split import Split
from ..targets import grades

HEADING = (
    "# What more of the corpus teaches",
    "",
    "Word and character n-grams, fitted on growing parts of the training rows (contrast groups whole, each part within the next) and "
    "measured on sources and groups that no part holds. Made by `python -m training curve`.",
    "",
)

SHARES = (1 / 16, 1 / 8, 1 / 4, 1 / 2, 1.0)


def learning_curve(examples: Sequence[Example], parts: Split, params: Params) -> Iterator[str]:
    """Write a Markdown table, a row for each share of the training rows, measured on the test rows."""
    test = [examples[row] for row in parts.test]
    yield "| rows that it learnt from | unseen real posts: `social` AUROC / AP | unseen written posts: `social` AUROC | pairs ranked right |"
    yield "|---|---|---|---|"
    for rows in _growing(examples, parts.train, params.seed):
        ngrams = fit_ngrams([examples[row] for row in rows], params)
        ranks = ngrams.transform([example.text for example in test])[:, : len(FLIP_HEADS)]
        yield f"| {len(rows):,} | " + " | ".join(_figures(test, ranks[:, 0])) + " |"


def _growing(examples: Sequence[Example], train: NDArray[np.intp], seed: int) -> Iterator[list[int]]:
    """Take ever more of the training rows, contrast groups whole, each part within the next."""
    units: dict[str, list[int]] = {}
    for row in train.tolist():
        example = examples[row]
        units.setdefault(example.unit, []).append(row)
    order = list(units.values())
    random.Random(seed).shuffle(order)
    for share in SHARES:
        yield [row for unit in order[: max(1, round(share * len(order)))] for row in unit]


def _figures(test: Sequence[Example], ranks: NDArray[np.float64]) -> list[str]:
    real = np.array([example.is_public for example in test], dtype=bool)
    marks = grades(test)[:, 0]
    cells = []
    if real.any():
        figures = ranking_figures(ranks[real], marks[real])
        cells.append(f"{figures['auroc']:.3f} / {figures['average_precision']:.3f}")
    else:
        cells.append("none")
    groups = [example.group for example in test if not example.is_public]
    written = ranking_figures(ranks[~real], marks[~real])
    pairs = pairs_ranked_right(ranks[~real], marks[~real], groups)
    return [*cells, f"{written['auroc']:.3f}", f"{pairs['ranked_right']:.3f} of {pairs['pairs']}"]
