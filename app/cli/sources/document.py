"""A document: one text as it stands in a file, and where its lines begin."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Self

from .prose import Prose

_LINE_BREAK = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a document as editors show it: line and column count from 1, columns in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file without a byte order mark; `name` is its path, or what standard input is called."""

    name: str
    text: str
    line_starts: tuple[int, ...]

    @classmethod
    def of(cls, name: str, text: str) -> Self:
        """Take a text and find its lines, which end with LF, CRLF or CR."""
        return cls(name, text, (0, *(match.end() for match in _LINE_BREAK.finditer(text))))

    def position(self, offset: int) -> Position:
        """Find the line and column of an offset in the text."""
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Give a line by its number, without its line break."""
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[self.line_starts[number - 1] : end].rstrip("\r\n")

    def with_line_feeds(self) -> Prose:
        """Give the text with every line break written as LF, tied to the text as it stands."""
        if "\r" not in self.text:
            return Prose.verbatim(self.text)
        characters = re.findall(r"\r\n|.", self.text, re.DOTALL)
        ends: list[int] = []
        for character in characters:
            ends.append((ends[-1] if ends else 0) + len(character))
        text = "".join("\n" if character in ("\r\n", "\r") else character for character in characters)
        return Prose(text, (0, *ends[:-1]), tuple(ends))
