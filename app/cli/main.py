"""The command `flipguard`: its commands, and the one place where errors become exit codes.

Exit codes: 0 all is well, 1 there are findings, 2 trouble, 130 stopped by Ctrl-C.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from typing import Any

import click

from .channels import channels
from .check import check
from .explain import explain
from .feedback import feedback
from .keys import keys
from .lsp import lsp
from .mcp import mcp
from .refusal import TROUBLE
from .report import report
from .score import score
from .serve import serve
from .settings import settings
from .version import print_version

INTERRUPTED = 130
BROKEN_PIPE = 141
"""What a shell reports of a program whose reader has gone (`flipguard check … | head`)."""


class ReaderGone(Exception):  # noqa: N818 - an event, not an error
    """Whoever read the output has gone."""


class Program(click.Group):
    """A group that tells of a broken pipe, which click would make the exit code 1: findings."""

    def invoke(self, context: click.Context) -> Any:
        """Run the command that was called."""
        try:
            return super().invoke(context)
        except BrokenPipeError as error:
            raise ReaderGone from error


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=print_version,
    help="Print the versions of the program and of its model.",
)
def flipguard() -> None:
    """Tell, before a post is published, whether it flips a social relationship into a market one.

    Friends, neighbours and fans read a post as one of theirs. A price, a bill, a wage or a call to advertise turns them
    into customers, debtors, hired hands or a sales channel, and they feel it. FlipGuard names the words that do it.

    \b
    Examples:
      flipguard check posts/*.md            before you commit
      echo "20% off, tap!" | flipguard check -
      flipguard score posts.jsonl scored.jsonl
      flipguard serve                       for publishing tools, over HTTP
      flipguard explain sale                what a cue means, and why
      flipguard channels init               say once who reads what you post
      flipguard report posts.jsonl          what flipped in months, and three things to do

    Exit codes: 0 all is well, 1 there are findings, 2 trouble, 130 stopped by Ctrl-C.
    """  # noqa: D301 - click keeps the lines of a paragraph as they are where it starts with \b


for command in (check, channels, score, report, serve, lsp, mcp, explain, settings, keys, feedback):
    flipguard.add_command(command)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program on `argv` (default: the arguments of the process) and return its exit code."""
    _replace_what_the_terminal_cannot_show()
    try:
        code = flipguard.main(None if argv is None else list(argv), prog_name="flipguard", standalone_mode=False)
        sys.stdout.flush()
    except (click.Abort, KeyboardInterrupt):
        click.echo("flipguard: stopped.", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return TROUBLE
    except (ReaderGone, BrokenPipeError):
        _let_go_of_stdout()
        return BROKEN_PIPE
    except OSError as error:
        click.echo(f"flipguard: {_sentence(error)}", err=True)
        return TROUBLE
    except Exception as error:
        if not _tells_of_the_model(error):
            _report_fault(error)
        return TROUBLE
    return code if isinstance(code, int) else 0


def _replace_what_the_terminal_cannot_show() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _let_go_of_stdout() -> None:
    """Point standard output elsewhere, or Python would complain when it flushes at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _sentence(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}."


def _tells_of_the_model(error: Exception) -> bool:
    """Print what is wrong with the model, if that is what is wrong: its readers may be opened only where a post needs them."""
    errors = sys.modules.get("model.errors")  # whoever raised one of them has loaded them
    if errors is None or not isinstance(error, errors.ArtifactError):
        return False
    click.echo(f"flipguard: {error}", err=True)
    return True


def _report_fault(error: Exception) -> None:
    """Say where the program itself is at fault. The error's own message is left out: it may quote a post."""
    click.echo("".join(traceback.format_tb(error.__traceback__)), err=True, nl=False)
    click.echo(
        f"flipguard: {type(error).__name__}: this is a fault of the program, not of your posts. "
        "Please report it with the lines above, which hold none of your text.",
        err=True,
    )
