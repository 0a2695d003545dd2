"""The commands that get texts of public posts: those that are labelled, and others of the same homes."""

from pathlib import Path

import click

from ..params import PARAMS, read_params
from ..sources.fetch import fetch_public
from ..sources.origins import GITHUB, Host, Mirrors, Origin
from ..sources.unread import fetch_unread
from . import options


def _from_homes(command: options.Command) -> options.Command:
    """Add the options that say where repositories come from."""
    for option in (
        click.option(
            "--mirrors",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            help="Read clones that lie here as OWNER+NAME/repo, and ask no host.",
        ),
        click.option(
            "--clones",
            default=Path("build/public-sources"),
            show_default=True,
            type=click.Path(file_okay=False, path_type=Path),
            help="Where what comes from the host is kept.",
        ),
        click.option(
            "--host",
            default=GITHUB,
            show_default=True,
            envvar="TRAINING_GIT_HOST",
            show_envvar=True,
            help="The git host.",
        ),
    ):
        command = option(command)
    return command


def _origin(host: str, clones: Path, mirrors: Path | None) -> Origin:
    return Mirrors(mirrors) if mirrors else Host(host, clones)


@click.command()
@options.corpus
@options.out_file("build/public-texts.jsonl", "Where the texts go. Those that it holds already are kept.")
@_from_homes
@click.pass_context
def fetch(context: click.Context, corpus: Path, out: Path, host: str, clones: Path, mirrors: Path | None) -> None:
    """Fetch the texts of the public posts, for --public, from the repositories that corpus/sources.json names.

    Only the files that hold them are fetched, with git, and every text is checked against its hash. Each set has its
    own licence: read corpus/sources.json before you pass a text on. Exits with 1 if a text could not be verified.
    """
    verified = fetch_public(corpus, out, _origin(host, clones, mirrors))
    context.exit(0 if verified else 1)


@click.command()
@options.corpus
@options.out_file("build/unread-texts.jsonl", "Where the texts go.")
@click.option(
    "--count",
    default=100_000,
    show_default=True,
    type=click.IntRange(min=1),
    help="About how many texts are drawn, at most.",
)
@_from_homes
def unread(corpus: Path, out: Path, count: int, host: str, clones: Path, mirrors: Path | None) -> None:
    """Draw texts that nobody has labelled from the files of the labelled posts, for --unlabelled: teachers read them.

    The same ones each time, while the same homes are there. A home that is not to be had is named and left out.
    """
    fetch_unread(corpus, out, _origin(host, clones, mirrors), count, read_params(PARAMS).seed)
