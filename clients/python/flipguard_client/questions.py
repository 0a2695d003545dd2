"""What can be asked of a service: where, with what, and how the answer is read. Neither client knows more of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, Unpack
from uuid import uuid4

from .answers import Answer, FeedbackKept
from .catalogue import Channels, ModelCard, Norms
from .drafts import Circumstances, written
from .kept import Kept

Said = TypeVar("Said", bound=Kept)

JSON_TYPE = "application/json"
LINES_TYPE = "application/x-ndjson"
BATCH_PATH = "/v1/batch"


@dataclass(frozen=True, slots=True)
class Question(Generic[Said]):
    """One request and the kind of value that answers it."""

    method: str
    path: str
    answer: type[Said]
    content: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


CHANNELS = Question("GET", "/v1/channels", Channels)
NORMS = Question("GET", "/v1/norms", Norms)
MODEL = Question("GET", "/v1/model", ModelCard)


def check(text: str, **circumstances: Unpack[Circumstances]) -> Question[Answer]:
    """Ask what a draft does before its readers."""
    return _post("/v1/check", Answer, {"text": text, **circumstances})


def feedback(
    answer: Answer,
    right: bool,
    label: str | None,
    comment: str | None,
    text_to_keep: str | None,
    idempotency_key: str | None,
) -> Question[FeedbackKept]:
    """Say whether an answer was right. However often it is sent, it is kept once."""
    said = {
        "verdict": answer.verdict,
        "right": right,
        "relationship": answer.relationship,
        "label": label,
        "comment": comment,
        "keep_text": text_to_keep is not None,
        "text": text_to_keep,
        "flip_risk": answer.flip_risk,
        "model": {"version": answer.model.version, "digest": answer.model.digest},
    }
    return _post("/v1/feedback", FeedbackKept, said, {"Idempotency-Key": idempotency_key or uuid4().hex})


def _post(
    path: str, answer: type[Said], body: Mapping[str, Any], headers: Mapping[str, str] | None = None
) -> Question[Said]:
    return Question("POST", path, answer, written(body), {"Content-Type": JSON_TYPE, **(headers or {})})


def batch(lines: bytes) -> Question[Kept]:
    """Ask for many drafts, one a line; the answer is a stream of lines as well."""
    return Question("POST", BATCH_PATH, Kept, lines, {"Content-Type": LINES_TYPE})
