"""Readers by themselves: where they are fitted and kept, fitting them, and reading back what a released model has learnt."""

from collections.abc import Sequence
from pathlib import Path

import click

from model.artifact import read_manifest
from model.reader import READER_FILE
from model.verification import verify

from .classroom import Classroom
from .course import Course, ends_of
from .errors import CorpusError
from .examples import Example, read_texts, text_sha256
from .gathering import gather, texts_to_be_tested_on
from .given import Given
from .kept_readers import ReaderSchool
from .kept_split import kept_split
from .params import Params, read_params
from .split import Split
from .unlabelled import worth_reading


def open_school(examples: Sequence[Example], given: Given, params: Params) -> ReaderSchool:
    """Get ready to fit readers; the unlabelled texts are those that nobody labelled and that nothing is tested on."""
    benchmark = given.benchmark()
    tested_on = texts_to_be_tested_on(benchmark)
    taken = {text_sha256(text) for text in (*tested_on, *(example.text for example in examples))}
    texts = [text for key, text in sorted(read_texts(given.unlabelled).items()) if key not in taken]
    if params.distillation.teachers:
        texts = worth_reading(texts, tested_on, params.corpus.near_duplicate_similarity)
        click.echo(f"Teachers read {len(texts):,} texts without labels for the reader to learn from.")
    work = given.work
    room = Classroom(examples, texts, params, work.build, work.device, work.threads)
    return ReaderSchool(room, [example.text for example in benchmark])


def gathered_school(given: Given) -> ReaderSchool:
    """Get ready to fit readers on all examples at hand."""
    params = read_params(given.params)
    return open_school(gather(given.corpus, given.texts), given, params)


def split_of(school: ReaderSchool) -> Split:
    """Give the parts of a school's examples."""
    return kept_split(school.room.examples, school.room.params, school.room.build)


def fit_readers(given: Given, only: str | None, teacher: int | None, reader: str | None) -> None:
    """Fit what `train_and_publish` needs of the deep-learning framework, or a part of it, and keep it in the build folder."""
    school = gathered_school(given)
    parts, examples = split_of(school), school.room.examples
    how = school.room.params.courses
    courses = {"twin": Course.of_twin(parts, examples, how), "release": Course.of_release(parts, examples, how)}
    for name, course in courses.items():
        if only not in (None, name):
            continue
        if teacher is not None:
            school.teachers.answers(teacher, course.first)
            continue
        for kept in [reader] if reader else school.room.params.readers:
            click.echo(f"{name}: {school.weights(kept, course).name}")


def restore_readers(given: Given, model: Path, rounds: int, names: Sequence[str]) -> None:
    """Keep what a released model's readers learnt as what the twin's did of the first `rounds` rounds of the corpus."""
    verify(model, read_manifest(model))
    school = gathered_school(given)
    how, parts, examples = school.room.params.courses, split_of(school), school.room.examples
    ends = ends_of(parts, examples, how)
    if rounds > ends[-1]:
        raise CorpusError(
            f"--rounds is {rounds}, but the corpus has {ends[-1]}. Say how many of them these readers have learnt."
        )
    if rounds not in ends:
        raise CorpusError(
            f"--rounds is {rounds}, but nothing goes on from there: courses end after the rounds {', '.join(map(str, ends))}. "
            "Name one of these, or change `ends` in the parameter file."
        )
    course = Course.of_twin(parts, examples, how, rounds)
    for name in names or school.room.params.readers:
        click.echo(f"round {rounds}: {school.restore(name, course, model / name / READER_FILE).name}")
