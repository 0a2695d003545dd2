"""Where the posts of callers are counted: in this process, or in a Redis that several processes share.

A Redis that can't be asked holds up no post: until it answers again, each process counts for itself.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import RateLimiter, SlidingWindowCounterRateLimiter

from ..settings import SettingsError
from .metrics import Metrics

if TYPE_CHECKING:
    from redis.asyncio import BlockingConnectionPool

Answer = TypeVar("Answer")
Question = Callable[[RateLimiter], Awaitable[Answer]]

_CONNECTIONS = 16
_PATIENCE = 1.0
"""Seconds that a post waits for Redis at most."""

_PAUSE = 5.0
"""Seconds after which a Redis that failed is asked again, by one post of each process."""

_log = logging.getLogger(__name__)


class RateStore:
    """Answers questions from the Redis at a `redis://` or `rediss://` URL; from this process where it is `memory://`.

    Raises `SettingsError` if the URL can't be read or the package redis is missing. It connects when it is first asked.
    """

    def __init__(self, url: str, metrics: Metrics) -> None:
        self._metrics = metrics
        self._own = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._pool = None if url.startswith("memory://") else _pool(url)
        self._shared = None if self._pool is None else _shared(self._pool)
        self._lost = False
        self._again = 0.0

    async def ask(self, question: Question[Answer]) -> Answer:
        """Give what the question comes to, asked of the Redis while that answers and else of this process."""
        if self._shared is None or (self._lost and monotonic() < self._again):
            return await question(self._own)
        self._again = monotonic() + _PAUSE  # while one post tries, the others don't wait with it
        try:
            async with asyncio.timeout(_PATIENCE):
                answer = await question(self._shared)
        except (_failure(), OSError) as error:
            self._fail(error)
            return await question(self._own)
        self._answered()
        return answer

    async def close(self) -> None:
        """Close the connections."""
        if self._pool is not None:
            await self._pool.aclose()

    def _fail(self, error: Exception) -> None:
        self._metrics.rate_store_failures.inc()
        if not self._lost:
            _log.error("The rate store can't be used (%s). Until it can, each worker counts for itself.", _said(error))
        self._lost = True

    def _answered(self) -> None:
        if self._lost:
            _log.info("The rate store can be used again.")
        self._lost = False


def _pool(url: str) -> "BlockingConnectionPool":
    try:
        from redis.asyncio import BlockingConnectionPool
        from redis.asyncio.retry import Retry
        from redis.backoff import NoBackoff
    except ModuleNotFoundError:
        raise SettingsError("FLIPGUARD_RATE_STORE needs the package redis: install flipguard[redis].") from None
    try:
        return BlockingConnectionPool.from_url(
            url,
            max_connections=_CONNECTIONS,
            timeout=_PATIENCE,
            socket_connect_timeout=_PATIENCE,
            socket_timeout=_PATIENCE,
            retry=Retry(NoBackoff(), 1),  # for a connection that a restart of Redis has broken
        )
    except ValueError:
        example = "redis://:PASSWORD@HOST:6379/0"
        raise SettingsError(f"FLIPGUARD_RATE_STORE is no address of a Redis, such as {example}.") from None


def _failure() -> type[Exception]:
    from redis import RedisError

    return RedisError


def _shared(pool: "BlockingConnectionPool") -> RateLimiter:
    # The library's types leave no room for a pool, though its documentation does.
    storage = RedisStorage("async+redis://", implementation="redispy", key_prefix="flipguard", connection_pool=pool)  # type: ignore[arg-type]
    return SlidingWindowCounterRateLimiter(storage)


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".rstrip(": .")
