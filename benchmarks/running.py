"""Servers that a run starts on 127.0.0.1 and stops again, whatever happens."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]

_PATIENCE = 60
"""Seconds that a server may take to answer."""


@dataclass(frozen=True, slots=True)
class Server:
    """A process that listens on a port of 127.0.0.1."""

    process: subprocess.Popen[bytes]
    port: int


@contextmanager
def flipguard(model_folder: Path | None, workers: int = 1, **changed: str) -> Iterator[Server]:
    """Run `flipguard serve` as it is shipped, but for a line in which every connection finds room, and for `changed` settings."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "FLIPGUARD_WORKERS": str(workers),
            "FLIPGUARD_WAITING_LINE": "1000",
            "FLIPGUARD_REQUEST_SECONDS": "60",
            "FLIPGUARD_FEEDBACK_DATABASE": f"sqlite:///{folder}/feedback.sqlite",
            **({"FLIPGUARD_MODEL_FOLDER": str(model_folder)} if model_folder else {}),
            **changed,
        }
        with _server([sys.executable, "-m", "app", "serve", "--port", str(port)], port, settings) as server:
            yield server


@contextmanager
def empty_endpoint() -> Iterator[Server]:
    """Run a FastAPI endpoint with the same schemas that computes nothing, by the same server in one process."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "benchmarks.empty_endpoint:app", "--port", str(port)]
    with _server([*command, "--no-access-log", "--log-level", "warning"], port, {}) as server:
        yield server


def free_port() -> int:
    """Find a port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def plain_environment() -> dict[str, str]:
    """Give the environment without settings of FlipGuard's, in which compiled code is kept, as for whoever uses it daily."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FLIPGUARD_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept


@contextmanager
def _server(command: Sequence[str], port: int, settings: Mapping[str, str]) -> Iterator[Server]:
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**plain_environment(), **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_it_answers(process, port)
        yield Server(process, port)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode} before it answered.")
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                client.sendall(b"GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                if b" 200 " in client.recv(64):
                    return
        time.sleep(0.05)
    raise RuntimeError(f"{process.args!r} did not answer within {_PATIENCE} s.")
