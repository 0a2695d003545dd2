"""Options that several commands share."""

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import click

from model.artifact import ARTIFACTS

from ..examples import CORPUS
from ..given import Given, Workplace
from ..params import PARAMS

Command = Callable[..., None]

texts = click.option(
    "--public",
    "texts",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON lines that hold the texts of the public posts; may be given several times. Each is known by its hash.",
)
bench = click.option(
    "--bench",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A benchmark with annotators' votes: measured on, never trained on.",
)
corpus = click.option(
    "--corpus",
    default=CORPUS,
    show_default="training/corpus",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of labels: authored*.jsonl and public.jsonl.",
)
unlabelled = click.option(
    "--unlabelled",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON lines of texts without labels that the reader learns from too, through its teachers; several times.",
)
params = click.option(
    "--params", default=PARAMS, type=click.Path(exists=True, path_type=Path), help="Another parameter file."
)
model = click.option(
    "--model",
    "model_folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A model folder; the released one if not given.",
)
build = click.option(
    "--build",
    default=Path("build/training"),
    show_default=True,
    type=click.Path(path_type=Path),
    help="Where work is kept: what was fitted on the very same rows, or scored by the very same model, is found here.",
)


def out_file(default: str, help: str) -> Callable[[Command], Command]:  # noqa: A002 - what click calls it
    """Make the option that names the file which a command writes."""
    kind = click.Path(dir_okay=False, path_type=Path)
    return click.option("--out", default=Path(default), show_default=True, type=kind, help=help)


def publishing(command: Command) -> Command:
    """Add the options that say where a model is published, and when it may be although it is worse."""
    for option in (
        click.option(
            "--despite-worse",
            metavar="REASON",
            help="Publish even a model that is worse than the released one on a headline figure; its card tells the reason.",
        ),
        click.option("--artifacts", default=ARTIFACTS, type=click.Path(path_type=Path), help="Where to publish."),
    ):
        command = option(command)
    return command


def workplace(command: Command) -> Command:
    """Add the options that say where and how fitting is done."""
    for option in (
        click.option("--threads", type=click.IntRange(min=1), help="Cores for fine-tuning; all if not given."),
        click.option("--device", default="cpu", show_default=True, help="Where to fine-tune: cpu or cuda."),
        build,
    ):
        command = option(command)
    return command


def recipe(command: Command) -> Command:
    """Add the options that say what networks learn from, and where: every command that fits them is `given` these in one."""
    return _given(command, (workplace, params, corpus, bench, unlabelled, texts))


def rows(command: Command) -> Command:
    """Add the options that say which rows there are to measure on: a command that fits no network is `given` these in one."""
    return _given(command, (build, params, corpus, bench, texts))


def _given(command: Command, chosen: Sequence[Callable[[Command], Command]]) -> Command:
    @wraps(command)
    def giving(
        corpus: Path,
        texts: tuple[Path, ...],
        bench: Path | None,
        params: Path,
        build: Path,
        unlabelled: tuple[Path, ...] = (),
        device: str = "cpu",
        threads: int | None = None,
        **more: Any,
    ) -> None:
        command(Given(corpus, texts, unlabelled, bench, params, Workplace(build, device, threads)), **more)

    given: Command = giving
    for option in chosen:
        given = option(given)
    return given
