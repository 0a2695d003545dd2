"""The command that gets the texts of the public posts."""

from pathlib import Path

import click

from ..sources.fetch import fetch_public
from ..sources.origins import GITHUB, Host, Mirrors
from . import options


@click.command()
@options.corpus
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
