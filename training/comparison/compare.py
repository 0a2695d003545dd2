"""`python -m training compare`: every recipe on the same rows, in one table."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import torch

from model.artifact import read_manifest
from model.released_readers import reader_folders
from model.verification import verify

from ..classroom import Classroom
from ..course import Course
from ..errors import CorpusError
from ..examples import Example
from ..fit import fit_ngrams
from ..kept_readers import ReaderSchool
from ..split import Split
from .fitted import fitted_readers, teacher_recipes, untaught_recipes
from .recipes import Recipe, plain_recipes, reader_recipes
from .table import table

Say = Callable[[str], None]


def compare_with_model(
    room: Classroom, parts: Split, bench: Sequence[Example], model: Path, out: Path, say: Say
) -> None:
    """Fit the plain recipes, take the readers of a model, and write the table.

    Raises `ArtifactError` if the model can't be trusted, and `CorpusError` if it has no readers.
    """
    manifest = read_manifest(model)
    verify(model, manifest)
    readers = {f"{folder.name} reader of {manifest.version}": folder for folder in reader_folders(model, manifest)}
    if not readers:
        raise CorpusError(f"{model} has no readers to compare. Name another --model, or fit some with --fit.")
    test = [room.examples[row] for row in parts.test.tolist()]
    learnt = f"Plain recipes learnt from {len(parts.train):,} rows; readers are those of {manifest.version}"
    _write(out, _plain_and_readers(room, parts, readers, say), test, bench, learnt, say)


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
    readers, alone = fitted_readers(school, course), untaught_recipes(school, course) if untaught else []
    recipes = [*_plain_and_readers(school.room, parts, readers, say), *alone, *teacher_recipes(school, course)]
    learnt = f"Recipes learnt from {len(parts.train):,} rows, teachers from {len(course.first.rows):,} of them"
    _write(out, recipes, test, bench, learnt, say)


def _plain_and_readers(room: Classroom, parts: Split, readers: Mapping[str, Path], say: Say) -> list[Recipe]:
    train, validation = ([room.examples[row] for row in rows] for rows in (parts.train, parts.validation))
    say("Wording, and a frozen encoder")
    ngrams = fit_ngrams(train, room.params)
    plain = plain_recipes(room, train, ngrams)
    say("The whole recipe")
    return [*plain, *reader_recipes(room, validation, ngrams, readers)]


def _write(
    out: Path, recipes: Sequence[Recipe], test: Sequence[Example], bench: Sequence[Example], learnt: str, say: Say
) -> None:
    torch.set_num_threads(1)  # what a post costs is told for one core
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
        f"{learnt}. All are measured on the test rows, of contrast groups and sources that are held out of training ({sizes}); the whole recipe is "
        "calibrated on the validation rows. Times are medians of one post at a time on one core. Made by `python -m training compare`.",
        "",
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join([*heading, *lines]) + "\n", encoding="utf-8")
    say("\n".join(lines))
