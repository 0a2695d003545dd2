"""Where an attribute shows: phrases of the text, in UTF-16 code units as JavaScript and Perspective count them."""

from collections.abc import Iterable

from model import Relationship, Span

from ...schemas import CheckResponse
from ..utf_16 import Utf16
from .attributes import CUES, FLIP, value_of
from .schemas import AttributeScores, Score, SpanScore


def scores_of(attribute: str, answer: CheckResponse | None, text: str, annotate: bool) -> AttributeScores:
    """Give the score of an attribute, and the spans that it stands on.

    As Perspective does, one span over the whole text says the same as the summary: some clients read the first span only.
    """
    value = value_of(attribute, answer)
    spans = (_evidence(attribute, answer) if annotate and answer else []) or [Span(0, len(text))]
    units = Utf16(text)
    return AttributeScores(
        summaryScore=Score(value=value),
        spanScores=[
            SpanScore(begin=units.before(span.start), end=units.before(span.end), score=Score(value=value))
            for span in spans
        ],
    )


def _evidence(attribute: str, answer: CheckResponse) -> list[Span]:
    """Find the phrases that carry a cue or, for the flip itself, any cue. Before market readers no cue is a flip."""
    if answer.relationship is Relationship.MARKET:
        return []
    cues = [found for found in answer.cues if attribute == FLIP or found.cue == CUES[attribute]]
    return _merged(Span(span.start, span.end) for found in cues for span in found.spans)


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
