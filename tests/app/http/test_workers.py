"""Several worker processes behind one port."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.patience import eventually

POST = {"text": "Good morning!"}


@pytest.fixture(scope="module")
def service(serve: Any) -> Iterator[Any]:
    with serve(FLIPGUARD_WORKERS="2", FLIPGUARD_THREADS="1") as service:
        yield service
        service.process.send_signal(signal.SIGTERM)
        service.process.wait(30)


def children(pid: int) -> set[int]:
    """Give the workers that a process has started."""
    return {
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in said_by(task / "children").split()
        if "spawn_main" in said_by(Path(f"/proc/{child}/cmdline"))
    }


def said_by(file: Path) -> str:
    """Read what the kernel says of a thread or a process; nothing if it has just ended."""
    try:
        return file.read_text()
    except OSError:
        return ""


def total(page: str, name: str) -> float:
    return sum(float(line.rsplit(" ", 1)[1]) for line in page.splitlines() if line.startswith(name))


def test_their_numbers_are_added_up_whichever_is_asked(service: Any) -> None:
    before = total(service.client.get("/metrics").text, "flipguard_verdicts_total")
    for _ in range(12):
        httpx.post(f"{service.address}/v1/check", json=POST).raise_for_status()

    assert total(service.client.get("/metrics").text, "flipguard_verdicts_total") == before + 12


def test_a_worker_that_dies_is_replaced_and_the_others_answer_meanwhile(service: Any) -> None:
    victim, other = sorted(children(service.process.pid))
    os.kill(victim, signal.SIGKILL)

    def is_replaced() -> bool:
        now = children(service.process.pid)
        return victim not in now and len(now) == 2

    eventually(is_replaced, "The worker that died was not replaced")

    assert other in children(service.process.pid)
    assert httpx.post(f"{service.address}/v1/check", json=POST, timeout=30).status_code == 200


def test_on_hang_up_each_is_replaced_and_no_request_fails(service: Any) -> None:
    before = children(service.process.pid)
    service.process.send_signal(signal.SIGHUP)
    statuses = set()

    def are_replaced() -> bool:
        statuses.add(httpx.post(f"{service.address}/v1/check", json=POST, timeout=30).status_code)
        now = children(service.process.pid)
        return not before & now and len(now) == 2

    eventually(are_replaced, "The workers were not replaced")

    assert statuses == {200}
