"""Examples for the interface's documentation: two posts with their answers, and what refusals look like.

The answers are those of a released model, kept here; a test has the model of today judge the same posts.
"""

from collections.abc import Mapping
from typing import Any

from fastapi.openapi.models import Example
from starlette.types import Scope

from model import (
    AdviceKind,
    Balance,
    Forwarding,
    MarketCue,
    MarketFinding,
    Part,
    Permission,
    PostKind,
    Relationship,
    SocialCue,
    SocialFinding,
    Span,
    Verdict,
    repairs_after,
)

from .decision_schemas import (
    AdviceGiven,
    BalanceTaken,
    EditShown,
    ForwardabilityShown,
    NeedUnmet,
    RepairShown,
    StepTaken,
)
from .problem_kinds import BODY_TOO_LARGE, BROKEN_BODY, INVALID_REQUEST, WRONG_MEDIA_TYPE, Kind
from .problems import Fault, ProblemError
from .schemas import (
    CheckRequest,
    CheckResponse,
    LanguageFound,
    MarketCueFound,
    ModelName,
    RiskBefore,
    RiskByRelationship,
    SocialCueFound,
)

FLIP_TEXT = (
    "So good to see everyone on Saturday! By the way, my candle shop is open now. Use code FRIENDS10 for 10% off, "
    "only until Sunday: https://candles.example/shop"
)
NEAR_MISS_TEXT = (
    "My candle shop had its first birthday today, and I owe it to you: you carried boxes, painted walls and brought "
    "soup. There is cake at ours on Sunday, come by!"
)

_FLIP = "A flip: warmth that leads up to a discount code"
_NEAR_MISS = "A near miss: a shop is mentioned, but nobody is asked for anything"
_MODEL = ModelName(version="v1", digest="sha256:" + 64 * "0")
_REQUEST_ID = "0b65bd27a03144b783013d3bd0829b46"

_FLIP_REASON = (
    "Your friends would each become a customer (“Use code FRIENDS10 for 10% off,”). Among friends a sales pitch steps over "
    "the line, and a price on what was free here is taken as a breach."
)
_NEAR_MISS_REASON = "Nothing was found that asks your readers for money, work, a debt, promotion or a pitch."
_NEED = (
    "A sale needs “promote to me”, which “facebook-friends” has not given. An offer is welcome from those who were told "
    "that they may make it."
)
_HISTORY = [
    {"text": "Our candles are in the shop now, $18 each. Order here: https://candles.example/shop"},
    {"text": "Thank you all for carrying the boxes. You are the best friends there are."},
]
_BALANCE = Balance(
    gives=1,
    asks=1,
    answers=0,
    others=0,
    given_since=1,
    days_since_last_ask=None,
    owed=1,
    draft_asks=True,
    kinds=(PostKind.ASK, PostKind.GIVE),
    places=(0, 1),
)

_FLIP_ANSWER = CheckResponse(
    verdict=Verdict.FLIP,
    model_verdict=Verdict.FLIP,
    decided_by=Part.MODEL,
    steps=[StepTaken(part=Part.MODEL, verdict=Verdict.FLIP, reason=_FLIP_REASON)],
    flip_risk=0.990784,
    relationship=Relationship.SOCIAL,
    channel="facebook-friends",
    by_relationship=RiskByRelationship(
        social=RiskBefore(flip_risk=0.990784, verdict=Verdict.FLIP),
        mixed=RiskBefore(flip_risk=0.591894, verdict=Verdict.REVIEW),
        market=RiskBefore(flip_risk=0, verdict=Verdict.CLEAR),
    ),
    because=f"{_FLIP_REASON} {_NEED}",
    cues=[MarketCueFound.of(MarketFinding(MarketCue.SALE, 0.981755, (Span(77, 108), Span(128, 156))), FLIP_TEXT)],
    social_cues=[],
    advice=[
        AdviceGiven(
            kind=AdviceKind.CUT,
            cue=MarketCue.SALE,
            message="Leave out “Use code FRIENDS10 for 10% off, only until Sunday: …”.",
            edits=[EditShown(start=76, end=156, replacement="")],
            worded=False,
            moves_to=None,
            text_after=FLIP_TEXT[:76],
            flip_risk_after=0.573689,
            verdict_after=Verdict.REVIEW,
        )
    ],
    unmet_needs=[NeedUnmet(cue=MarketCue.SALE, missing=[Permission.PROMOTE_TO_ME], message=_NEED)],
    outweighing=[],
    balance=BalanceTaken.of(_BALANCE),
    forwardability=ForwardabilityShown(
        forwarding=Forwarding.UNLIKELY,
        cue=MarketCue.SALE,
        reason="Whoever passes on an offer sells to his own friends.",
    ),
    repairs=[RepairShown.of(repair) for repair in repairs_after([MarketCue.SALE])],
    language=LanguageFound(code="en", confidence=0.9777),
    warnings=[],
    model=_MODEL,
)

_NEAR_MISS_ANSWER = CheckResponse(
    verdict=Verdict.CLEAR,
    model_verdict=Verdict.CLEAR,
    decided_by=Part.MODEL,
    steps=[StepTaken(part=Part.MODEL, verdict=Verdict.CLEAR, reason=_NEAR_MISS_REASON)],
    flip_risk=0.057471,
    relationship=Relationship.SOCIAL,
    channel=None,
    by_relationship=RiskByRelationship(
        social=RiskBefore(flip_risk=0.057471, verdict=Verdict.CLEAR),
        mixed=RiskBefore(flip_risk=0.034581, verdict=Verdict.CLEAR),
        market=RiskBefore(flip_risk=0, verdict=Verdict.CLEAR),
    ),
    because=_NEAR_MISS_REASON,
    cues=[],
    social_cues=[SocialCueFound.of(SocialFinding(SocialCue.THANKS, 0.63271, ()), NEAR_MISS_TEXT)],
    advice=[],
    unmet_needs=[],
    outweighing=[],
    balance=None,
    forwardability=ForwardabilityShown(
        forwarding=Forwarding.LIKELY, cue=SocialCue.THANKS, reason="Praise for somebody else is gladly repeated."
    ),
    repairs=[],
    language=LanguageFound(code="en", confidence=0.9998),
    warnings=[],
    model=_MODEL,
)

CHECK_REQUESTS: dict[str, Example] = {
    "flip": {"summary": _FLIP, "value": {"text": FLIP_TEXT, "channel": "facebook-friends", "history": _HISTORY}},
    "near_miss": {"summary": _NEAR_MISS, "value": {"text": NEAR_MISS_TEXT, "relationship": "social"}},
}

BATCH_REQUEST: list[dict[str, str]] = [
    {"id": "flip", "text": FLIP_TEXT, "relationship": "social"},
    {"id": "near_miss", "text": NEAR_MISS_TEXT, "relationship": "social"},
]

CHECK_ANSWERS: dict[str, Example] = {
    "flip": {"summary": _FLIP, "value": _FLIP_ANSWER.model_dump(mode="json")},
    "near_miss": {"summary": _NEAR_MISS, "value": _NEAR_MISS_ANSWER.model_dump(mode="json")},
}

_FAULTS: Mapping[str, Fault] = {
    BROKEN_BODY.name: Fault(
        field="body",
        message="The body is not JSON: Unterminated string starting at line 1, column 10.",
        code="not-json",
    ),
    BODY_TOO_LARGE.name: Fault(
        field="body",
        message="The body may have 1,048,576 bytes, but has 2,000,000 bytes. Send less at once.",
        code="body-too-large",
        got=2_000_000,
        allowed=1_048_576,
    ),
    WRONG_MEDIA_TYPE.name: Fault(
        field="content-type",
        message="The body is sent as text/plain. Send it with the header Content-Type: application/json.",
        code="wrong-content-type",
        got="text/plain",
        allowed=["application/json"],
    ),
    INVALID_REQUEST.name: Fault(
        field="relationshp",
        message="There is no field “relationshp”. Did you mean “relationship”?",
        code="unknown-field",
        allowed=list(CheckRequest.model_fields),
    ),
}


def example_error(kind: Kind) -> ProblemError:
    """Give a problem of this kind."""
    fault = _FAULTS.get(kind.name)
    return ProblemError.of(kind, fault) if fault else ProblemError(kind, kind.way_out)


def example_scope(path: str) -> Scope:
    """Give what a server knows of a request to this path, as far as a refusal says so."""
    return {"path": path, "state": {"request_id": _REQUEST_ID}}


def problem_example(kind: Kind, path: str) -> dict[str, Any]:
    """Give a problem of this kind as a request to this path would meet it."""
    problem = example_error(kind).problem(example_scope(path)).model_copy(update={"instance": f"{path}#{_REQUEST_ID}"})
    return problem.model_dump(mode="json", exclude_none=True)
