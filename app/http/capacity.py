"""Which requests get a reader: the line is looked at before a body is read, and a hang-up or a deadline ends the work."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Header, Request, Response

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


class ReadingRoute(JsonRoute):
    """A route that needs a reader: while the line is full it refuses without reading the body."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Look at the line, then handle."""
        handle = super().get_route_handler()

        async def handle_if_free(request: Request) -> Response:
            workroom(request).refuse_if_full()
            return await handle(request)

        return handle_if_free


async def patience(
    request: Request,
    seconds: Annotated[
        float | None,
        Header(
            alias=TIMEOUT_HEADER,
            gt=0,
            allow_inf_nan=False,
            description="Seconds after which the answer is of no use any more. The server may allow less.",
        ),
    ] = None,
) -> float:
    """Give the seconds in which each post of this request must be read."""
    most: float = request.app.state.settings.request_seconds
    return most if seconds is None else min(seconds, most)


class Reader:
    """Reads posts for one request."""

    def __init__(self, request: Request, seconds: Annotated[float, Depends(patience)]) -> None:
        self.request = request
        self.seconds = seconds
        self._room = workroom(request)

    async def read(self, work: Callable[[], CheckResponse]) -> CheckResponse:
        """Judge one post in the workroom for as long as the client waits and its deadline allows."""
        answer = await unless_hung_up(self.request.receive, self._room.run(work, self.seconds))
        metrics_of(self.request).judged(answer)
        return answer

    async def read_in_turn(self, work: Callable[[], Answer]) -> Answer:
        """Run one of many functions, whose caller stops by itself when the client hangs up."""
        return await self._room.run_in_turn(work, self.seconds)


ReaderOfRequest = Annotated[Reader, Depends(Reader)]
