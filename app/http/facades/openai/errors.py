"""Refusals as OpenAI's clients read them: `{"error": {"message", "type", "param", "code"}}`."""

from http import HTTPStatus

from starlette.types import Scope

from ...problem_kinds import INVALID_REQUEST, KEY_NEEDED, NOT_FOUND, RATE_LIMITED
from ...problems import ProblemError
from ..ascii_json import AsciiJson

UNKNOWN_MODEL = "unknown-model"

_CODES = {
    UNKNOWN_MODEL: "model_not_found",
    KEY_NEEDED.name: "invalid_api_key",
    RATE_LIMITED.name: "rate_limit_exceeded",
    NOT_FOUND.name: "unknown_url",
}
"""What OpenAI calls what we call otherwise."""


def refuse(error: ProblemError, _scope: Scope) -> AsciiJson:
    """Write a problem into OpenAI's envelope."""
    fault = error.faults[0] if error.faults else None
    word = fault.code if fault else error.kind.name
    status = _status(error, word)
    body = {
        "message": error.detail,
        "type": _type(status),
        "param": fault.field if fault and fault.field != "body" else None,
        "code": _CODES.get(word, word.replace("-", "_")) or None,
    }
    return AsciiJson({"error": body}, status, error.headers)


def _status(error: ProblemError, word: str) -> HTTPStatus:
    if word == UNKNOWN_MODEL:
        return HTTPStatus.NOT_FOUND
    if error.kind is INVALID_REQUEST:
        return HTTPStatus.BAD_REQUEST
    return HTTPStatus(error.status_code)


def _type(status: HTTPStatus) -> str:
    if status is HTTPStatus.TOO_MANY_REQUESTS:
        return "requests"
    return "server_error" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "invalid_request_error"
