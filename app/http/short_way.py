"""The short way for `/v1/check`: past the router, which takes longer than all else that surrounds the reading of a post.

It is taken by drafts in which nothing is unusual. Whatever is strange or wrong goes the long way, as it came, and is
answered or refused there.
"""

from pydantic import ValidationError
from starlette.datastructures import State
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .capacity import Reader
from .json_body import is_json
from .read_again import give_again
from .refusals import EXPECTED_ERRORS, response_to
from .schemas import CheckRequest

LONGEST = 64 * 1024
"""Longer bodies, in bytes, go the long way whatever is allowed: reading them would hold up other requests."""

_DIGITS = 10
"""A length of so many digits is no length of a draft."""

_TYPE, _LENGTH = b"content-type", b"content-length"
_UNUSUAL = frozenset({b"content-encoding", b"transfer-encoding", b"x-request-timeout"})


class ShortWay:
    """Answers plain drafts; passes all else on."""

    def __init__(self, app: ASGIApp, route: Route, state: State, max_bytes: int) -> None:
        """Stand before `app` for requests to this route, with the state of the whole application."""
        self.app = app
        self._route, self._state = route, state
        self._longest = min(max_bytes, LONGEST)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        if scope["type"] != "http" or scope["path"] != self._route.path or not self._is_usual(scope):
            await self.app(scope, receive, send)
            return
        message = await receive()
        draft = self._draft(message)
        if draft is None:
            await self.app(scope, give_again(message, receive), send)
            return
        scope["route"] = self._route
        request = Request(scope, receive)
        try:
            answer = await Reader(request).read(draft, self._state.classifier)
        except EXPECTED_ERRORS as error:
            await response_to(request, error)(scope, receive, send)
            return
        await _send(answer.body, send)

    def _is_usual(self, scope: Scope) -> bool:
        if scope["method"] != "POST" or self._state.classifier is None or self._state.workroom.is_full():
            return False
        headers = dict(scope["headers"])
        length = headers.get(_LENGTH, b"")
        return (
            len(headers) == len(scope["headers"])  # none came twice
            and headers.keys().isdisjoint(_UNUSUAL)
            and is_json(headers.get(_TYPE, b"").decode("latin-1"))
            and length.isdigit()
            and len(length) < _DIGITS
            and int(length) <= self._longest
        )

    def _draft(self, message: Message) -> CheckRequest | None:
        """Read a draft that arrived as a whole; None where it did not, or is none."""
        body = message.get("body", b"")
        if message.get("more_body") or len(body) > self._longest:
            return None
        try:
            return CheckRequest.model_validate_json(body)
        except ValidationError:
            return None


async def _send(body: bytes, send: Send) -> None:
    headers = [(_LENGTH, b"%d" % len(body)), (_TYPE, b"application/json")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
