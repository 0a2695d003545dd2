"""Readers by themselves: where they are fitted and kept, fitting them, and reading back what a released model has learnt."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from model.artifact import read_manifest, verify
from model.reader import READER_FILE

from .classroom import Classroom
from .course import Course
from .examples import CorpusError, Example, read_bench, read_texts, text_sha256
from .gathering import gather
from .kept_readers import ReaderSchool
from .kept_split import kept_split
from .params import Params, read_params
from .unlabelled import worth_reading


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where and how fitting is done: the folder of kept work, a torch device, so many cores (all if None)."""

    build: Path
    device: str = "cpu"
    threads: int | None = None


def open_school(
    examples: Sequence[Example], unlabelled: Sequence[Path], bench: Path | None, params: Params, work: Workplace
) -> ReaderSchool:
    """Get ready to fit readers; the unlabelled texts are those that nobody labelled and that no benchmark holds."""
    held_out = [example.text for example in read_bench(bench)] if bench else []
    taken = {text_sha256(text) for text in (*held_out, *(example.text for example in examples))}
    texts = [text for key, text in sorted(read_texts(unlabelled).items()) if key not in taken]
    if params.distillation.teachers:
        texts = worth_reading(texts, held_out, params.corpus.near_duplicate_similarity)
        click.echo(f"Teachers read {len(texts):,} texts without labels for the reader to learn from.")
    room = Classroom(examples, texts, params, work.build, work.device, work.threads)
    return ReaderSchool(room, held_out)


def fit_readers(
    corpus: Path,
    texts: Sequence[Path],
    unlabelled: Sequence[Path],
    bench: Path | None,
    params_path: Path,
    work: Workplace,
    only: str | None,
    teacher: int | None,
    reader: str | None,
) -> None:
    """Fit what `train_and_publish` needs of the deep-learning framework, or a part of it, and keep it in the build folder."""
    params = read_params(params_path)
    examples = gather(corpus, texts)
    parts = kept_split(examples, params, work.build)
    school = open_school(examples, unlabelled, bench, params, work)
    courses = {"twin": Course.of_twin(parts, examples), "release": Course.of_release(parts, examples)}
    for name, course in courses.items():
        if only not in (None, name):
            continue
        if teacher is not None:
            school.teachers.answers(teacher, course.first)
            continue
        for kept in [reader] if reader else params.readers:
            click.echo(f"{name}: {school.weights(kept, course).name}")


def restore_readers(
    corpus: Path,
    texts: Sequence[Path],
    unlabelled: Sequence[Path],
    bench: Path | None,
    params_path: Path,
    work: Workplace,
    model: Path,
    rounds: int,
    names: Sequence[str],
) -> None:
    """Keep what a released model's readers learnt as what the twin's did of the first `rounds` rounds of the corpus."""
    params = read_params(params_path)
    verify(model, read_manifest(model))
    examples = gather(corpus, texts)
    if rounds > (latest := max(example.joined for example in examples)):
        raise CorpusError(
            f"--rounds is {rounds}, but the corpus has {latest}. Say how many of them these readers have learnt."
        )
    course = Course.of_twin(kept_split(examples, params, work.build), examples, rounds)
    school = open_school(examples, unlabelled, bench, params, work)
    for name in names or params.readers:
        click.echo(f"round {rounds}: {school.restore(name, course, model / name / READER_FILE).name}")
