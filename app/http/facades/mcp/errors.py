"""Refusals as clients of MCP read them: an error of JSON-RPC, which names no request since none was read."""

from http import HTTPStatus

from starlette.types import Scope

from ...problem_kinds import BROKEN_BODY, INVALID_REQUEST, Kind
from ...problems import ProblemError
from ..ascii_json import AsciiJson

_PARSE_ERROR, _INVALID_REQUEST, _INTERNAL_ERROR, _SERVER_ERROR = -32700, -32600, -32603, -32000

_CODES: dict[Kind, int] = {BROKEN_BODY: _PARSE_ERROR, INVALID_REQUEST: _INVALID_REQUEST}


def refuse(error: ProblemError, _scope: Scope) -> AsciiJson:
    """Write a problem into JSON-RPC's envelope, with its kind as the data."""
    status = HTTPStatus.BAD_REQUEST if error.kind is INVALID_REQUEST else HTTPStatus(error.status_code)
    code = _INTERNAL_ERROR if status == HTTPStatus.INTERNAL_SERVER_ERROR else _CODES.get(error.kind, _SERVER_ERROR)
    said = {"code": code, "message": error.detail, "data": {"kind": error.kind.name}}
    return AsciiJson({"jsonrpc": "2.0", "id": None, "error": said}, status, error.headers)
