"""A run of `flipguard score`: inputs to outputs by way of an engine, and a report at the end."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import click

from model import ArtifactError, released_manifest

from ..ahead import cores
from ..audience import Audiences
from ..refusal import Refusal
from ..version import program_version
from .engines.local import score_locally
from .extras import need_ray
from .files import files
from .identity import identity_of
from .parts import Place, Plan, Scored
from .planning import Request, make_plan
from .progress import Progress
from .sinks import Sink, is_resumable
from .streaming import streaming
from .worker import Setup

ERROR_ROWS = 1


@dataclass(frozen=True, slots=True)
class ScoreOptions:
    """How rows are to be scored; the fields are named like the options of the command."""

    relationship: str | None = None
    channel: str | None = None
    model_folder: Path | None = None
    config_file: Path | None = None
    progress: bool | None = None
    workers: int | None = None
    engine: str = "local"
    ray_address: str | None = None
    restart: bool = False


def score_archive(request: Request, options: ScoreOptions) -> int:
    """Score what was asked for, say how it went on standard error, and give the exit code."""
    if options.engine == "ray":
        need_ray()
    elif options.ray_address:
        raise Refusal("--ray-address says where a Ray cluster is. Say --engine ray too.")
    plan = make_plan(request)
    setup = _setup(plan, request, options)
    with _sink(setup, options) as sink:
        progress = Progress(plan, sink.tally, options.progress)
        for scored in _engine(setup, sink.start, options):
            sink.take(scored)
            progress.show(scored)
        progress.close()
    click.echo(sink.tally.summary(), err=True)
    return ERROR_ROWS if sink.tally.errors else 0


def _setup(plan: Plan, request: Request, options: ScoreOptions) -> Setup:
    audiences = Audiences.of_options(options.config_file, options.channel, options.relationship)
    try:
        model = released_manifest(options.model_folder).identity
    except ArtifactError as error:
        raise Refusal(str(error)) from error
    return Setup(plan, audiences, request.text_column, options.model_folder, model)


def _sink(setup: Setup, options: ScoreOptions) -> AbstractContextManager[Sink]:
    plan = setup.plan
    if not is_resumable(plan):
        return streaming(plan.outputs[0])
    said = {"relationship": options.relationship, "channel": options.channel, "text-column": setup.text_column}
    return files(plan, identity_of(setup, said, program_version()), options.restart)


def _engine(setup: Setup, start: Place, options: ScoreOptions) -> Iterator[Scored]:
    if options.engine == "local":
        return score_locally(setup, start, options.workers or cores())
    from .engines.cluster import score_on_ray

    return score_on_ray(setup, start, options.workers, options.ray_address)
