"""Refusals: how a command stops when it can't do what it was asked."""

from typing import IO, Any

import click

TROUBLE = 2
"""The exit code of a run that could not do all that it was asked."""


class Refusal(click.ClickException):
    """Ends the program with one sentence on standard error."""

    exit_code = TROUBLE

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence."""
        click.echo(f"flipguard: {self.message}", file=file, err=file is None)


class ServiceError(Exception):
    """A service that can't be asked, or that doesn't answer as it should; the message says which and why."""
