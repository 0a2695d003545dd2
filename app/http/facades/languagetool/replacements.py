"""Advice as replacements: of a single stretch each, for that is what a client can put in the place of what is marked."""

from collections.abc import Sequence

from model import MarketCue, Span

from ...decision_schemas import AdviceGiven
from .annotated import AnnotatedText
from .schemas import Replacement


def stretch_to_mark(evidence: Span, cue: MarketCue, advice: Sequence[AdviceGiven], text: AnnotatedText) -> Span:
    """Widen the evidence of a cue to all that the best advice on it changes, where that is one stretch beside it."""
    for one in advice:
        if one.cue != cue or len(one.edits) != 1:
            continue
        edit = Span(one.edits[0].start, one.edits[0].end)
        widened = Span(min(evidence.start, edit.start), max(evidence.end, edit.end))
        if edit.start <= evidence.end and evidence.start <= edit.end and text.is_verbatim(widened):
            return widened
    return evidence


def replacements_of(marked: Span, advice: Sequence[AdviceGiven], text: AnnotatedText) -> list[Replacement]:
    """Give what each piece of advice that changes nothing outside the marked stretch puts in its place, the best first."""
    if not text.is_verbatim(marked):
        return []
    found: dict[str, Replacement] = {}
    for one in advice:
        inside = all(marked.start <= edit.start and edit.end <= marked.end for edit in one.edits)
        if one.edits and inside:
            value = _changed(marked, one, text.plain)
            found.setdefault(value, Replacement(value=value, shortDescription=_outcome(one)))
    return list(found.values())


def _changed(marked: Span, advice: AdviceGiven, text: str) -> str:
    pieces, at = [], marked.start
    for edit in sorted(advice.edits, key=lambda edit: edit.start):
        pieces += [text[at : edit.start], edit.replacement]
        at = edit.end
    return "".join([*pieces, text[at : marked.end]])


def _outcome(advice: AdviceGiven) -> str:
    own_words = "; make it true" if advice.worded else ""
    return f"then {advice.verdict_after}, flip risk {advice.flip_risk_after:.2f}{own_words}"
