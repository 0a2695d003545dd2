"""The kinds of problem that this service answers with. Each has a path where it is explained."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its status, a title that is the same each time, and the way out.

    A kind without a name is a status that says all there is to say.
    """

    name: str
    status: HTTPStatus
    title: str
    way_out: str

    @property
    def type(self) -> str:
        """The URI reference that identifies the kind."""
        return f"/problems/{self.name}" if self.name else "about:blank"


BROKEN_BODY = Kind(
    "broken-body",
    HTTPStatus.BAD_REQUEST,
    "The body can't be read as JSON",
    "Send one JSON value in UTF-8. Let a JSON library write it: quotes and line breaks inside a text must be escaped.",
)
KEY_NEEDED = Kind(
    "key-needed",
    HTTPStatus.UNAUTHORIZED,
    "A key that is in force is needed",
    "Send a key as Authorization: Bearer KEY. Whoever runs the server makes one with flipguard keys new.",
)
FORBIDDEN = Kind(
    "forbidden",
    HTTPStatus.FORBIDDEN,
    "This caller may not do that",
    "Use a key that was made for it, or ask whoever runs the server.",
)
RATE_LIMITED = Kind(
    "rate-limited",
    HTTPStatus.TOO_MANY_REQUESTS,
    "More was sent than may be in this time",
    "Wait for as many seconds as the Retry-After header says. RateLimit-Policy says how much may be sent in a time.",
)
NOT_FOUND = Kind(
    "not-found",
    HTTPStatus.NOT_FOUND,
    "There is nothing at this path",
    "Look the path up in /docs or /openapi.json.",
)
METHOD_NOT_ALLOWED = Kind(
    "method-not-allowed",
    HTTPStatus.METHOD_NOT_ALLOWED,
    "This path does not take that method",
    "Use a method that the Allow header names.",
)
BODY_TOO_LARGE = Kind(
    "body-too-large",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "The body is larger than this server reads",
    "Send less at once. Whoever runs the server sets the limit with FLIPGUARD_MAX_BODY_BYTES.",
)
WRONG_MEDIA_TYPE = Kind(
    "wrong-media-type",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "The body is not sent as JSON",
    "Send the header Content-Type: application/json, and no Content-Encoding.",
)
INVALID_REQUEST = Kind(
    "invalid-request",
    HTTPStatus.UNPROCESSABLE_ENTITY,
    "The request can't be answered as it is",
    "Each entry of errors names a field, what is wrong with it and what is allowed.",
)
INTERNAL_ERROR = Kind(
    "internal-error",
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "The server failed",
    "Send the request again. If it fails again, report its X-Request-Id, under which the failure is logged.",
)
OVERLOADED = Kind(
    "overloaded",
    HTTPStatus.SERVICE_UNAVAILABLE,
    "More posts are waiting than can be read in time",
    "Wait for as many seconds as the Retry-After header says, then send the request again.",
)
DEADLINE_PASSED = Kind(
    "deadline-passed",
    HTTPStatus.GATEWAY_TIMEOUT,
    "The post was not read in time",
    "Send a shorter text, or allow more time with X-Request-Timeout. Whoever runs the server sets the most with "
    "FLIPGUARD_REQUEST_SECONDS.",
)
MODEL_REFUSED = Kind(
    "model-refused",
    HTTPStatus.CONFLICT,
    "The new model can't be used",
    "Put the model folder right, then ask for it again. The model that was there before answers meanwhile.",
)
NOT_KEPT = Kind(
    "not-kept",
    HTTPStatus.SERVICE_UNAVAILABLE,
    "The feedback could not be kept",
    "Send it again later, with the same Idempotency-Key: it is then kept once, whatever became of this request.",
)
NOT_INSTALLED = Kind(
    "not-installed",
    HTTPStatus.NOT_IMPLEMENTED,
    "This server lacks the package for it",
    "Whoever runs the server installs the extra that is named, and starts it again.",
)
NOT_READY = Kind(
    "not-ready",
    HTTPStatus.SERVICE_UNAVAILABLE,
    "The model is not loaded",
    "Ask /health/ready until it answers 200, then send the request again.",
)

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        BROKEN_BODY,
        KEY_NEEDED,
        FORBIDDEN,
        RATE_LIMITED,
        NOT_FOUND,
        METHOD_NOT_ALLOWED,
        BODY_TOO_LARGE,
        WRONG_MEDIA_TYPE,
        INVALID_REQUEST,
        INTERNAL_ERROR,
        OVERLOADED,
        DEADLINE_PASSED,
        MODEL_REFUSED,
        NOT_KEPT,
        NOT_INSTALLED,
        NOT_READY,
    )
}
