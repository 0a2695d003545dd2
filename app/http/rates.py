"""How many posts a caller may send in a time, counted by the library `limits` in a sliding window."""

import math
import time
from dataclasses import dataclass

from limits import RateLimitItem, parse_many
from limits.aio.strategies import RateLimiter

from .rate_store import RateStore


class RateExceededError(Exception):
    """A caller has sent as much as it may; `retry_after` is in how many seconds it may go on."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of one limit: `remaining` posts until `reset` seconds from now."""

    limit: RateLimitItem
    remaining: int
    reset: int


class Rates:
    """Counts the posts of callers in a store. Without a rate of their own, the `default` holds."""

    def __init__(self, store: RateStore, default: str | None) -> None:
        self._store = store
        self._default = default

    async def count(self, caller: str, rate: str | None) -> list[Allowance]:
        """Count one post of a caller and give what is left; raises `RateExceededError` if nothing was.

        Without a `rate` of the caller's own the default holds; without either nothing is counted.
        """
        limits = self._limits(rate)
        if not limits:
            return []
        answer = await self._store.ask(lambda limiter: _count(limiter, limits, caller))
        if isinstance(answer, RateExceededError):
            raise answer
        return answer

    async def close(self) -> None:
        """Close the store's connections."""
        await self._store.close()

    def _limits(self, rate: str | None) -> list[RateLimitItem]:
        rate = rate or self._default
        return parse_many(rate) if rate else []


async def _count(limiter: RateLimiter, limits: list[RateLimitItem], caller: str) -> list[Allowance] | RateExceededError:
    for take in (limiter.test, limiter.hit):  # a hit fails as well where others were counted since the test
        for limit in limits:
            if not await take(limit, caller):
                return RateExceededError((await _left(limiter, limit, caller)).reset)
    return [await _left(limiter, limit, caller) for limit in limits]


async def _left(limiter: RateLimiter, limit: RateLimitItem, caller: str) -> Allowance:
    stats = await limiter.get_window_stats(limit, caller)
    return Allowance(limit, stats.remaining, max(1, math.ceil(stats.reset_time - time.time())))


def rate_headers(allowances: list[Allowance]) -> dict[str, str]:
    """Write what is left into the header fields of the IETF's draft on rate limits."""
    if not allowances:
        return {}
    names = {id(allowance): f'"{allowance.limit.get_expiry()}s"' for allowance in allowances}
    return {
        "RateLimit-Policy": ", ".join(
            f"{names[id(each)]};q={each.limit.amount};w={each.limit.get_expiry()}" for each in allowances
        ),
        "RateLimit": ", ".join(f"{names[id(each)]};r={each.remaining};t={each.reset}" for each in allowances),
    }
