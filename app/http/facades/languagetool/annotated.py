"""A text with markup, as LanguageTool's clients send it: what is judged is its plain text, what is marked lies in the original."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from model import Span

from ...json_body import parse_json
from ...problem_kinds import INVALID_REQUEST
from ...problems import Fault, ProblemError

FIELD = "data"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the original, and what is read in its place: itself, or nothing or something else for markup."""

    sent: str
    read: str


class AnnotatedText:
    """A text in parts. Offsets are code points here; those of spans lie in the plain text."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.plain = "".join(part.read for part in parts)
        self.original = "".join(part.sent for part in parts)
        starts = accumulate((len(part.sent) for part in parts), initial=0)
        read = [(part, start) for part, start in zip(parts, starts, strict=False) if part.read]
        self._parts = [part for part, _ in read]
        self._starts = [start for _, start in read]
        self._ends = list(accumulate(len(part.read) for part in self._parts))

    @classmethod
    def of(cls, text: str) -> "AnnotatedText":
        """Take a text without markup."""
        return cls([Part(text, text)])

    def place(self, span: Span) -> Span:
        """Give where a span of the plain text, which is not empty, lies in the original, without markup around it.

        What stands for markup lies where all of that markup does.
        """
        first, last = bisect_right(self._ends, span.start), bisect_left(self._ends, span.end)
        start, end = self._starts[first], self._starts[last] + len(self._parts[last].sent)
        if self._is_verbatim(first):
            start += span.start - self._begin(first)
        if self._is_verbatim(last):
            end -= self._ends[last] - span.end
        return Span(start, end)

    def is_verbatim(self, span: Span) -> bool:
        """Tell whether a span reads the same in the original, so that it can be replaced there without harm to markup."""
        return self.place(span).of(self.original) == span.of(self.plain)

    def _begin(self, place: int) -> int:
        return self._ends[place] - len(self._parts[place].read)

    def _is_verbatim(self, place: int) -> bool:
        return self._parts[place].sent == self._parts[place].read


def annotated(content: str) -> AnnotatedText:
    """Read the JSON of the parameter `data`; raises a problem, in LanguageTool's words, for what it does not take."""
    data = parse_json(content.encode("utf-8", "surrogatepass"), FIELD)
    if not isinstance(data, dict) or ("text" in data) == ("annotation" in data):
        raise _refused("“data” must be an object with either a 'text' or an 'annotation' key.")
    if "text" in data:
        if not isinstance(data["text"], str):
            raise _refused("The 'text' in “data” must be a string.")
        return AnnotatedText.of(data["text"])
    if not isinstance(data["annotation"], list):
        raise _refused("The 'annotation' in “data” must be an array.")
    return AnnotatedText([_part(entry, place) for place, entry in enumerate(data["annotation"])])


def _part(entry: Any, place: int) -> Part:
    match entry:
        case {"text": str(_), "markup": _}:
            raise _refused(f"Only either 'text' or 'markup' may stand in entry {place} of 'annotation', not both.")
        case {"text": str(_), "interpretAs": _}:
            raise _refused(
                f"'interpretAs' stands beside 'text' in entry {place} of 'annotation'; only 'markup' takes it."
            )
        case {"text": str(text)}:
            return Part(text, text)
        case {"markup": str(markup), "interpretAs": str(read)}:
            return Part(markup, read)
        case {"markup": str(markup)} if "interpretAs" not in entry:
            return Part(markup, "")
    raise _refused(
        f"Entry {place} of 'annotation' must hold a 'text', or a 'markup' and perhaps what to 'interpretAs', as strings."
    )


def _refused(message: str) -> ProblemError:
    return ProblemError.of(INVALID_REQUEST, Fault(field=FIELD, message=message, code="unknown-annotation"))
