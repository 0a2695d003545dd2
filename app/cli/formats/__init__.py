"""How findings are printed: one file per output format, each with a function `render`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Help must name the formats without loading the model.
    from model import ModelIdentity

    from ..outcome import Outcome
    from ..screen import Screen
    from ..tally import Tally

FORMATS = ("text", "json", "jsonl", "github", "gitlab", "sarif", "junit", "checkstyle", "rdjson", "azure")
"""The formats by the names of their files; the first is the default."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a format prints. `outcomes` can be read once; `tally` has counted those that were read."""

    outcomes: "Iterable[Outcome]"
    tally: "Tally"
    model: "ModelIdentity"
    screen: "Screen"


Renderer = Callable[[Run], Iterator[str]]
"""Gives the output of a run in parts, each as soon as it is known."""


def renderer(name: str) -> Renderer:
    """Load a format by its name."""
    render: Renderer = import_module(f".{name}", __package__).render
    return render
