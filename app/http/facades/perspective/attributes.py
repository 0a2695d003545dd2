"""The attributes that can be asked for, by the names of Perspective's kind: the flip itself, and a market cue each."""

from collections.abc import Iterable
from difflib import get_close_matches

from model import MarketCue, Relationship

from ...problem_kinds import INVALID_REQUEST
from ...problems import Fault, ProblemError, shown
from ...schemas import CheckResponse

FLIP = "FLIP"
CUES = {f"{FLIP}_{cue.upper()}": cue for cue in MarketCue}
ATTRIBUTES = (FLIP, *CUES)

NO_ATTRIBUTES = "no-requested-attributes"

_OTHERS_MEANING = "TOXICITY and Perspective's other attributes are not judged here"


def refuse_unknown_attributes(names: Iterable[str], field: str) -> None:
    """Raise a problem, in Perspective's words, for an attribute that is not judged here, or if there is none at all."""
    names = list(names)
    if not names:
        message = f"Missing requested_attributes. Name at least one of {', '.join(ATTRIBUTES)}."
        raise ProblemError.of(INVALID_REQUEST, Fault(field=field, message=message, code=NO_ATTRIBUTES))
    for name in names:
        if name not in ATTRIBUTES:
            raise _unknown(name, field)


def value_of(attribute: str, answer: CheckResponse | None) -> float:
    """Give the score of an attribute: the flip risk, or the score of a cue that was found and 0 without one.

    A post without words asks nobody for anything, and before market readers a cue is no flip: both score 0.
    """
    if answer is None:
        return 0.0
    if attribute == FLIP:
        return answer.flip_risk
    if answer.relationship is Relationship.MARKET:
        return 0.0
    return next((found.score for found in answer.cues if found.cue == CUES[attribute]), 0.0)


def _unknown(name: str, field: str) -> ProblemError:
    near = get_close_matches(name[:100].upper(), ATTRIBUTES, n=1)
    advice = f"Did you mean {near[0]}?" if near else f"{_OTHERS_MEANING}; ask for {', '.join(ATTRIBUTES)}."
    message = f"Unknown requested attribute: {shown(name)}. {advice}"
    fault = Fault(field=field, message=message, code="unknown-attribute", got=shown(name), allowed=list(ATTRIBUTES))
    return ProblemError.of(INVALID_REQUEST, fault)
