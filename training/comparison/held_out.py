"""`python -m training held-out`: models side by side on the validation and test rows, round by round of the corpus."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model import Classifier
from model.outputs import FLIP_HEADS

from ..cells import shown_figure, shown_ranking
from ..examples import Example
from ..kept_scores import KeptScores
from ..metrics import calibration_error, pairs_ranked_right, ranking_figures
from ..targets import grades, is_flip

Sets = Mapping[str, Sequence[Example]]

_HEADING = (
    "# Models on held-out rows",
    "",
    "Validation and test rows: whole sources and contrast groups from which readers learn only if `reads_held_out` is set. Those of v2, v4 and v5 "
    "have learnt from them, and are flattered here; n-grams are fitted on every row, heads and thresholds were calibrated on these. Made by "
    "`python -m training held-out`.",
    "",
)


def sets_of(held_out: Sequence[Example], bench: Sequence[Example]) -> Sets:
    """Part held-out examples into real and written ones, then by the rounds in which they joined the corpus."""
    sets: dict[str, Sequence[Example]] = {}
    for kind, public in (("real", True), ("written", False)):
        rows = [example for example in held_out if example.is_public is public]
        rounds = sorted({example.joined for example in rows})
        sets[f"{kind} posts"] = rows
        if len(rounds) > 1:
            sets |= {
                f"{kind} posts, round {number}": [one for one in rows if one.joined == number] for number in rounds
            }
    return {name: rows for name, rows in {**sets, "benchmark": bench}.items() if rows}


def held_out_page(models: Sequence[Path], sets: Sets, build: Path) -> Iterator[str]:
    """Measure models on sets of examples and write a Markdown page, a column a model. What they score is kept in `build`."""
    columns = []
    for folder in models:
        with KeptScores(Classifier.load(folder), build) as scores:
            figures = [_figures(rows, scores.table([row.text for row in rows])) for rows in sets.values()]
            columns.append((scores.classifier.identity.version, figures))
    yield from _HEADING
    yield "| set | posts | flips | figure | " + " | ".join(version for version, _ in columns) + " |"
    yield "|---" * (4 + len(columns)) + "|"
    for number, (name, rows) in enumerate(sets.items()):
        flips = is_flip(grades(rows)).sum(axis=0)
        of_models = (figures[number] for _, figures in columns)
        for same in zip(*of_models, strict=True):
            head, figure = same[0].head, same[0].name
            cells = " | ".join(one.shown for one in same)
            yield f"| {name} | {len(rows)} | {flips[FLIP_HEADS.index(head)]} | {figure} | {cells} |"


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure of one flip head, as it is shown."""

    head: str
    name: str
    shown: str


def _figures(rows: Sequence[Example], table: NDArray[np.float64]) -> list[_Figure]:
    """Measure one model on one set; every set of a kind has the same figures, whatever it holds."""
    marks = grades(rows)
    if not all(row.is_public for row in rows):
        auroc = ranking_figures(table[:, 0], marks[:, 0])["auroc"]
        pairs = pairs_ranked_right(table[:, 0], marks[:, 0], [row.group for row in rows])
        ranked = f"of {pairs['pairs']} pairs, ranked right"
        return [
            _Figure("social", "`social` AUROC", shown_figure(auroc)),
            _Figure("social", ranked, shown_figure(pairs["ranked_right"])),
        ]
    found = []
    for column, head in enumerate(FLIP_HEADS):
        ranking = ranking_figures(table[:, column], marks[:, column])
        error = calibration_error(table[:, column], is_flip(marks)[:, column])
        found.append(_Figure(head, f"`{head}` AUROC / average precision", shown_ranking(ranking)))
        found.append(_Figure(head, f"`{head}` calibration error", shown_figure(error)))
    return found
