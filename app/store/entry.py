"""One piece of feedback, as a value."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody said of a verdict, and by consent the text.

    `right` tells whether the verdict was; `label` is the verdict that would have been right. The grades are 0 to 3 as in the
    annotation guide. `fingerprint` is the hash of the request, by which a repetition is known. What is unknown is None.
    """

    id: str
    received: datetime
    author: str
    fingerprint: str
    relationship: str
    verdict: str
    right: bool
    label: str | None = None
    comment: str | None = None
    text: str | None = None
    flip_risk: float | None = None
    model_version: str | None = None
    model_digest: str | None = None
    grade_social: float | None = None
    grade_mixed: float | None = None
    market_cues: list[str] | None = None
    social_cues: list[str] | None = None
    idempotency_key: str | None = None
