"""What `python -m training` does, step by step, telling what it uses as it goes."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from model.manifest import Manifest
from model.reader import READER_FILE

from .checks import find_faults, find_leaks
from .classroom import Classroom
from .comparison.learning_curve import HEADING as LEARNING_CURVE_HEADING
from .comparison.learning_curve import learning_curve
from .course import Course
from .examples import (
    CorpusError,
    Example,
    count_public,
    read_authored,
    read_bench,
    read_public,
    read_texts,
    text_sha256,
)
from .kept_readers import ReaderSchool
from .kept_split import kept_split
from .params import PARAMS, Params, read_params
from .publish import installed_packages, lay_out, next_version
from .recipe import train
from .release import Release, release
from .unlabelled import worth_reading

RELEASED_RECIPE = (
    "n-grams, then a quick reader (MiniLM-L6), then a careful one (six layers of MPNet), each only where it is needed; "
    "taught by four MPNets on the first round of the corpus, the careful one gone on over the second; calibrated on held-out "
    "posts; written and real posts."
)
PLAIN_RECIPE = "word and character n-grams alone, calibrated on held-out posts."


def gather(corpus: Path, texts: Sequence[Path]) -> list[Example]:
    """Read all examples at hand and say loudly what is missing."""
    authored, public = read_authored(corpus), read_public(read_texts(texts), corpus)
    known = count_public(corpus)
    click.echo(f"Corpus: {len(authored):,} written posts, {len(public):,} of {known:,} real posts.")
    if len(public) < known:
        click.secho(
            f"WARNING: the texts of {known - len(public):,} real posts were not given (--public). This is NOT the "
            "recipe of the released model: without real posts its risks are too high and it ranks them worse.",
            fg="yellow",
            err=True,
        )
    return [*authored, *public]


def check_corpus(corpus: Path, texts: Sequence[Path], bench: Path | None) -> list[Example]:
    """Read and check the corpus; raises `CorpusError` that names what must be mended."""
    params = read_params(PARAMS)
    examples = gather(corpus, texts)
    faults = list(find_faults(examples))
    if bench is not None:
        held_out = [example.text for example in read_bench(bench)]
        faults += find_leaks(examples, held_out, params.corpus.near_duplicate_similarity)
    if faults:
        shown = "\n".join(f"  {fault}" for fault in faults[:20])
        raise CorpusError(f"The corpus has {len(faults)} faults; mend or remove these rows:\n{shown}")
    click.echo("Checks: no repeated ids or texts, no unknown labels, no broken texts, no leak into the benchmark.")
    return examples


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
    examples = gather(corpus, texts)
    course = Course.of_twin(kept_split(examples, params, work.build), examples, rounds)
    school = open_school(examples, unlabelled, bench, params, work)
    for name in names or params.readers:
        click.echo(f"round {rounds}: {school.restore(name, course, model / name / READER_FILE).name}")


def compare_recipes(
    corpus: Path,
    texts: Sequence[Path],
    unlabelled: Sequence[Path],
    bench: Path | None,
    params_path: Path,
    work: Workplace,
    out: Path,
    untaught: bool,
) -> None:
    """Measure several recipes on the same rows and write a table of them."""
    from .comparison.compare import compare  # it needs the deep-learning framework

    params = read_params(params_path)
    examples = gather(corpus, texts)
    school = open_school(examples, unlabelled, bench, params, work)
    compare(
        school, kept_split(examples, params, work.build), read_bench(bench) if bench else [], out, click.echo, untaught
    )


def draw_learning_curve(corpus: Path, texts: Sequence[Path], params_path: Path, work: Workplace, out: Path) -> None:
    """Measure what growing parts of the corpus teach, and write a table of it."""
    params = read_params(params_path)
    examples = gather(corpus, texts)
    lines = [*LEARNING_CURVE_HEADING, *learning_curve(examples, kept_split(examples, params, work.build), params)]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    click.echo("\n".join(lines))


def train_and_publish(
    corpus: Path,
    texts: Sequence[Path],
    unlabelled: Sequence[Path],
    bench: Path | None,
    *,
    plain: bool,
    params_path: Path,
    artifacts: Path,
    despite_worse: str | None,
    work: Workplace,
) -> Path:
    """Do the whole of it and return the published folder; raises `WorseModelError` rather than publish a worse model."""
    params = read_params(params_path)
    where = Release(artifacts, read_bench(bench) if bench else [], despite_worse)
    where.check()
    examples = check_corpus(corpus, texts, bench)
    parts = kept_split(examples, params, work.build)
    fitter = None if plain else open_school(examples, unlabelled, bench, params, work).readers
    trained = train(examples, parts, params, fitter, click.echo)
    manifest = Manifest(
        version=next_version(artifacts),
        created=datetime.now(UTC).date().isoformat(),
        recipe=PLAIN_RECIPE if plain else RELEASED_RECIPE,
        thresholds=trained.thresholds,
        cue_thresholds=trained.cue_thresholds,
        corpus=_corpus_facts(examples, params),
        metrics=trained.metrics,
        packages=installed_packages(),
        files={},
    )
    candidate = lay_out(trained.pipeline, trained.reader_folders, manifest, work.build / "candidate")
    folder = release(candidate, where, params, click.echo)
    click.echo((folder / "CARD.md").read_text(encoding="utf-8"))
    click.echo(f"Published {folder}.")
    return folder


def _corpus_facts(examples: Sequence[Example], params: Params) -> dict[str, int | str]:
    content = hashlib.sha256()
    for example in sorted(examples, key=lambda one: one.id):
        content.update(f"{example.id} {text_sha256(example.text)} {example.social} {example.mixed}\n".encode())
    public = [example for example in examples if example.is_public]
    return {
        "written_posts": len(examples) - len(public),
        "real_posts": len(public),
        "sources_of_real_posts": len({example.source for example in public}),
        "seed": params.seed,
        "sha256": content.hexdigest(),
    }
