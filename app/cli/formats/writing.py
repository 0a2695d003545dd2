"""Writing the outcomes of a run: to one target as they come, to several when all are known."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from ..replacing import replacing
from ..screen import PAGE_WIDTH, Screen
from . import Run, renderer
from .target import Target

if TYPE_CHECKING:
    from model import ModelIdentity

    from ..outcome import Outcome
    from ..tally import Tally

_FILE = Screen(colour=False, width=PAGE_WIDTH, unicode=True)


def write(
    outcomes: "Iterable[Outcome]", tally: "Tally", model: "ModelIdentity", targets: Sequence[Target], screen: Screen
) -> None:
    """Write each target; a file takes its name when it is whole."""
    if len(targets) > 1:
        outcomes = list(outcomes)
    for target in targets:
        shown = screen if target.file is None else _FILE
        parts = renderer(target.format)(Run(outcomes, tally, model, shown))
        if target.file is None:
            for part in parts:
                click.echo(part, nl=False, color=shown.colour)
        else:
            with replacing(target.file) as file:
                for part in parts:
                    file.write(part.encode("utf-8", "replace"))
