"""Long, steady load: `python tests/faults/soak.py [SECONDS [THREADS]]`.

Starts `flipguard serve` on this machine, finds the rate that it bears, then sends 80 % of it, with a batch and a piece of feedback
now and then, and prints what it answered and how much memory it holds: once in a while, and for the whole in the end. No two posts
are alike, nor have they one length, so that what depends on a text or on its length shows in the memory.
"""

import asyncio
import itertools
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import linear_regression
from time import monotonic

import click
import httpx
from own_service import TEXTS, OwnService, own_service

SHARE = 0.8
WARM_UP = 10
EVERY = 10
"""Seconds between two looks at the memory."""

FEEDBACK = {"verdict": "flip", "right": False, "label": "clear", "keep_text": True, "text": TEXTS[1]}


@dataclass(slots=True)
class Tally:
    """What came back, and how much memory was held meanwhile."""

    statuses: Counter[int] = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)
    told: int = 0

    def tell(self, at: float) -> None:
        """Print how it stands since the last time."""
        click.echo(
            f"{at:5.0f} s: {self.memory[-1][1]:6.1f} MiB, {quantiles(self.took[self.told :])}, {dict(self.statuses)}"
        )
        self.told = len(self.took)

    def sum_up(self, seconds: float) -> None:
        """Print the figures of the whole run, and how memory went on once all had been used."""
        later = [(at, held) for at, held in self.memory if at >= seconds / 2]
        slope = linear_regression(*zip(*later, strict=True)).slope * 3600
        first, highest, last = self.memory[0][1], max(held for _, held in self.memory), self.memory[-1][1]
        click.echo(f"answered {self.statuses.total() / seconds:.1f}/s, {quantiles(self.took)}, {dict(self.statuses)}")
        click.echo(
            f"memory: {first:.1f} MiB at the start, {later[0][1]:.1f} half-way, {last:.1f} in the end, {highest:.1f} at most; "
            f"slope of the second half {slope:+.1f} MiB an hour"
        )


def main(seconds: float = 600, threads: int = 1) -> None:
    """Serve, load and print."""
    with own_service(threads) as service:
        asyncio.run(soak(service, seconds))
        service.process.terminate()
        failures = "no " if "failed." not in service.log.read_text() else ""
        click.echo(f"exit {service.process.wait()}; the log holds {failures}failures")


async def soak(service: OwnService, seconds: float) -> None:
    """Find the rate, then keep to 80 % of it."""
    async with httpx.AsyncClient(base_url=service.address, timeout=30) as client:
        texts = posts()
        borne = await bear(client, texts)
        rate = SHARE * borne
        click.echo(f"bears {borne:.1f} posts/s; sending {rate:.1f}/s for {seconds:.0f} s")
        tally, tasks, begun = Tally(), set(), monotonic()
        watching = asyncio.create_task(watch(service, tally, begun, seconds))
        for number in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, begun + number / rate - monotonic()))
            task = asyncio.create_task(ask(client, number, next(texts), tally))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        await asyncio.gather(watching, *tasks)
        tally.sum_up(seconds)


async def watch(service: OwnService, tally: Tally, begun: float, seconds: float) -> None:
    """Note the memory again and again, and print now and then."""
    for look in range(int(seconds / EVERY) + 1):
        await asyncio.sleep(max(0.0, begun + look * EVERY - monotonic()))
        tally.memory.append((look * EVERY, service.resident()))
        if look and look % 3 == 0:
            tally.tell(look * EVERY)


def posts() -> Iterator[str]:
    """Give posts of which no two are alike; one in ten is longer, by one to nine sentences that need no advice."""
    for number in itertools.count():
        longer = [TEXTS[2]] * (number // 10 % 9 + 1) if number % 10 == 0 else []
        yield " ".join([TEXTS[number % len(TEXTS)], *longer, f"Day {number}."])


async def bear(client: httpx.AsyncClient, texts: Iterator[str]) -> float:
    """Give the posts a second that four waiting clients get answered, in the mix that is sent later."""
    until, done = monotonic() + WARM_UP, 0

    async def ask_on() -> None:
        nonlocal done
        while monotonic() < until:
            (await client.post("/v1/check", json={"text": next(texts)})).raise_for_status()
            done += 1

    await asyncio.gather(*(ask_on() for _ in range(4)))
    return done / WARM_UP


async def ask(client: httpx.AsyncClient, number: int, text: str, tally: Tally) -> None:
    """Send one post; every 200th time a batch of two, every 50th feedback as well."""
    begun = monotonic()
    if number % 200 == 199:
        answer = await client.post("/v1/batch", json=[{"text": text}, {"text": TEXTS[0]}])
    elif number % 50 == 49:
        answer = await client.post("/v1/feedback", json=FEEDBACK)
    else:
        answer = await client.post("/v1/check", json={"text": text})
    tally.statuses[answer.status_code] += 1
    tally.took.append(monotonic() - begun)


def quantiles(took: list[float]) -> str:
    """Write the middle, the 95th and the 99th percentile of some seconds."""
    ascending = sorted(took) or [float("nan")]
    return ", ".join(f"p{share} {ascending[int(share / 100 * (len(ascending) - 1))]:.3f} s" for share in (50, 95, 99))


if __name__ == "__main__":
    main(*(float(argument) for argument in sys.argv[1:2]), *(int(argument) for argument in sys.argv[2:3]))
