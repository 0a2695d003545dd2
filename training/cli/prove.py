"""The commands that prove a model: evaluate, held-out, behaviour, outside."""

from pathlib import Path

import click

from ..commands import compare_held_out
from ..given import Given
from ..params import read_params
from . import options


@click.command()
@click.argument("bench", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out",
    default=Path("build/evaluation"),
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the report: a Markdown page with its pictures.",
)
@options.model
@options.corpus
@options.params
@options.build
def evaluate(bench: Path, out: Path, model_folder: Path | None, corpus: Path, params: Path, build: Path) -> None:
    """Measure a model on BENCH and on the behavioural tests, and write the report, which begins with where it fails.

    BENCH is JSON lines with texts and annotators' mean votes. The report names posts by their ids and shows no text of them.
    """
    from ..proof import evaluate_model

    evaluate_model(bench, model_folder, out, corpus, read_params(params), build)


@click.command("held-out")
@click.argument(
    "models", nargs=-1, required=True, metavar="MODEL...", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--out", default=Path("training/HELD_OUT.md"), show_default=True, type=click.Path(dir_okay=False, path_type=Path)
)
@options.rows
def held_out(given: Given, models: tuple[Path, ...], out: Path) -> None:
    """Put model folders side by side on the rows that training holds out, and on a benchmark, in one table.

    Give the texts of the public posts, or it is measured on written rows alone.
    """
    compare_held_out(models, given, out)


@click.command()
@click.option("--rebaseline", is_flag=True, help="Take down what the model fails now as known misses, with new bars.")
@options.model
@options.build
@click.pass_context
def behaviour(context: click.Context, rebaseline: bool, model_folder: Path | None, build: Path) -> None:
    """Run the behavioural tests; exits with 1 if one fails more often than its bar allows."""
    from ..proof import check_behaviour

    context.exit(0 if check_behaviour(model_folder, build, rebaseline) else 1)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--out",
    default=Path("docs/evaluation/outside.md"),
    show_default=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The page to write.",
)
@options.unlabelled
@options.model
@options.corpus
@options.params
@options.build
def outside(
    folder: Path,
    out: Path,
    unlabelled: tuple[Path, ...],
    model_folder: Path | None,
    corpus: Path,
    params: Path,
    build: Path,
) -> None:
    """Measure on the data sets of others in FOLDER: SMS Spam, YouTube Spam and the ten dimensions of social ties.

    FOLDER holds sms_spam.jsonl, youtube_spam.jsonl and tendims.jsonl, rows with `id`, `text` and `label`.
    """
    from ..outside.page import write_outside

    write_outside(folder, out, unlabelled, model_folder, corpus, read_params(params), build)
