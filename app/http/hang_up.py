"""Clients that hang up: their work is given up, so that it takes no time from those who still wait."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from starlette.types import Receive

Answer = TypeVar("Answer")


class HungUpError(Exception):
    """The client closed the connection before its answer was there."""


async def unless_hung_up(receive: Receive, work: Awaitable[Answer]) -> Answer:
    """Give what the work gives; once the client hangs up, cancel it and raise `HungUpError`.

    The request's body must have been read before: what is still received is only waited for, not kept.
    """
    job, watch = asyncio.ensure_future(work), asyncio.ensure_future(hung_up(receive))
    try:
        await asyncio.wait((job, watch), return_when=asyncio.FIRST_COMPLETED)
        if not job.done():
            raise HungUpError
        return job.result()
    finally:
        for task in (job, watch):
            task.cancel()
        await asyncio.gather(job, watch, return_exceptions=True)


async def hung_up(receive: Receive) -> None:
    """Return once the client has hung up."""
    while (await receive())["type"] != "http.disconnect":
        pass
