"""Clients that hang up: their work is given up, so that it takes no time from those who still wait."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.types import Receive

Answer = TypeVar("Answer")


class HungUpError(Exception):
    """The client closed the connection before its answer was there."""


_UNWATCHED = 0.02
"""Seconds in which nobody looks whether the client is still there: most work is done by then, and watching costs time."""


async def unless_hung_up(receive: Receive, work: Coroutine[Any, Any, Answer]) -> Answer:
    """Give what the work gives; once the client hangs up, cancel it and raise `HungUpError`.

    The request's body must have been read before: what is still received is only waited for, not kept.
    """
    job = asyncio.ensure_future(work)
    try:
        await asyncio.wait((job,), timeout=_UNWATCHED)
        if not job.done():
            await _until_done_or_hung_up(job, receive)
        return job.result()
    finally:
        if not job.done():
            job.cancel()
            await asyncio.gather(job, return_exceptions=True)


async def _until_done_or_hung_up(job: asyncio.Task[Answer], receive: Receive) -> None:
    watch = asyncio.ensure_future(hung_up(receive))
    try:
        await asyncio.wait((job, watch), return_when=asyncio.FIRST_COMPLETED)
        if not job.done():
            raise HungUpError
    finally:
        watch.cancel()
        await asyncio.gather(watch, return_exceptions=True)


async def hung_up(receive: Receive) -> None:
    """Return once the client has hung up."""
    while (await receive())["type"] != "http.disconnect":
        pass
