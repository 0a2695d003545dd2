"""Which problem answers which exception: the one place where errors meet HTTP statuses."""

from difflib import get_close_matches
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from model import InputError

from .faults import invalid_input, invalid_request
from .hang_up import HungUpError
from .problem_kinds import DEADLINE_PASSED, METHOD_NOT_ALLOWED, NOT_FOUND, OVERLOADED, Kind
from .problems import ProblemError, shown
from .workroom import DeadlineError, LineFullError

CLIENT_CLOSED_REQUEST = 499
"""What logs and metrics show of a request whose client hung up; nobody receives it."""


EXPECTED_ERRORS = (HTTPException, RequestValidationError, InputError, LineFullError, DeadlineError, HungUpError)
"""What a request may end in by its own fault, by its client's, or because there is too much to do."""


def answer_errors_as_problems(app: FastAPI) -> None:
    """Make an application answer every expected error with a problem document."""
    for error in EXPECTED_ERRORS:
        app.add_exception_handler(error, _answer)


async def _answer(request: Request, error: Exception) -> Response:
    return response_to(request, error)


def response_to(request: Request, error: Exception) -> Response:
    """Give the answer to an expected error; any other error is raised again."""
    if isinstance(error, HungUpError):
        return Response(status_code=CLIENT_CLOSED_REQUEST)
    return problem_of(request, error).response(request.scope)


def problem_of(request: Request, error: Exception) -> ProblemError:
    """Give the problem that answers an expected error; any other error is raised again."""
    match error:
        case ProblemError():
            return error
        case LineFullError():
            return _overloaded(error)
        case DeadlineError():
            return _too_late(error)
        case InputError():
            return invalid_input(error)
        case RequestValidationError():
            return invalid_request(error, request.scope)
        case HTTPException(status_code=HTTPStatus.NOT_FOUND):
            return _not_found(request)
        case HTTPException(status_code=HTTPStatus.METHOD_NOT_ALLOWED):
            return _method_not_allowed(request, error)
        case HTTPException():
            return ProblemError(_plain_kind(error.status_code), error.detail, headers=error.headers)
    raise error


def _overloaded(error: LineFullError) -> ProblemError:
    detail = f"All readers are busy and the line before them is full. Send this again in {error.retry_after} s."
    return ProblemError(OVERLOADED, detail, headers={"Retry-After": str(error.retry_after)})


def _too_late(error: DeadlineError) -> ProblemError:
    detail = f"The post was not read within {error.seconds:g} s. Send a shorter text, or allow more time."
    return ProblemError(DEADLINE_PASSED, detail)


def _not_found(request: Request) -> ProblemError:
    path = request.scope["path"]
    near = get_close_matches(path[:100], request.app.openapi()["paths"], n=1)
    advice = f"Did you mean {near[0]}?" if near else "All paths are in /docs and /openapi.json."
    return ProblemError(NOT_FOUND, f"There is nothing at {shown(path)}. {advice}")


def _method_not_allowed(request: Request, error: HTTPException) -> ProblemError:
    methods = (error.headers or {}).get("Allow", "").split(", ")
    if "GET" in methods and "HEAD" not in methods:
        methods.append("HEAD")
    allowed = ", ".join(methods)
    detail = f"{shown(request.scope['path'])} takes {allowed}, not {shown(request.method)}. How to call it is in /docs."
    return ProblemError(METHOD_NOT_ALLOWED, detail, headers={"Allow": allowed})


def _plain_kind(status: int) -> Kind:
    known = HTTPStatus(status)
    return Kind("", known, known.phrase, known.description)
