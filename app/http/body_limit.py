"""A limit on request bodies, kept before they are held in memory."""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .problem_kinds import BODY_TOO_LARGE
from .problems import Fault, ProblemError


class BodyLimit:
    """Refuses a body by its Content-Length, or, where it comes in chunks, at the first byte over the limit."""

    def __init__(self, app: ASGIApp, max_bytes: int, by_path: Mapping[str, int] | None = None) -> None:
        self.app = app
        self.max_bytes = max_bytes
        self.by_path = by_path or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what the application receives; what is refused is never handed to it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self.by_path.get(scope["path"], self.max_bytes)
        announced = _announced(scope)
        if announced > limit:
            await _too_large(announced, limit).response(scope)(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise _too_large(None, limit)
            return message

        await self.app(scope, counted, send)


def _too_large(announced: int | None, limit: int) -> ProblemError:
    size = "more" if announced is None else f"{announced:,} bytes"
    message = f"The body may have {limit:,} bytes, but has {size}. Send less at once."
    fault = Fault(field="body", message=message, code="body-too-large", got=announced, allowed=limit)
    return ProblemError.of(BODY_TOO_LARGE, fault)


def _announced(scope: Scope) -> int:
    """Read the Content-Length; one that is no number counts for nothing, as the bytes are counted in any case."""
    try:
        return int(Headers(scope=scope).get("content-length", "0"))
    except ValueError:
        return 0
