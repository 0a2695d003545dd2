"""Load on a server of this machine, by wrk where it is installed, else by a small client of our own."""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from time import perf_counter

from .running import ROOT, Server

_SCRIPT = Path(__file__).parent / "check.lua"

PLACE_OF_NUMBER = "@NUMBER@"
"""Stands in a body where a number makes each request another."""

_numbers = count(0, 10_000_000)

_TO_STOP = 60
"""Seconds that a generator may take beyond the load itself."""


@dataclass(frozen=True, slots=True)
class Load:
    """What came back. `busy` is the share of one core that the generator itself took."""

    per_second: float
    p50_ms: float
    p99_ms: float
    failures: int
    busy: float


def generator() -> str:
    """Name the generator that is used."""
    return "wrk" if shutil.which("wrk") else "benchmarks/raw_client.py"


def drive(server: Server, bodies: Sequence[bytes], connections: int, seconds: float) -> Load:
    """Send bodies to `/v1/check`, over and over, from so many connections that each wait for their answer.

    A body that holds `PLACE_OF_NUMBER` is another each time, in this load and in every later one.
    """
    first = next(_numbers)
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.write(b"\n".join(bodies) + b"\n")
        file.flush()
        before, begun = _children(), perf_counter()
        done = subprocess.run(
            _command(server.port, file.name, connections, seconds, first),
            cwd=ROOT,
            env={**os.environ, "BODIES": file.name, "FIRST": str(first)},
            capture_output=True,
            check=True,
            timeout=seconds + _TO_STOP,
        )
        busy = (_children() - before) / (perf_counter() - begun)
    found = json.loads(done.stdout.splitlines()[-1])
    return Load(found["answers"] / found["seconds"], found["p50_ms"], found["p99_ms"], found["failures"], busy)


def ask_each(server: Server, bodies: Sequence[bytes]) -> None:
    """Send each body to `/v1/check` once; raises `RuntimeError` where one is refused."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=_TO_STOP)
    for body in bodies:
        connection.request("POST", "/v1/check", body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        if answer.status != HTTPStatus.OK:
            raise RuntimeError(f"A post was answered with {answer.status}.")
        answer.read()
    connection.close()


def _command(port: int, bodies: str, connections: int, seconds: float, first: int) -> list[str]:
    url = f"http://127.0.0.1:{port}/v1/check"
    wrk = shutil.which("wrk")
    if wrk is None or seconds < 1:  # wrk counts in whole seconds
        client = [sys.executable, "-m", "benchmarks.raw_client"]
        return [*client, str(port), bodies, str(connections), str(seconds), str(first)]
    limits = ["--threads", "1", "--connections", str(connections), "--duration", f"{round(seconds)}s"]
    return [wrk, *limits, "--timeout", "60s", "--script", str(_SCRIPT), url]


def _children() -> float:
    """Give the seconds of processor time that ended children have taken."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
