"""`python -m training`: fetch the texts of public posts, check the corpus, train, prove, publish."""

import sys

import click

from model import ModelError

from .cli.fetch import fetch, unread
from .cli.make import check, compare, curve, deal, readers, restore, train
from .cli.prove import behaviour, evaluate, held_out, outside
from .errors import CorpusError
from .release_gate import WorseModelError


@click.group(invoke_without_command=True)
@click.pass_context
def cli(context: click.Context) -> None:
    """Make the model: check the corpus, split it, fit, calibrate, choose thresholds, evaluate, publish.

    Without a command it trains on whatever texts are at hand and publishes into model/artifacts.
    """
    if context.invoked_subcommand is None:
        context.invoke(train)


for _command in (
    train,
    readers,
    restore,
    deal,
    check,
    compare,
    curve,
    evaluate,
    held_out,
    behaviour,
    outside,
    fetch,
    unread,
):
    cli.add_command(_command)


def main() -> int:
    """Run the command line; 0 if all went well, 1 if texts are missing or a model is no better, 2 if the set-up is at fault."""
    try:
        code: int | None = cli(standalone_mode=False)
    except WorseModelError as error:
        click.echo(f"refused: {error}", err=True)
        return 1
    except (CorpusError, ModelError, click.ClickException) as error:
        click.echo(f"error: {error}", err=True)
        return 2
    except click.Abort:
        return 130
    return code or 0


if __name__ == "__main__":
    sys.exit(main())
