"""What `python -m training` does with a whole recipe, step by step, telling what it uses as it goes: compare, measure, publish."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from model.manifest import Manifest

from .classroom import Classroom
from .comparison.held_out import held_out_page, sets_of
from .comparison.learning_curve import HEADING as LEARNING_CURVE_HEADING
from .comparison.learning_curve import learning_curve
from .course import ends_of
from .examples import Example, text_sha256
from .gathering import check_corpus, gather
from .given import Given
from .kept_split import kept_split
from .params import Params, read_params
from .parts import Part, write_parts
from .publish import installed_packages, lay_out, next_version
from .recipe import train
from .release import Release, release
from .school import gathered_school, open_school, split_of

PLAIN_RECIPE = "word and character n-grams alone, calibrated on held-out posts."


def compare_recipes(given: Given, out: Path, model: Path) -> None:
    """Measure plain recipes and the readers of a model on the same rows, and write a table of them."""
    from .comparison.compare import compare_with_model  # it needs the deep-learning framework

    params, work = read_params(given.params), given.work
    room = Classroom(gather(given.corpus, given.texts), (), params, work.build, work.device, work.threads)
    parts = kept_split(room.examples, params, room.build)
    compare_with_model(room, parts, given.benchmark(), model, out, click.echo)


def compare_fitted_recipes(given: Given, out: Path, *, untaught: bool) -> None:
    """Fit every recipe, with `untaught` also readers that nobody taught; measure them on the same rows and write a table of them."""
    from .comparison.compare import compare_fitted

    school = gathered_school(given)
    compare_fitted(school, split_of(school), given.benchmark(), out, click.echo, untaught=untaught)


def draw_learning_curve(corpus: Path, texts: Sequence[Path], params_path: Path, build: Path, out: Path) -> None:
    """Measure what growing parts of the corpus teach, and write a table of it."""
    params = read_params(params_path)
    examples = gather(corpus, texts)
    lines = [*LEARNING_CURVE_HEADING, *learning_curve(examples, kept_split(examples, params, build), params)]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    click.echo("\n".join(lines))


def compare_held_out(models: Sequence[Path], given: Given, out: Path) -> None:
    """Measure models on the rows that are held out of training, and write a table of them."""
    params, build = read_params(given.params), given.work.build
    examples = gather(given.corpus, given.texts)
    parts = kept_split(examples, params, build)
    rows = [examples[row] for row in sorted((*parts.validation, *parts.test))]
    sets = sets_of(rows, given.benchmark())
    lines = list(held_out_page(models, sets, build))
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    click.echo("\n".join(lines))


def deal_parts(given: Given) -> None:
    """Write down, in the corpus folder, which rows validate and which test; a row whose part is written down has kept it."""
    params = read_params(given.params)
    examples = check_corpus(given.corpus, given.texts, given.bench, complete=True)
    dealt = kept_split(examples, params, given.work.build)
    parts = {Part.VALIDATION: dealt.validation, Part.TEST: dealt.test}
    ids = {part: [examples[row].id for row in rows] for part, rows in parts.items()}
    rounds = max(example.joined for example in examples)
    click.echo(f"{write_parts(given.corpus, rounds, ids)}: " + ", ".join(f"{len(ids[part]):,} {part}" for part in ids))


def train_and_publish(given: Given, *, plain: bool, artifacts: Path, despite_worse: str | None) -> Path:
    """Do the whole of it and return the published folder; raises `WorseModelError` rather than publish a worse model."""
    params, build = read_params(given.params), given.work.build
    where = Release(artifacts, given.benchmark(), despite_worse)
    where.check()
    examples = check_corpus(given.corpus, given.texts, given.bench)
    parts = kept_split(examples, params, build)
    fitter = None if plain else open_school(examples, given, params).readers
    trained = train(examples, parts, params, fitter, click.echo)
    manifest = Manifest(
        version=next_version(artifacts),
        created=datetime.now(UTC).date().isoformat(),
        recipe=PLAIN_RECIPE if plain else _whole_recipe(ends_of(parts, examples, params.courses), params),
        thresholds=trained.thresholds,
        cue_thresholds=trained.cue_thresholds,
        corpus=_corpus_facts(examples, params),
        metrics=trained.metrics,
        packages=installed_packages(),
        files={},
    )
    candidate = lay_out(trained.pipeline, trained.reader_folders, manifest, build / "candidate")
    folder = release(candidate, where, params, click.echo)
    click.echo((folder / "CARD.md").read_text(encoding="utf-8"))
    click.echo(f"Published {folder}.")
    return folder


def _whole_recipe(ends: Sequence[int], params: Params) -> str:
    *gone_on_from, _ = ends
    rounds = " and round ".join(map(str, gone_on_from))
    grown = f", gone on over what joined or was settled after round {rounds}" if rounds else ""
    taught = (
        f"taught by {params.distillation.teachers} MPNets" if params.distillation.teachers else "fine-tuned on labels"
    )
    held_out = (
        "which its readers read at last"
        if params.courses.reads_held_out
        else "from which none of its readers has learnt"
    )
    careful = f"{len(params.readers['careful'].layers) or 'all'} layers of MPNet"
    return (
        f"n-grams, then a quick reader (MiniLM-L6), then a careful one ({careful}), each only where it is needed; "
        f"{taught}{grown}; calibrated on held-out posts, {held_out}; written and real posts."
    )


def _corpus_facts(examples: Sequence[Example], params: Params) -> dict[str, int | str]:
    content = hashlib.sha256()
    for example in sorted(examples, key=lambda one: one.id):
        cues = " ".join(sorted(example.market_cues | example.social_cues))
        content.update(f"{example.id} {text_sha256(example.text)} {example.social} {example.mixed} {cues}\n".encode())
    public = [example for example in examples if example.is_public]
    return {
        "written_posts": len(examples) - len(public),
        "real_posts": len(public),
        "sources_of_real_posts": len({example.source for example in public}),
        "seed": params.seed,
        "sha256": content.hexdigest(),
    }
