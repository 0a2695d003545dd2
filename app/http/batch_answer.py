"""The answer to a batch: rows go out in order while others are still being read and the body is still arriving.

What is held is bounded: the part of the body that is not yet cut, and as many answers as there are readers.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from .batch_rows import LINES_TYPE, Row
from .problems import ProblemError

Rows = AsyncIterator[Row | ProblemError]
Answerer = Callable[[int, Row | ProblemError], Coroutine[Any, Any, bytes]]


class Inbox:
    """The chunks of a body, taken from the connection as fast as they come.

    Many clients read nothing before they have sent everything: a server that waits for them to read its first rows
    before it takes the last ones would wait for ever.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._chunks: deque[bytes] = deque()
        self._news = asyncio.Event()
        self._complete = False
        self._refusal: ProblemError | None = None

    async def fill(self) -> None:
        """Receive the whole body, then wait until the client hangs up."""
        try:
            while (message := await self._receive())["type"] != "http.disconnect":
                self._keep(message)
        except ProblemError as refusal:
            self._refusal = refusal
            self._complete = True
            self._news.set()
            await asyncio.Event().wait()  # a body over the limit is refused to a client that is still there

    async def chunks(self) -> AsyncIterator[bytes]:
        """Give the chunks; raises the problem that ended the body, if one did."""
        while True:
            while self._chunks:
                yield self._chunks.popleft()
            if self._complete:
                break
            self._news.clear()
            await self._news.wait()
        if self._refusal:
            raise self._refusal

    def _keep(self, message: Message) -> None:
        if message.get("body"):
            self._chunks.append(message["body"])
        self._complete = self._complete or not message.get("more_body", False)
        self._news.set()


class BatchAnswer(Response):
    """Rows in, lines out, `at_once` rows being answered at one time. A client that hangs up ends it all."""

    media_type = LINES_TYPE

    def __init__(
        self,
        inbox: Inbox,
        rows: Rows,
        answer: Answerer,
        at_once: int,
        admission: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        super().__init__()
        del self.headers["Content-Length"]
        self._inbox, self._rows, self._answer, self._at_once = inbox, rows, answer, at_once
        self._admission = admission

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - the inbox receives
        """Send the rows, once admitted."""
        with self._admission():
            await self._exchange(send)

    async def _exchange(self, send: Send) -> None:
        hang_up = asyncio.ensure_future(self._inbox.fill())
        sending = asyncio.ensure_future(self._send(send))
        try:
            await asyncio.wait((hang_up, sending), return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                _raise_plainly(sending)
        finally:
            for task in (hang_up, sending):
                task.cancel()
            await asyncio.gather(hang_up, sending, return_exceptions=True)

    async def _send(self, send: Send) -> None:
        async with asyncio.TaskGroup() as tasks:
            queue: asyncio.Queue[asyncio.Task[bytes] | None] = asyncio.Queue(self._at_once)
            tasks.create_task(self._take(queue, tasks))
            started = False
            while (answer := await queue.get()) is not None:
                line = await answer
                if not started:
                    await self._start(send)
                    started = True
                await send({"type": "http.response.body", "body": line, "more_body": True})
            if not started:
                await self._start(send)
            await send({"type": "http.response.body", "body": b""})

    async def _take(self, queue: asyncio.Queue[asyncio.Task[bytes] | None], tasks: asyncio.TaskGroup) -> None:
        index = 0
        async for row in self._rows:
            await queue.put(tasks.create_task(self._answer(index, row)))
            index += 1
        await queue.put(None)

    async def _start(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})


def _raise_plainly(task: asyncio.Task[None]) -> None:
    """Raise the first error of a task's group by itself, which is how it is turned into an answer."""
    try:
        task.result()
    except* Exception as group:
        first = group.exceptions[0]
    else:
        return
    raise first
