"""Refusals as Google's clients read them: `{"error": {"code", "message", "status", "details"}}`."""

from http import HTTPStatus
from typing import Any

from starlette.types import Scope

from ...problem_kinds import INVALID_REQUEST, KEY_NEEDED, RATE_LIMITED
from ...problems import ProblemError
from ..ascii_json import AsciiJson
from .attributes import NO_ATTRIBUTES
from .comment import EMPTY, TOO_LONG
from .languages import NOT_SUPPORTED, LanguageNotSupportedError

_ERROR = "type.googleapis.com/google.commentanalyzer.v1alpha1.Error"
_BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest"
_ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo"
_RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo"

_STATUSES = {
    HTTPStatus.UNAUTHORIZED: "UNAUTHENTICATED",
    HTTPStatus.FORBIDDEN: "PERMISSION_DENIED",
    HTTPStatus.NOT_FOUND: "NOT_FOUND",
    HTTPStatus.TOO_MANY_REQUESTS: "RESOURCE_EXHAUSTED",
    HTTPStatus.INTERNAL_SERVER_ERROR: "INTERNAL",
    HTTPStatus.SERVICE_UNAVAILABLE: "UNAVAILABLE",
    HTTPStatus.GATEWAY_TIMEOUT: "DEADLINE_EXCEEDED",
}
"""Google's names of HTTP statuses; any other is an INVALID_ARGUMENT."""

_ERROR_TYPES = {code: code.replace("-", "_").upper() for code in (EMPTY, TOO_LONG, NO_ATTRIBUTES, NOT_SUPPORTED)}
"""What Perspective names of what may be wrong with a request; anything else is an INVALID_REQUEST."""

_FIELDS = {"channel": "communityId"}
"""Fields that are called otherwise here."""


def refuse(error: ProblemError, _scope: Scope) -> AsciiJson:
    """Write a problem into Google's envelope. Its details are never empty: some clients read the first unasked."""
    status = HTTPStatus.BAD_REQUEST if error.kind is INVALID_REQUEST else HTTPStatus(error.status_code)
    name = _STATUSES.get(status, "INVALID_ARGUMENT")
    details = _faults(error) if name == "INVALID_ARGUMENT" else [_reason(error)]
    if seconds := (error.headers or {}).get("Retry-After"):
        details.append({"@type": _RETRY_INFO, "retryDelay": f"{seconds}s"})
    body = {"code": status.value, "message": error.detail, "status": name, "details": details}
    return AsciiJson({"error": body}, status, error.headers)


def _faults(error: ProblemError) -> list[dict[str, Any]]:
    code = error.faults[0].code if error.faults else ""
    detail: dict[str, Any] = {"@type": _ERROR, "errorType": _ERROR_TYPES.get(code, "INVALID_REQUEST")}
    if isinstance(error, LanguageNotSupportedError):
        detail["languageNotSupportedByAttributeError"] = {
            "attribute": error.attribute,
            "requestedLanguages": error.requested,
            "detectedLanguages": error.detected,
        }
    violations = [
        {"field": _FIELDS.get(fault.field, fault.field), "description": fault.message} for fault in error.faults
    ]
    return [detail, {"@type": _BAD_REQUEST, "fieldViolations": violations}] if violations else [detail]


def _reason(error: ProblemError) -> dict[str, Any]:
    return {"@type": _ERROR_INFO, "reason": _word(error), "domain": "flipguard"}


def _word(error: ProblemError) -> str:
    """Name the reason, where Google has a name for it by that, since clients decide by it whether to try again."""
    if error.kind is KEY_NEEDED:
        is_wrong = "invalid_token" in (error.headers or {}).get("WWW-Authenticate", "")
        return "API_KEY_INVALID" if is_wrong else "CREDENTIALS_MISSING"
    if error.kind is RATE_LIMITED:
        return "RATE_LIMIT_EXCEEDED"
    return error.kind.name.replace("-", "_").upper()
