"""The service as it is really run: a process of its own, spoken to over HTTP."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.patience import eventually

ROOT = Path(__file__).parents[1]

GREETING = re.compile(r"listens on (http://127\.0\.0\.1:\d+)")


@dataclass(frozen=True, slots=True)
class Service:
    """A running service: its process, a client that speaks to it, and what it has said so far."""

    process: subprocess.Popen[bytes]
    client: httpx.Client
    log: Path

    @property
    def address(self) -> str:
        return str(self.client.base_url)

    def said(self) -> str:
        return self.log.read_text()


Serve = Callable[..., AbstractContextManager[Service]]


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Serve:
    """Start `flipguard serve` on a free port with these variables; it is killed in the end if it still runs."""

    @contextmanager
    def serve(*options: str, **variables: str) -> Iterator[Service]:
        log = tmp_path_factory.mktemp("service") / "log"
        environment = {name: value for name, value in os.environ.items() if not name.startswith("FLIPGUARD_")}
        command = [sys.executable, "-m", "app", "serve", "--port", "0", *options]
        with log.open("wb") as output:
            process = subprocess.Popen(
                command, cwd=ROOT, env={**environment, **variables}, stdout=output, stderr=subprocess.STDOUT
            )
        try:
            with httpx.Client(base_url=address(process, log), timeout=60) as client:
                yield Service(process, client, log)
        finally:
            if "FLIPGUARD_WORKERS" in variables:
                process.terminate()  # it ends its workers, which it would leave behind if it were killed
                with suppress(subprocess.TimeoutExpired):
                    process.wait(30)
            process.kill()
            process.wait()

    return serve


def address(process: subprocess.Popen[bytes], log: Path) -> str:
    """Wait until the service listens, and give its address."""

    def greeting() -> re.Match[str] | None:
        assert process.poll() is None, log.read_text()
        return GREETING.search(log.read_text())

    return eventually(greeting, "The service did not listen")[1]
