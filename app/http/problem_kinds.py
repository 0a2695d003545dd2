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
        NOT_FOUND,
        METHOD_NOT_ALLOWED,
        BODY_TOO_LARGE,
        WRONG_MEDIA_TYPE,
        INVALID_REQUEST,
        INTERNAL_ERROR,
        NOT_READY,
    )
}
