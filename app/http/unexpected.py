"""The last boundary: a failure that nobody foresaw becomes a problem document and a log entry without any text.

An exception's message may quote what it failed on, so the log names its type and its place in the code alone.
"""

import logging
import traceback
from collections.abc import Iterator

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .problem_kinds import INTERNAL_ERROR
from .problems import ProblemError, instance

_log = logging.getLogger(__name__)


class AnswerBrokenOffError(Exception):
    """Tells the server to drop a connection whose answer had begun when it failed."""


class UnexpectedErrors:
    """Answers 500 for whatever an application lets escape."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and catch."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            problem = unexpected(error, scope)
            if started:
                raise AnswerBrokenOffError from None
            await problem.response(scope)(scope, receive, send)


def unexpected(error: Exception, scope: Scope) -> ProblemError:
    """Log a failure that nobody foresaw, and give the problem that answers it."""
    _log.error("%s failed.\n%s", instance(scope), "".join(_without_messages(error)))
    return ProblemError(
        INTERNAL_ERROR, "The server failed on this request. The failure is logged under its X-Request-Id."
    )


def _without_messages(error: BaseException) -> Iterator[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _without_messages(cause)
        yield "which led to\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}\n"
