"""Speaking MCP over HTTP, with the package that does. Import it where it is needed: it loads much."""

from typing import Any

from mcp.server import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.types import Receive, Scope, Send

from ....agents.server import Context, make_server
from ....agents.tools import Ask
from ..program import program_version

_ASK = "ask_agent_question"

_TAKES_JSON = (b"accept", b"application/json, text/event-stream")
"""Every answer is JSON: a client that forgot to say that it takes it gets it all the same."""


async def speak(ask: Ask, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one message, whose tool asks `ask`. Nothing is kept, so each message has a manager of its own."""
    scope["state"][_ASK] = ask
    headers = [header for header in scope["headers"] if header[0] != _TAKES_JSON[0]]
    manager = StreamableHTTPSessionManager(_server, json_response=True, stateless=True)
    async with manager.run():
        await manager.handle_request({**scope, "headers": [*headers, _TAKES_JSON]}, receive, send)


def _ask_of(context: Context) -> Ask:
    request: Any = context.request
    ask: Ask = request.scope["state"][_ASK]
    return ask


_server: Server[Any] = make_server(program_version(), _ask_of)
