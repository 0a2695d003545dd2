"""Long, steady load: `python tests/faults/soak.py [SECONDS [THREADS]]`.

Starts `flipguard serve` on this machine, finds the rate that it bears, then sends 80 % of it, with a batch and a piece of feedback
now and then, and prints once in a while how much memory the service holds and what it answered.
"""

import asyncio
import itertools
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import monotonic, sleep

import click
import httpx

ROOT = Path(__file__).parents[2]
SHARE = 0.8
WARM_UP = 10
TEXTS = [
    "So good to see everyone on Saturday! By the way, my candle shop is open now. Use code FRIENDS10 for 10% off.",
    "My candle shop had its first birthday today: you carried boxes, painted walls and brought soup. There is cake!",
    "Game night is at ours on Friday, bring crisps.",
    "If you each ping me $14.40 for the pizza by Monday that squares it.",
]
FEEDBACK = {"verdict": "flip", "right": False, "label": "clear", "keep_text": True, "text": TEXTS[1]}


def main(seconds: float = 600, threads: int = 1) -> None:
    """Serve, load and print."""
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("wb") as log:
        variables = {
            **os.environ,
            "FLIPGUARD_THREADS": str(threads),
            "FLIPGUARD_FEEDBACK_DATABASE": f"sqlite:///{folder}/feedback.sqlite3",
        }
        service = subprocess.Popen(
            [sys.executable, "-m", "app", "serve", "--port", "0"], cwd=ROOT, env=variables, stderr=log, stdout=log
        )
        try:
            while not (found := re.search(r"listens on (http://\S+)", Path(log.name).read_text())):
                sleep(0.1)
            asyncio.run(soak(found[1], service.pid, seconds))
        finally:
            service.terminate()
            service.wait()
            click.echo(
                f"exit {service.returncode}; the log holds {'no ' if 'failed.' not in Path(log.name).read_text() else ''}failures"
            )


async def soak(address: str, pid: int, seconds: float) -> None:
    """Find the rate, then keep to 80 % of it."""
    async with httpx.AsyncClient(base_url=address, timeout=30) as client:
        borne = await bear(client)
        rate = SHARE * borne
        click.echo(f"bears {borne:.1f} posts/s; sending {rate:.1f}/s for {seconds:.0f} s")
        statuses: Counter[int] = Counter()
        times: list[float] = []
        tasks: set[asyncio.Task[None]] = set()
        texts, begun, told = itertools.cycle(TEXTS), monotonic(), 0.0
        for number in itertools.count():
            due = number / rate
            if due > seconds:
                break
            await asyncio.sleep(max(0.0, begun + due - monotonic()))
            task = asyncio.create_task(ask(client, number, next(texts), statuses, times))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
            if due >= told:
                tell(due, pid, statuses, times)
                told += max(10.0, seconds / 20)
        await asyncio.gather(*tasks)
        tell(seconds, pid, statuses, times)


async def bear(client: httpx.AsyncClient) -> float:
    """Give the posts a second that four waiting clients get answered, in the mix that is sent later."""
    texts, until, done = itertools.cycle(TEXTS), monotonic() + WARM_UP, 0

    async def ask_on() -> None:
        nonlocal done
        while monotonic() < until:
            (await client.post("/v1/check", json={"text": next(texts)})).raise_for_status()
            done += 1

    await asyncio.gather(*(ask_on() for _ in range(4)))
    return done / WARM_UP


async def ask(client: httpx.AsyncClient, number: int, text: str, statuses: Counter[int], times: list[float]) -> None:
    """Send one post; every 200th time a batch of two, every 50th feedback as well."""
    begun = monotonic()
    if number % 200 == 199:
        answer = await client.post("/v1/batch", json=[{"text": text}, {"text": TEXTS[0]}])
    elif number % 50 == 49:
        answer = await client.post("/v1/feedback", json=FEEDBACK)
    else:
        answer = await client.post("/v1/check", json={"text": text})
    statuses[answer.status_code] += 1
    times.append(monotonic() - begun)


def tell(at: float, pid: int, statuses: Counter[int], times: list[float]) -> None:
    """Print how it stands, and start the times anew."""
    resident = int(re.findall(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[0]) / 1024
    ordered = sorted(times) or [0.0]
    times.clear()
    middle, late = ordered[len(ordered) // 2], ordered[int(0.99 * (len(ordered) - 1))]
    click.echo(f"{at:5.0f} s: {resident:6.1f} MiB, p50 {middle:.3f} s, p99 {late:.3f} s, {dict(statuses)}")


if __name__ == "__main__":
    main(*(float(argument) for argument in sys.argv[1:2]), *(int(argument) for argument in sys.argv[2:3]))
