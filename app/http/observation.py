"""What is noted of every request: one line in the log and the numbers for Prometheus, neither with any text.

A route's pattern stands for the path, and nothing for the query: either could hold what somebody wrote.
"""

import logging
from time import monotonic

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .metrics import Metrics

NO_ROUTE = "other"

_NOBODY = 499
_QUIET_ROUTES = ("/health/live", "/health/ready", "/metrics")

_log = logging.getLogger(__name__)


class Observation:
    """Times every request."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and note what came of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status = monotonic(), _NOBODY

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watched)
        finally:
            self._note(scope, status, monotonic() - begun)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", NO_ROUTE)
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self.metrics.answered(method, route, status, seconds)
        state = scope.get("state", {})
        if kind := state.get("problem"):
            self.metrics.refusals.labels(kind).inc()
        caller = state.get("caller")
        _log.log(
            logging.DEBUG if route in _QUIET_ROUTES and status < 400 else logging.INFO,
            "%s %s %d",
            method,
            route,
            status,
            extra={
                "method": method,
                "route": route,
                "status": status,
                "seconds": round(seconds, 6),
                "request_id": state.get("request_id"),
                "caller": caller.name if caller else None,
            },
        )


_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
