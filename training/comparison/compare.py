"""`python -m training compare`: every recipe on the same rows, in one table."""

from collections.abc import Callable, Sequence
from pathlib import Path

import torch

from ..course import Course
from ..examples import Example
from ..kept_readers import ReaderSchool
from ..split import Split
from .recipes import fit_recipes
from .table import table


def compare(
    school: ReaderSchool,
    parts: Split,
    bench: Sequence[Example],
    out: Path,
    say: Callable[[str], None],
    untaught: bool = True,
) -> None:
    """Fit every recipe on the training rows, measure it on the test rows and the benchmark, and write the table.

    The test rows are those of the rounds of the corpus from which teachers learnt, since they have read no others.
    """
    torch.set_num_threads(1)  # what a post costs is told for one core
    course = Course.of_twin(parts, school.room.examples, school.room.params.courses)
    read = set(school.room.known_to(course.first).tolist())
    test = [school.room.examples[row] for row in parts.test.tolist() if row in read]
    sets = {
        "unseen real posts": [example for example in test if example.is_public],
        "unseen written posts": [example for example in test if not example.is_public],
        "benchmark": list(bench),
    }
    recipes = fit_recipes(school, parts, course, say, untaught)
    lines = list(table(recipes, {name: examples for name, examples in sets.items() if examples}))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join([*_heading(parts, course.first, sets), *lines]) + "\n", encoding="utf-8")
    say("\n".join(lines))


def _heading(parts: Split, teachers: Course, sets: dict[str, list[Example]]) -> list[str]:
    sizes = ", ".join(f"{name} {len(examples):,}" for name, examples in sets.items())
    return [
        "# Recipes compared",
        "",
        f"Each recipe learnt from {len(parts.train):,} rows, teachers from {len(teachers.rows):,} of them, and was measured on posts from contrast groups and "
        f"sources that it never saw ({sizes}). Times are medians of one post at a time on one core. Made by "
        "`python -m training compare`.",
        "",
    ]
