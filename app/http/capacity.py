"""Which requests get a reader: the line is looked at before a body is read, and a hang-up or a deadline ends the work."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Header, Request, Response
from fastapi.routing import APIRoute

from .hang_up import unless_hung_up
from .json_body import JsonRoute
from .metrics import metrics_of
from .schemas import CheckResponse
from .workroom import Workroom

Answer = TypeVar("Answer")

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

    def __init__(self, request: Request, timeout: float | None) -> None:
        most: float = request.app.state.settings.request_seconds
        self.request = request
        self.seconds = most if timeout is None else min(timeout, most)
        self._room = workroom(request)

    async def read(self, work: Callable[[], CheckResponse]) -> CheckResponse:
        """Judge one post in the workroom for as long as the client waits and its deadline allows."""
        answer = await unless_hung_up(self.request.receive, self._room.run(work, self.seconds))
        metrics_of(self.request).judged(answer)
        return answer

    async def read_row(self, work: Callable[[], CheckResponse]) -> CheckResponse:
        """Judge one of many posts, whose caller stops by itself when the client hangs up."""
        answer = await self.read_in_turn(work)
        metrics_of(self.request).judged(answer)
        return answer

    async def read_in_turn(self, work: Callable[[], Answer]) -> Answer:
        """Run one of many functions, whose caller stops by itself when the client hangs up."""
        return await self._room.run_in_turn(work, self.seconds)


async def reader_of(request: Request, timeout: Timeout = None) -> Reader:
    """Give the reader of a request. FastAPI would make a class that it depends on in a thread, which takes long."""
    return Reader(request, timeout)


ReaderOfRequest = Annotated[Reader, Depends(reader_of)]
