"""Which problem answers which exception: the one place where errors meet HTTP statuses."""

from difflib import get_close_matches
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from model import InputError

from .faults import invalid_input, invalid_request
from .problem_kinds import METHOD_NOT_ALLOWED, NOT_FOUND, Kind
from .problems import ProblemError, shown


def answer_errors_as_problems(app: FastAPI) -> None:
    """Make an application answer every expected error with a problem document."""
    for error in (HTTPException, RequestValidationError, InputError):
        app.add_exception_handler(error, _refuse)


async def _refuse(request: Request, error: Exception) -> Response:
    return _problem(request, error).response(request.scope)


def _problem(request: Request, error: Exception) -> ProblemError:
    match error:
        case ProblemError():
            return error
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
