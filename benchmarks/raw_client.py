"""A load generator without an HTTP library, so that it is not the bottleneck: requests are made beforehand.

python -m benchmarks.raw_client PORT BODIES CONNECTIONS SECONDS FIRST

Where a body has a place for a number, each request gets another, from FIRST on.
"""

import asyncio
import json
import sys
from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path
from time import perf_counter

import click

from .figures import percentile

_REQUEST = (
    b"POST /v1/check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
)
_PLACE_OF_NUMBER = b"@NUMBER@"
_HEAD_END, _LENGTH = b"\r\n\r\n", b"content-length:"


class Connection(asyncio.Protocol):
    """Sends a request as soon as the answer to the one before is there."""

    def __init__(self, requests: Iterator[bytes], until: float, latencies: list[float], failures: list[int]) -> None:
        self.closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._requests, self._until = requests, until
        self._latencies, self._failures = latencies, failures
        self._received, self._missing = b"", -1

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._send()

    def data_received(self, data: bytes) -> None:
        """Count an answer once all of it is there."""
        self._received += data
        if self._missing < 0:
            head, end, _ = self._received.partition(_HEAD_END)
            if not end:
                return
            place = head.lower().index(_LENGTH) + len(_LENGTH)
            self._missing = len(head) + len(end) + int(head[place:].split(b"\r\n", 1)[0])
        if len(self._received) >= self._missing:
            self._answered()

    def connection_lost(self, error: Exception | None) -> None:  # noqa: ARG002 - the loop calls it so
        """End."""
        if not self.closed.done():
            self.closed.set_result(None)

    def _answered(self) -> None:
        now = perf_counter()
        self._latencies.append(now - self._sent)
        if b" 200 " not in self._received[:16]:
            self._failures.append(1)
        self._received, self._missing = b"", -1
        if now < self._until:
            self._send()
        else:
            self._transport.close()

    def _send(self) -> None:
        self._sent = perf_counter()
        self._transport.write(next(self._requests))


def requests_of(bodies: list[bytes], first: int) -> Iterator[bytes]:
    """Give one request after the other, without end."""
    numbers = count(first)
    for head, place, tail in cycle([body.partition(_PLACE_OF_NUMBER) for body in bodies]):
        body = b"%b%d%b" % (head, next(numbers), tail) if place else head
        yield _REQUEST % (len(body), body)


async def drive(port: int, bodies: list[bytes], connections: int, seconds: float, first: int) -> dict[str, float]:
    """Load the server and give the figures."""
    requests = requests_of(bodies, first)
    latencies: list[float] = []
    failures: list[int] = []
    begun = perf_counter()
    opened = [
        await asyncio.get_running_loop().create_connection(
            lambda: Connection(requests, begun + seconds, latencies, failures), "127.0.0.1", port
        )
        for _ in range(connections)
    ]
    await asyncio.gather(*(connection.closed for _, connection in opened))
    took = perf_counter() - begun
    ascending = sorted(latencies)
    return {
        "answers": len(latencies),
        "failures": len(failures),
        "seconds": took,
        "p50_ms": percentile(ascending, 0.5) * 1e3,
        "p99_ms": percentile(ascending, 0.99) * 1e3,
    }


if __name__ == "__main__":
    port, bodies, connections, seconds, first = sys.argv[1:]
    lines = Path(bodies).read_bytes().splitlines()
    figures = asyncio.run(drive(int(port), lines, int(connections), float(seconds), int(first)))
    click.echo(json.dumps(figures))
