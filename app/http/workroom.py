"""The threads that read posts, and the bounded line before them.

Reading a post is arithmetic outside Python's lock, so threads beside the event loop use all cores; each post is read
alone, because int8 arithmetic would score it differently in company. A post that would wait longer than it may is
refused at once, so that those which are accepted are answered in time.
"""

import asyncio
import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import TypeVar

Answer = TypeVar("Answer")

_FIRST_PACE = 0.02
"""Seconds that a post is taken to need before any has been measured."""

_WEIGHT = 0.05
"""How much the newest post counts in the moving average of the pace."""


class LineFullError(Exception):
    """No post is taken now; `retry_after` is in how many seconds one probably is."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


class DeadlineError(Exception):
    """A post was not read within `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


_SHARE_TO_WAIT = 0.6
"""How much of its patience a post may be expected to wait; the rest is for its reading and for a wrong guess."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a post waited and how long it was read, in seconds."""

    waited: float
    read: float


class Workroom:
    """Runs functions in a fixed number of threads, first come, first served. One event loop may use it."""

    def __init__(self, threads: int, line: int, on_read: Callable[[Timing], None] = lambda _: None) -> None:
        self.threads = threads
        self.line = line
        self.waiting = 0
        self.waiting_in_turn = 0
        self.running = 0
        self._on_read = on_read
        self._pace = _FIRST_PACE
        self._seats = asyncio.Semaphore(threads)
        self._executor = self._new_executor()

    def expected_wait(self) -> float:
        """Give the seconds that a post which comes now will probably wait."""
        ahead = self.waiting + self.waiting_in_turn + self.running - self.threads + 1
        return max(0, ahead) * self._pace / self.threads

    def is_full(self, patience: float = math.inf) -> bool:
        """Tell whether the line is full, or a post would probably wait for most of its `patience` seconds."""
        return self.running >= self.threads and (
            self.waiting >= self.line or self.expected_wait() > _SHARE_TO_WAIT * patience
        )

    def refuse_if_full(self, patience: float = math.inf) -> None:
        """Raise `LineFullError` if the line is full for a post with so much patience."""
        if self.is_full(patience):
            raise LineFullError(max(1, math.ceil(self.expected_wait())))

    def run_here(self, work: Callable[[], Answer | None]) -> Answer | None:
        """Give the answer of a function that takes less time than to hand it over; it counts as read if it had one.

        It takes no seat and no turn, as it would be done before anybody could wait for it.
        """
        begun = monotonic()
        answer = work()
        if answer is not None:
            self._on_read(Timing(0.0, monotonic() - begun))
        return answer

    async def run(self, work: Callable[[], Answer], patience: float) -> Answer:
        """Give the answer of a function that a thread runs.

        Raises `LineFullError` at once where `refuse_if_full` does, and `DeadlineError` after `patience` seconds. Cancel it
        and a function that has not begun never will; one that has keeps its thread until it is done.
        """
        self.refuse_if_full(patience)
        self.waiting += 1
        return await self._run(work, patience, self._single_sits_down)

    async def run_in_turn(self, work: Callable[[], Answer], patience: float) -> Answer:
        """Do the same, but stand in the line however long it is: for a batch, which itself bounds what it sends."""
        self.waiting_in_turn += 1
        return await self._run(work, patience, self._row_sits_down)

    async def _run(self, work: Callable[[], Answer], patience: float, sit_down: Callable[[], None]) -> Answer:
        asked = monotonic()
        try:
            async with asyncio.timeout(patience):
                try:
                    await self._seats.acquire()
                finally:
                    sit_down()
                return await self._seated(work, monotonic() - asked)
        except TimeoutError:
            raise DeadlineError(patience) from None

    def _single_sits_down(self) -> None:
        self.waiting -= 1

    def _row_sits_down(self) -> None:
        self.waiting_in_turn -= 1

    async def close(self) -> None:
        """Wait until every function that has begun is done. The room may be used again afterwards."""
        closing, self._executor = self._executor, self._new_executor()
        await asyncio.to_thread(closing.shutdown)

    def _new_executor(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self.threads, thread_name_prefix="reader")

    def _seated(self, work: Callable[[], Answer], waited: float) -> asyncio.Future[Answer]:
        """Start a function whose seat is taken; the seat is free again once it is done."""
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self.running += 1
        try:
            self._executor.submit(copy_context().run, self._work_and_leave, work, waited, answer)
        except BaseException:
            self.running -= 1
            self._seats.release()
            raise
        return answer

    def _work_and_leave(self, work: Callable[[], Answer], waited: float, answer: asyncio.Future[Answer]) -> None:
        settle: Callable[[], None]
        try:
            settle = partial(answer.set_result, self._timed(work, waited))
        except BaseException as error:
            settle = partial(answer.set_exception, error)
        loop = answer.get_loop()
        if not loop.is_closed():
            # The loop is woken once, for the answer and for the seat.
            loop.call_soon_threadsafe(self._leave_the_seat, answer, settle)

    def _leave_the_seat(self, answer: asyncio.Future[Answer], settle: Callable[[], None]) -> None:
        self.running -= 1
        self._seats.release()
        if not answer.cancelled():
            settle()

    def _timed(self, work: Callable[[], Answer], waited: float) -> Answer:
        begun = monotonic()
        try:
            return work()
        finally:
            took = monotonic() - begun
            self._pace += _WEIGHT * (took - self._pace)
            self._on_read(Timing(waited, took))
