"""Which requests get a reader: the line is looked at before a body is read, and a hang-up or a deadline ends the work."""

from collections.abc import Callable, Coroutine
from time import monotonic
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Header, Request, Response
from fastapi.routing import APIRoute

from model import Classifier

from .answer import Answer
from .answers import Answers
from .hang_up import unless_hung_up
from .json_body import JsonRoute
from .metrics import metrics_of
from .schemas import CheckRequest
from .workroom import Workroom

Given = TypeVar("Given")

TIMEOUT_HEADER = "X-Request-Timeout"


def workroom(request: Request) -> Workroom:
    """Give the application's workroom."""
    room: Workroom = request.app.state.workroom
    return room


class LineRoute(APIRoute):
    """A route that needs a reader: while the line is full it refuses without reading the body."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Look at the line, then handle."""
        handle = super().get_route_handler()

        async def handle_if_free(request: Request) -> Response:
            workroom(request).refuse_if_full()
            return await handle(request)

        return handle_if_free


class ReadingRoute(LineRoute, JsonRoute):
    """A route that needs a reader for what a JSON body holds."""


Timeout = Annotated[
    float | None,
    Header(
        alias=TIMEOUT_HEADER,
        gt=0,
        allow_inf_nan=False,
        description="Seconds after which the answer is of no use any more. The server may allow less.",
    ),
]


class Reader:
    """Reads posts for one request."""

    def __init__(self, request: Request, timeout: float | None = None) -> None:
        most: float = request.app.state.settings.request_seconds
        self.request = request
        self.seconds = most if timeout is None else min(timeout, most)
        self._answers: Answers = request.app.state.answers
        self._room = workroom(request)

    async def read(self, draft: CheckRequest, classifier: Classifier) -> Answer:
        """Answer one draft: at once where that can be, else in the workroom for as long as client and deadline wait."""
        question = self._answers.question(draft, classifier)
        # An answer that is kept, or that the model has at a glance, is not worth the way to a thread.
        answer = question.kept() or self._room.run_here(question.made_quickly)
        if answer is None:
            until = monotonic() + self.seconds
            work = self._room.run(lambda: question.made(until), self.seconds)
            answer = await unless_hung_up(self.request.receive, work)
        metrics_of(self.request).judged(answer)
        return answer

    def answer(self, draft: CheckRequest, classifier: Classifier, until: float) -> Answer:
        """Answer one of many drafts, in a thread: many moments together would hold up everybody on the event loop."""
        question = self._answers.question(draft, classifier)
        answer = question.kept() or question.made(until)
        metrics_of(self.request).judged(answer)
        return answer

    async def read_row(self, draft: CheckRequest, classifier: Classifier) -> Answer:
        """Answer one of many drafts, whose caller stops by itself when the client hangs up."""
        until = monotonic() + self.seconds
        return await self.read_in_turn(lambda: self.answer(draft, classifier, until))

    async def read_in_turn(self, work: Callable[[], Given]) -> Given:
        """Run one of many functions, whose caller stops by itself when the client hangs up."""
        return await self._room.run_in_turn(work, self.seconds)


async def reader_of(request: Request, timeout: Timeout = None) -> Reader:
    """Give the reader of a request. FastAPI would make a class that it depends on in a thread, which takes long."""
    return Reader(request, timeout)


ReaderOfRequest = Annotated[Reader, Depends(reader_of)]
