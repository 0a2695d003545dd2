"""`POST /mcp`: one message a request, answered at once; nothing is remembered between them."""

from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from ....agents.extra import HOW_TO_GET_IT, is_installed
from ....settings import Settings
from ...capacity import ReadingRoute
from ...check import CHECK_PROBLEMS
from ...documentation import problems
from ...json_body import JsonRequest
from ...problem_kinds import FORBIDDEN, INVALID_REQUEST, NOT_INSTALLED
from ...problems import Fault, ProblemError
from ...read_again import read_again
from ..judge import JudgeOfRequest
from ..readers import ReadersInHeaders
from .asking import ask_judge
from .examples import MESSAGE

PATH = "/mcp"

_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer, or the error, of JSON-RPC",
        "content": {"application/json": {"schema": {"type": "object"}}},
    },
    202: {"description": "A notification was taken"},
    404: {"description": "There is no such method", "content": {"application/json": {"schema": {"type": "object"}}}},
}

router = APIRouter(tags=["mcp"], route_class=ReadingRoute)


class Spoken(Response):
    """An answer that the package which speaks MCP gives by itself."""

    def __init__(self, speak: Any) -> None:
        super().__init__()
        self._speak = speak

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let it speak."""
        await self._speak(scope, receive, send)


@router.post(
    PATH,
    summary="Talk to an AI agent in MCP (streamable HTTP)",
    response_class=Response,
    responses={**_ANSWERS, **CHECK_PROBLEMS, **problems(FORBIDDEN, NOT_INSTALLED)},
    openapi_extra={"requestBody": MESSAGE},
)
async def talk(request: Request, judge: JudgeOfRequest, headers: ReadersInHeaders) -> Response:
    """Offer the tools `check_post`, `suggest_change` and `explain_norm` to an AI agent.

    No session is kept, so any worker may answer any message. A page in a browser may come only from an origin that
    FLIPGUARD_CORS_ORIGINS names. Every message counts as a post. The posts are not stored and not logged.
    """
    _refuse_strange_origin(request)
    body = await _object(request)
    if not is_installed():
        raise ProblemError(NOT_INSTALLED, f"This server does not speak MCP yet. {HOW_TO_GET_IT}")
    speak = await run_in_threadpool(_speaker)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await speak(ask_judge(judge, headers), scope, read_again(body, receive), send)

    return Spoken(answer)


def _speaker() -> Any:
    """Load what speaks MCP, which takes a moment the first time."""
    from .speaking import speak

    return speak


async def _object(request: Request) -> bytes:
    """Read the body, which must be one message; raises a problem for anything else."""
    body = await request.body()
    if not isinstance(await JsonRequest(request.scope, read_again(body, request.receive)).json(), dict):
        message = "The body must be one JSON-RPC message: an object. Batches are not taken."
        raise ProblemError.of(INVALID_REQUEST, Fault(field="body", message=message, code="wrong-type"))
    return body


def _refuse_strange_origin(request: Request) -> None:
    """Keep pages of other sites out, as MCP asks of servers: they could come by a name that leads to this machine."""
    origin = request.headers.get("origin")
    settings: Settings = request.app.state.settings
    if origin is not None and origin not in settings.cors_origins:
        raise ProblemError(
            FORBIDDEN, "Pages of this origin may not call here. FLIPGUARD_CORS_ORIGINS names those that may."
        )
