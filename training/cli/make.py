"""The commands that make a model: train, readers, restore, deal, check, compare, curve."""

from pathlib import Path

import click

from model.artifact import released_folder
from model.outputs import READER_NAMES

from ..commands import compare_fitted_recipes, compare_recipes, deal_parts, draw_learning_curve, train_and_publish
from ..gathering import check_corpus
from ..given import Given
from ..school import fit_readers, restore_readers
from . import options


@click.command()
@options.recipe
@click.option("--plain", is_flag=True, help="Leave the readers out: n-grams alone, in a minute, without torch.")
@options.publishing
def train(
    given: Given,
    plain: bool,
    artifacts: Path,
    despite_worse: str | None,
) -> None:
    """Train on the corpus and publish the model."""
    train_and_publish(given, plain=plain, artifacts=artifacts, despite_worse=despite_worse)


@click.command()
@options.recipe
@click.option("--only", type=click.Choice(["twin", "release"]), help="Fit the readers of one of the two alone.")
@click.option("--teacher", type=click.IntRange(min=0), help="Fit this teacher alone, and no reader.")
@click.option("--reader", type=click.Choice(READER_NAMES), help="Fit this reader alone.")
def readers(
    given: Given,
    only: str | None,
    teacher: int | None,
    reader: str | None,
) -> None:
    """Fit the readers and their teachers alone, and keep them in --build, where `train` finds them.

    For a machine with a GPU; give `train` the same texts afterwards, on any machine.
    """
    fit_readers(given, only, teacher, reader)


@click.command()
@options.recipe
@click.option(
    "--model",
    "model_folder",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the model.",
)
@click.option(
    "--rounds",
    required=True,
    type=click.IntRange(min=1),
    help="How many rounds of the corpus these readers have learnt; from the next one on they go on.",
)
@click.option("--reader", multiple=True, type=click.Choice(READER_NAMES), help="This reader alone; may be repeated.")
def restore(
    given: Given,
    model_folder: Path,
    rounds: int,
    reader: tuple[str, ...],
) -> None:
    """Keep what a model has learnt in --build, so that its readers go on over what has joined the corpus since.

    Where nothing else was kept: it takes seconds, and fitting the same anew hours. Give the commands that follow the same texts and
    parameters, or they won't find it. Readers of v2, v4 and v5 have read the validation and test rows of their rounds: what goes on
    from them is measured fairly on later rounds and on a benchmark alone.
    """
    restore_readers(given, model_folder, rounds, reader)


@click.command()
@options.rows
def deal(given: Given) -> None:
    """Check the corpus, and write down which of its rows validate and which test, in its parts.json.

    For whoever has added a round, before readers learn it: from then on no label that is settled anew moves a row from one part to
    another. Rows whose part is written down keep it. Needs the texts of all public posts.
    """
    deal_parts(given)


@click.command()
@options.texts
@options.bench
@options.corpus
def check(texts: tuple[Path, ...], bench: Path | None, corpus: Path) -> None:
    """Check the corpus: labels, duplicates, broken texts, leaks into a benchmark."""
    check_corpus(corpus, texts, bench)


@click.command()
@options.recipe
@click.option("--out", default=Path("training/RECIPES.md"), show_default=True, type=click.Path(path_type=Path))
@options.model
@click.option(
    "--fit",
    "fits",
    is_flag=True,
    help="Fit readers and their teachers instead: hours on a processor, minutes on a GPU.",
)
@click.option(
    "--untaught/--no-untaught",
    default=None,
    show_default="--untaught",
    help="With --fit: also fit the readers without teachers, which takes as long as with them.",
)
def compare(given: Given, out: Path, model_folder: Path | None, fits: bool, untaught: bool | None) -> None:
    """Compare recipes on the same rows: plain ones, readers, the whole; with --fit, teachers. Quality, and time a post.

    Without --fit the readers are those of the model folder. They must not have learnt from the rows that test.
    """
    if fits and model_folder:
        raise click.UsageError("--fit takes no readers of a --model. Leave one of the two out.")
    if untaught is not None and not fits:
        raise click.UsageError("--untaught and --no-untaught go with --fit. Add it, or leave them out.")
    if fits:
        compare_fitted_recipes(given, out, untaught=untaught is not False)
    else:
        compare_recipes(given, out, model_folder or released_folder())


@click.command()
@options.texts
@options.corpus
@options.params
@options.build
@click.option("--out", default=Path("training/LEARNING_CURVE.md"), show_default=True, type=click.Path(path_type=Path))
def curve(texts: tuple[Path, ...], corpus: Path, params: Path, build: Path, out: Path) -> None:
    """Draw the learning curve: what growing parts of the corpus teach."""
    draw_learning_curve(corpus, texts, params, build, out)
