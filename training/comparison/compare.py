"""`python -m training compare`: every recipe on the same rows, in one table."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import torch

from model.artifact import read_manifest
from model.released_readers import reader_folders
from model.verification import verify

from ..course import Course
from ..examples import Example
from ..kept_readers import ReaderSchool
from ..split import Split
from .recipes import Recipe, fitted_ngrams, plain_recipes, reader_recipes
from .table import table
from .taught import teacher_recipes, untaught_recipes

Say = Callable[[str], None]


def compare_with_released(
    school: ReaderSchool, parts: Split, bench: Sequence[Example], model: Path, out: Path, say: Say
) -> None:
    """Fit the plain recipes, take the readers of a model that has learnt from the training rows, and write the table."""
    verify(model, read_manifest(model))
    readers = {folder.name: folder for folder in reader_folders(model, read_manifest(model))}
    recipes = _plain_and_readers(school, parts, readers, say)
    test = [school.room.examples[row] for row in parts.test.tolist()]
    whose = f"readers are those of {read_manifest(model).version}"
    _write(out, recipes, test, bench, f"Plain recipes learnt from {len(parts.train):,} rows; {whose}", say)


def compare_fitted(
    school: ReaderSchool, parts: Split, bench: Sequence[Example], out: Path, say: Say, *, untaught: bool
) -> None:
    """Fit every recipe, readers and their teachers too, and write the table; readers that nobody taught only if `untaught`.

    The test rows are those of the rounds of the corpus from which teachers learnt, since they have read no others.
    """
    course = Course.of_twin(parts, school.room.examples, school.room.params.courses)
    read = set(school.room.known_to(course.first).tolist())
    test = [school.room.examples[row] for row in parts.test.tolist() if row in read]
    say("Readers and teachers")
    readers, alone = school.readers(course), untaught_recipes(school, course) if untaught else []
    recipes = [*_plain_and_readers(school, parts, readers, say), *alone, *teacher_recipes(school, course)]
    learnt = f"Recipes learnt from {len(parts.train):,} rows, teachers from {len(course.first.rows):,} of them"
    _write(out, recipes, test, bench, learnt, say)


def _plain_and_readers(school: ReaderSchool, parts: Split, readers: Mapping[str, Path], say: Say) -> list[Recipe]:
    torch.set_num_threads(1)  # what a post costs is told for one core
    say("Wording, and a frozen encoder")
    ngrams, train = fitted_ngrams(school.room, parts), [school.room.examples[row] for row in parts.train]
    plain = plain_recipes(school.room, train, ngrams)
    say("The whole recipe")
    return [*plain, *reader_recipes(school.room, parts, ngrams, readers)]


def _write(
    out: Path, recipes: Sequence[Recipe], test: Sequence[Example], bench: Sequence[Example], learnt: str, say: Say
) -> None:
    sets = {
        "unseen real posts": [example for example in test if example.is_public],
        "unseen written posts": [example for example in test if not example.is_public],
        "benchmark": list(bench),
    }
    sizes = ", ".join(f"{name} {len(examples):,}" for name, examples in sets.items())
    lines = list(table(recipes, {name: examples for name, examples in sets.items() if examples}))
    heading = (
        "# Recipes compared",
        "",
        f"{learnt}. All are measured on posts from contrast groups and sources that none of them saw ({sizes}). Times are medians of one "
        "post at a time on one core. Made by `python -m training compare`.",
        "",
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join([*heading, *lines]) + "\n", encoding="utf-8")
    say("\n".join(lines))
