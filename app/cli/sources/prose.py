"""Prose: the words that a reader sees, each character tied to the stretch of the file that shows it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from model import Span

_WORD = re.compile(r"[^ \t\n]+")
_SEPARATORS = ("", " ", "\n", "\n\n")
"""What a reader sees between words, from the weakest to the strongest; of several in a row the strongest counts."""


@dataclass(frozen=True, slots=True)
class Prose:
    """The text that is judged, with its place in a source: `text[i]` is shown by `source[starts[i]:ends[i]]`.

    Three kinds of characters: most stand in the source as they are; one that was written as an entity (`&amp;`) covers
    the whole entity; white space covers everything between its neighbours, markup included. Offsets are code points,
    and neither `starts` nor `ends` ever goes back.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def verbatim(cls, source: str) -> Self:
        """Take a source as it is, each character standing for itself."""
        return cls(source, range(len(source)), range(1, len(source) + 1))

    def origin(self, span: Span) -> Span:
        """Find the stretch of the source that shows a span of the text; what is empty there is empty here."""
        start = self.starts[span.start]
        return Span(start, self.ends[span.end - 1] if span.end > span.start else start)

    def origin_of_all(self) -> Span:
        """Find the stretch of the source that the whole text stands in."""
        return Span(self.starts[0], self.ends[-1]) if self.text else Span(0, 0)

    def within(self, outer: "Prose") -> "Prose":
        """Tie this prose, whose source is the text of `outer`, to the source of `outer`."""
        spans = [outer.origin(Span(start, end)) for start, end in zip(self.starts, self.ends, strict=True)]
        return Prose(self.text, [span.start for span in spans], [span.end for span in spans])


class ProseBuilder:
    """Puts prose together from the visible pieces of a source, in order. White space is tidied as a browser does."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._separator = ""

    def separate(self, separator: str) -> None:
        """Part what comes next from what came before, by a space, a line break or an empty line."""
        self._separator = max(self._separator, separator, key=_SEPARATORS.index)

    def show(self, text: str, offsets: Sequence[int]) -> None:
        """Add text that stands in the source as it is: `text[i]` at `offsets[i]`."""
        self._add(text, offsets, [offset + 1 for offset in offsets])

    def substitute(self, text: str, origin: Span) -> None:
        """Add text that a stretch of the source stands for, as `&amp;` does."""
        self._add(text, [origin.start] * len(text), [origin.end] * len(text))

    def build(self) -> Prose:
        """Give the prose; it neither starts nor ends with a separator."""
        return Prose("".join(self._text), tuple(self._starts), tuple(self._ends))

    def _add(self, text: str, starts: Sequence[int], ends: Sequence[int]) -> None:
        reached = 0
        for word in _WORD.finditer(text):
            self._skip(text[reached : word.start()])
            reached = word.end()
            self._flush(starts[word.start()])
            self._text.append(word.group())
            self._starts.extend(starts[word.start() : word.end()])
            self._ends.extend(ends[word.start() : word.end()])
        self._skip(text[reached:])

    def _skip(self, white_space: str) -> None:
        if white_space:
            self.separate(" ")

    def _flush(self, next_start: int) -> None:
        if self._text and self._separator:
            self._text.append(self._separator)
            self._starts.extend([self._ends[-1]] * len(self._separator))
            self._ends.extend([next_start] * len(self._separator))
        self._separator = ""
