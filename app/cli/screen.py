"""Where output goes: how wide it is, whether it shows colours, and what it can show at all."""

import os
import shutil
import sys
import unicodedata
from dataclasses import dataclass

import click

COLOUR_MODES = ("auto", "always", "never")

PAGE_WIDTH = 100
"""Columns of output that goes to a file or another program."""

_UNSAFE = ("Cc", "Cs")
_BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Screen:
    """What standard output can show; `width` is in columns."""

    colour: bool
    width: int
    unicode: bool

    @classmethod
    def of_stdout(cls, colour_mode: str) -> "Screen":
        """Look at standard output. `NO_COLOR` is honoured unless colours are asked for."""
        is_terminal = sys.stdout.isatty()
        colour = colour_mode == "always" or (colour_mode == "auto" and is_terminal and not os.environ.get("NO_COLOR"))
        width = shutil.get_terminal_size((PAGE_WIDTH, 24)).columns if is_terminal else PAGE_WIDTH
        return cls(colour, width, unicode=(sys.stdout.encoding or "").lower().startswith("utf"))

    def paint(self, text: str, colour: str | None = None, *, bold: bool = False) -> str:
        """Colour a text, where colours are shown."""
        return click.style(text, fg=colour, bold=bold) if self.colour else text


def printable(text: str, keep: str = "") -> str:
    """Replace what could move the cursor or turn text around, so that a file can't tamper with the terminal.

    The characters in `keep` stay as they are.
    """
    return "".join(
        character if character in keep or _is_safe(character) else "\N{REPLACEMENT CHARACTER}" for character in text
    )


def _is_safe(character: str) -> bool:
    return character not in _BIDIRECTIONAL and unicodedata.category(character) not in _UNSAFE
