"""One piece of advice, as a value that every door passes on."""

from dataclasses import dataclass

from ..norms import MarketCue, Relationship, Verdict
from .candidates import AdviceKind, Candidate
from .edits import Edit


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do, and what would come of it.

    `edits` apply to the text as sent and give `text_after`, which is none where the text stays or goes elsewhere whole.
    `worded` marks a text with words that are not the writer's own: a suggestion to adapt, not a fact. `moves_to` names
    the readers whom the market part is for. `flip_risk_after` and `verdict_after` hold for the readers at hand.
    """

    kind: AdviceKind
    cue: MarketCue | None
    message: str
    edits: tuple[Edit, ...]
    worded: bool
    moves_to: Relationship | None
    text_after: str | None
    flip_risk_after: float
    verdict_after: Verdict


def advice(candidate: Candidate, text_after: str | None, flip_risk_after: float, verdict_after: Verdict) -> Advice:
    """Make advice of a candidate whose effect is known."""
    return Advice(
        kind=candidate.kind,
        cue=candidate.cue,
        message=candidate.message,
        edits=candidate.edits,
        worded=candidate.worded,
        moves_to=candidate.moves_to,
        text_after=text_after,
        flip_risk_after=flip_risk_after,
        verdict_after=verdict_after,
    )
