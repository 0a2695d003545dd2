"""How the service bears more load than it can carry: `python tests/faults/overload.py [SECONDS [THREADS]]`.

Starts `flipguard serve` on this machine, finds the rate that it can bear with a few clients that wait for each answer, then
sends that rate times each factor whether or not answers come, and prints what came back in time. The sender takes one core,
so give the service the others.
"""

import asyncio
import itertools
import sys
from time import monotonic

import click
import httpx
from own_service import TEXTS, own_service

FACTORS = (0.5, 0.8, 1.0, 1.5, 2.0, 3.0)
IN_TIME = 2.0
"""Seconds after which an answer is of no use."""


def main(seconds: float = 8, threads: int = 1) -> None:
    """Serve, measure and print."""
    with own_service(threads, FLIPGUARD_REQUEST_SECONDS=str(IN_TIME), FLIPGUARD_CACHE_ANSWERS="0") as service:
        asyncio.run(measure(service.address, seconds))


async def measure(address: str, seconds: float) -> None:
    """Find the rate that can be borne, then send multiples of it."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=200)
    async with httpx.AsyncClient(base_url=address, timeout=IN_TIME + 5, limits=limits) as client:
        borne = await closed_loop(client, seconds)
        click.echo(f"borne with 4 clients that wait: {borne:.1f} posts/s")
        for factor in FACTORS:
            await open_loop(client, borne * factor, seconds, factor)


async def closed_loop(client: httpx.AsyncClient, seconds: float) -> float:
    """Give the posts a second that four waiting clients get answered."""
    until, texts, done = monotonic() + seconds, itertools.cycle(TEXTS), 0

    async def ask() -> None:
        nonlocal done
        while monotonic() < until:
            answer = await client.post("/v1/check", json={"text": next(texts)})
            done += answer.status_code == 200

    await asyncio.gather(*(ask() for _ in range(4)))
    return done / seconds


async def open_loop(client: httpx.AsyncClient, rate: float, seconds: float, factor: float) -> None:
    """Send at a steady rate and print what came back."""
    texts, begun, tasks = itertools.cycle(TEXTS), monotonic(), []
    results: list[tuple[int, float]] = []

    async def ask() -> None:
        asked = monotonic()
        try:
            answer = await client.post("/v1/check", json={"text": next(texts)})
            results.append((answer.status_code, monotonic() - asked))
        except httpx.HTTPError:
            results.append((0, monotonic() - asked))

    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, begun + number / rate - monotonic()))
        tasks.append(asyncio.create_task(ask()))
    sent = monotonic() - begun
    await asyncio.gather(*tasks)
    good = sorted(took for status, took in results if status == 200 and took <= IN_TIME)
    refused = sorted(took for status, took in results if status in (429, 503))
    other = [status for status, _ in results if status not in (200, 429, 503)]
    click.echo(
        f"{factor:>4}x: sent {len(results) / sent:6.1f}/s, good {len(good) / sent:6.1f}/s, "
        f"p50 {middle(good, 0.5):.3f} s, p99 {middle(good, 0.99):.3f} s, "
        f"refused {len(refused)} (p99 {middle(refused, 0.99):.3f} s), other {len(other)} {set(other) or ''}"
    )


def middle(values: list[float], share: float) -> float:
    """Give a quantile of sorted values."""
    return values[min(len(values) - 1, int(share * len(values)))] if values else float("nan")


if __name__ == "__main__":
    main(*(float(argument) for argument in sys.argv[1:2]), *(int(argument) for argument in sys.argv[2:3]))
