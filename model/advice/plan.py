"""The plan: which changes to try on a post, the most promising first, since not all may be tried."""

import re
from collections.abc import Iterator

from ..assessment import MarketFinding
from ..norms import MarketCue, Relationship
from ..policy.decision import Decision
from ..text import Span, sentences
from .by_policy import PARTING
from .candidates import AdviceKind, Candidate, quote, struck
from .edits import sentence_around, sentences_around
from .rewordings import rewordings


def plan(text: str, decision: Decision) -> Iterator[Candidate]:
    """Give the changes to try: the heaviest cue first, by its sentences, its rewordings and its phrases."""
    carried = [finding for finding in decision.assessment.cues if finding.spans]
    if not carried:
        yield from (struck(text, [sentence], None) for sentence in sentences(text))
        return
    act = next((finding for finding in carried if finding.cue is not MarketCue.DISGUISE), carried[0])
    yield struck(text, sentences_around(text, act.spans), act.cue)
    yield from rewordings(text, act.cue, act.spans)
    yield struck(text, sentences_around(text, _spans(carried)), act.cue)
    yield from _moved(text, act.cue, carried)
    yield from _clause_struck(text, act)
    for other in carried:
        if other is not act:
            yield struck(text, sentences_around(text, other.spans), other.cue)
            yield from rewordings(text, other.cue, other.spans) if other.cue is MarketCue.DISGUISE else ()
    yield from _struck_further(text, act)


_LEANS_ON_THE_REST = re.compile(
    r"\W*(?:since|if|when|whenever|as|because|although|though|while|after|before|whoever|for|to)\b", re.IGNORECASE
)


def _clause_struck(text: str, finding: MarketFinding) -> Iterator[Candidate]:
    """Strike the end of a sentence from its first telling phrase on, if what stands before can stand alone."""
    span = min(finding.spans)
    sentence = sentence_around(text, span)
    if span.start > sentence.start and not _LEANS_ON_THE_REST.match(sentence.of(text)):
        rest = [other for other in finding.spans if other.start >= sentence.end]
        yield struck(text, [Span(span.start, sentence.end), *sentences_around(text, rest)], finding.cue)


def _struck_further(text: str, finding: MarketFinding) -> Iterator[Candidate]:
    """Strike one more sentence each time: some acts are told in two, the sum in one and the demand in the other."""
    parts = sentences_around(text, finding.spans)
    for sentence in sentences(text):
        if sentence not in parts:
            yield struck(text, [*parts, sentence], finding.cue)


def _moved(text: str, cue: MarketCue, carried: list[MarketFinding]) -> Iterator[Candidate]:
    """Move the sentences that belong elsewhere, if the heaviest act does and parts from the rest of the post."""
    if cue not in PARTING:
        return
    parts = sentences_around(text, _spans([finding for finding in carried if finding.cue in PARTING]))
    said = f"Send “{quote(parts[0].of(text))}” to people who are there for business, and post the rest here."
    edits = struck(text, parts, cue).edits
    yield Candidate(AdviceKind.MOVE, cue, said, edits, moves_to=Relationship.MARKET)


def _spans(findings: list[MarketFinding]) -> list[Span]:
    return [span for finding in findings for span in finding.spans]
