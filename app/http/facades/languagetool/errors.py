"""Refusals as LanguageTool's clients read them: a line of text, which they show to whoever writes."""

from http import HTTPStatus

from fastapi import Response
from starlette.types import Scope

from ...problem_kinds import DEADLINE_PASSED, INVALID_REQUEST, RATE_LIMITED, Kind
from ...problems import ProblemError

_TOO_LONG = "text-too-long"

_STATUSES: dict[Kind, HTTPStatus] = {
    INVALID_REQUEST: HTTPStatus.BAD_REQUEST,
    RATE_LIMITED: HTTPStatus.FORBIDDEN,
    DEADLINE_PASSED: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""What LanguageTool answers otherwise than we do."""


def refuse(error: ProblemError, _scope: Scope) -> Response:
    """Write a problem as LanguageTool does. Half a surrogate pair, which UTF-8 can't hold, becomes a question mark."""
    status = _STATUSES.get(error.kind, HTTPStatus(error.status_code))
    if error.faults and error.faults[0].code == _TOO_LONG:
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    line = f"Error: {error.detail}".encode("utf-8", "replace")
    return Response(line, status, error.headers, media_type="text/plain")
