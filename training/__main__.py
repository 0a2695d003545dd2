"""`python -m training`: fetch the texts of public posts, check the corpus, train, evaluate, publish."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from model.artifact import ARTIFACTS

from .commands import Workplace, check_corpus, compare_recipes, evaluate_model, fit_readers, train_and_publish
from .examples import CORPUS, CorpusError
from .params import PARAMS
from .sources.fetch import fetch_public
from .sources.origins import GITHUB, Host, Mirrors

_texts = click.option(
    "--public",
    "texts",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON lines that hold the texts of the public posts; may be given several times. Each is known by its hash.",
)
_bench = click.option(
    "--bench",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A benchmark with annotators' votes: measured on, never trained on.",
)

_corpus = click.option(
    "--corpus",
    default=CORPUS,
    show_default="training/corpus",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of labels: authored*.jsonl and public.jsonl.",
)

_unlabelled = click.option(
    "--unlabelled",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON lines of texts without labels that the reader learns from too, through its teachers; several times.",
)
_params = click.option(
    "--params", default=PARAMS, type=click.Path(exists=True, path_type=Path), help="Another parameter file."
)


def _workplace(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option("--threads", type=click.IntRange(min=1), help="Cores for fine-tuning; all if not given."),
        click.option("--device", default="cpu", show_default=True, help="Where to fine-tune: cpu or cuda."),
        click.option(
            "--build",
            default=Path("build/training"),
            show_default=True,
            type=click.Path(path_type=Path),
            help="Where work is kept: what was fitted on the very same rows is found here.",
        ),
    ):
        command = option(command)
    return command


@click.group(invoke_without_command=True)
@click.pass_context
def cli(context: click.Context) -> None:
    """Make the model: check the corpus, split it, fit, calibrate, choose thresholds, evaluate, publish.

    Without a command it trains on whatever texts are at hand and publishes into model/artifacts.
    """
    if context.invoked_subcommand is None:
        context.invoke(train)


@cli.command()
@_texts
@_unlabelled
@_bench
@_corpus
@_params
@_workplace
@click.option("--plain", is_flag=True, help="Leave the reader out: n-grams alone, in a minute, without torch.")
@click.option("--artifacts", default=ARTIFACTS, type=click.Path(path_type=Path), help="Where to publish.")
def train(
    texts: tuple[Path, ...],
    unlabelled: tuple[Path, ...],
    bench: Path | None,
    corpus: Path,
    params: Path,
    plain: bool,
    artifacts: Path,
    build: Path,
    device: str,
    threads: int | None,
) -> None:
    """Train on the corpus and publish the model."""
    train_and_publish(
        corpus,
        texts,
        unlabelled,
        bench,
        plain=plain,
        params_path=params,
        artifacts=artifacts,
        work=Workplace(build, device, threads),
    )


@cli.command()
@_texts
@_unlabelled
@_bench
@_corpus
@_params
@_workplace
@click.option("--only", type=click.Choice(["twin", "release"]), help="Fit the reader of one of the two alone.")
@click.option("--teacher", type=click.IntRange(min=0), help="Fit this teacher alone, and no reader.")
def readers(
    texts: tuple[Path, ...],
    unlabelled: tuple[Path, ...],
    bench: Path | None,
    corpus: Path,
    params: Path,
    build: Path,
    device: str,
    threads: int | None,
    only: str | None,
    teacher: int | None,
) -> None:
    """Fit the readers and their teachers alone, and keep them in --build, where `train` finds them.

    For a machine with a GPU; give `train` the same texts afterwards, on any machine.
    """
    fit_readers(corpus, texts, unlabelled, bench, params, Workplace(build, device, threads), only, teacher)


@cli.command()
@_texts
@_bench
@_corpus
def check(texts: tuple[Path, ...], bench: Path | None, corpus: Path) -> None:
    """Check the corpus: labels, duplicates, broken texts, leaks into a benchmark."""
    check_corpus(corpus, texts, bench)


@cli.command()
@_texts
@_unlabelled
@_bench
@_corpus
@_params
@_workplace
@click.option("--out", default=Path("training/RECIPES.md"), show_default=True, type=click.Path(path_type=Path))
def compare(
    texts: tuple[Path, ...],
    unlabelled: tuple[Path, ...],
    bench: Path | None,
    corpus: Path,
    params: Path,
    build: Path,
    device: str,
    threads: int | None,
    out: Path,
) -> None:
    """Compare recipes on the same rows: plain ones, readers, their teachers, the release; quality and time a post."""
    compare_recipes(corpus, texts, unlabelled, bench, params, Workplace(build, device, threads), out)


@cli.command()
@click.argument("bench", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--model", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A model folder."
)
def evaluate(bench: Path, folder: Path | None) -> None:
    """Measure the released model on BENCH, JSON lines with texts and annotators' mean votes."""
    evaluate_model(bench, folder)


@cli.command()
@_corpus
@click.option(
    "--out",
    default=Path("build/public-texts.jsonl"),
    show_default=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the texts go. Those that it holds already are kept.",
)
@click.option(
    "--host", default=GITHUB, show_default=True, envvar="TRAINING_GIT_HOST", show_envvar=True, help="The git host."
)
@click.option(
    "--clones",
    default=Path("build/public-sources"),
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where what comes from the host is kept.",
)
@click.option(
    "--mirrors",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Read clones that lie here as OWNER+NAME/repo, and ask no host.",
)
@click.pass_context
def fetch(context: click.Context, corpus: Path, out: Path, host: str, clones: Path, mirrors: Path | None) -> None:
    """Fetch the texts of the public posts, for --public, from the repositories that corpus/sources.json names.

    Only the files that hold them are fetched, with git, and every text is checked against its hash. Each set has its
    own licence: read corpus/sources.json before you pass a text on. Exits with 1 if a text could not be verified.
    """
    verified = fetch_public(corpus, out, Mirrors(mirrors) if mirrors else Host(host, clones))
    context.exit(0 if verified else 1)


def main() -> int:
    """Run the command line; 0 if all went well, 1 if texts are missing, 2 if the corpus or the set-up is at fault."""
    try:
        code: int | None = cli(standalone_mode=False)
    except (CorpusError, click.ClickException) as error:
        click.echo(f"error: {error}", err=True)
        return 2
    except click.Abort:
        return 130
    return code or 0


if __name__ == "__main__":
    sys.exit(main())
