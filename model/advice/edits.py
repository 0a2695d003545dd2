"""Edits: changes to a text by span, applied exactly, so that whoever holds the text can apply them himself.

Offsets count Unicode code points of the text as sent. What an edit does not name stays as it was, to the character.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..text import Span, sentences

_JOINED_ON = re.compile(r"[\s,;:–—]*(?:(?:and|but|or|so)\s+)?", re.IGNORECASE)
_JOINERS = ",;:–—-"
_MARKS = ".!?…"
_AFTER_MARKS = "\"'”’)]"
_FREE_AFTER = ".,;:!?…)]”’"


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put `replacement` where the span stands; an empty one strikes the span."""

    span: Span
    replacement: str = ""


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Apply edits that don't overlap. Every offset counts in the text as it was."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text


def adjoined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join spans that overlap or have nothing but white space between them, in reading order."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and not text[joined[-1].end : span.start].strip():
            span = Span(joined[-1].start, max(joined.pop().end, span.end))
        joined.append(span)
    return tuple(joined)


def in_order(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Put edits in reading order; where two strike the same space between them, one of them does."""
    ordered: list[Edit] = []
    for edit in sorted(edits):
        if ordered and edit.span.start < ordered[-1].span.end:
            start = ordered[-1].span.end
            edit = Edit(Span(start, max(start, edit.span.end)), edit.replacement)
        ordered.append(edit)
    return tuple(ordered)


def strike(text: str, span: Span) -> Edit:
    """Strike a span and tidy what it leaves: no doubled space, no comma in the air, a capital where a sentence starts."""
    sentence = sentence_around(text, span)
    if span.start <= sentence.start and span.end >= sentence.end:
        return _strike_whole(text, span)
    if span.start <= sentence.start:
        return _strike_beginning(text, span)
    if span.end >= sentence.end:
        return _strike_end(text, span)
    return _strike_middle(text, span)


def sentence_around(text: str, span: Span) -> Span:
    """Give the sentence or sentences that a span lies in."""
    touched = [part for part in sentences(text) if part.start < span.end and span.start < part.end]
    return Span(min(touched[0].start, span.start), max(touched[-1].end, span.end)) if touched else span


def sentences_around(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Give the sentences that spans lie in, each once, in reading order."""
    return tuple(sorted({sentence_around(text, span) for span in spans}))


def _strike_whole(text: str, span: Span) -> Edit:
    """Take the space before along, unless nothing stands before; a line of its own goes with its line break."""
    before = len(text[: span.start]) - len(text[: span.start].rstrip())
    after = len(text[span.end :]) - len(text[span.end :].lstrip())
    if not text[: span.start].strip():
        return Edit(Span(span.start, span.end + after))
    if not text[span.end :].strip():
        return Edit(Span(span.start - before, span.end))
    # of the two gaps the wider one stays, so that a paragraph's end is still one
    gap_before, gap_after = text[span.start - before : span.start], text[span.end : span.end + after]
    if gap_after.count("\n") > gap_before.count("\n"):
        return Edit(Span(span.start - before, span.end))
    return Edit(Span(span.start, span.end + after))


def _strike_beginning(text: str, span: Span) -> Edit:
    """Strike the beginning of a sentence with the "and" that joined it to the rest, which takes its capital."""
    joined = _JOINED_ON.match(text, span.end)
    end = joined.end() if joined else span.end
    if text[span.start].isupper() and text[end : end + 1].islower():
        return Edit(Span(span.start, end + 1), text[end].upper())
    return Edit(Span(span.start, end))


def _strike_end(text: str, span: Span) -> Edit:
    """Strike the end of a sentence with the comma or dash that led to it; its closing mark stays, but for a question's."""
    ending = span.of(text).rstrip(_AFTER_MARKS)
    mark = ending[len(ending.rstrip(_MARKS)) :]
    return Edit(Span(_end_before(text, span.start), span.end), "." if "?" in mark else mark)


def _strike_middle(text: str, span: Span) -> Edit:
    start, end = span.start, span.end
    if text[end] in _FREE_AFTER:
        return Edit(Span(_end_before(text, start), end))
    if text[start - 1].isspace():
        while text[end : end + 1] in (" ", "\t"):
            end += 1
    return Edit(Span(start, end))


def _end_before(text: str, start: int) -> int:
    """Step back over white space, and over one comma or dash that would now lead nowhere."""
    before = text[:start].rstrip()
    return len(before[:-1].rstrip()) if before.endswith(tuple(_JOINERS)) else len(before)


def size(edits: Sequence[Edit]) -> int:
    """Count the characters that edits strike or write: how far they leave the writer's own text."""
    return sum(edit.span.end - edit.span.start + len(edit.replacement) for edit in edits)
