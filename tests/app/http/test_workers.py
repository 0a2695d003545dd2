"""Several worker processes behind one port."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from model.artifact import released_folder
from tests.model_folders import rename
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
    return {int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in said_by(task / "children").split()}


def said_by(file: Path) -> str:
    """Read what the kernel says of a thread or a process; nothing if it has just ended."""
    try:
        return file.read_text()
    except OSError:
        return ""


def memory(pid: int) -> dict[str, int]:
    """Give what the kernel says of a process's memory, kilobytes by kind."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    return {kind: int(size.split()[0]) for kind, size in (line.split(":") for line in lines)}


def its_own(pid: int) -> int:
    """Give how much memory a process shares with none, in kilobytes."""
    return sum(size for kind, size in memory(pid).items() if kind.startswith("Private_"))


def total(page: str, name: str) -> float:
    return sum(float(line.rsplit(" ", 1)[1]) for line in page.splitlines() if line.startswith(name))


def test_their_numbers_are_added_up_whichever_is_asked(service: Any) -> None:
    before = total(service.client.get("/metrics").text, "flipguard_verdicts_total")
    for _ in range(12):
        httpx.post(f"{service.address}/v1/check", json=POST).raise_for_status()

    assert total(service.client.get("/metrics").text, "flipguard_verdicts_total") == before + 12


def test_they_share_the_model_s_memory(service: Any) -> None:
    for worker in children(service.process.pid):
        assert its_own(worker) < memory(worker)["Rss"] / 2


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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(released_folder(), tmp_path / "model"))


@pytest.fixture
def own(serve: Any, folder: Path) -> Iterator[Any]:
    """Serve with two workers and a model folder of their own."""
    with serve(FLIPGUARD_WORKERS="2", FLIPGUARD_THREADS="1", FLIPGUARD_MODEL_FOLDER=str(folder)) as service:
        yield service


def version(service: Any) -> str:
    answer = httpx.post(f"{service.address}/v1/check", json=POST, timeout=30)
    return str(answer.json()["model"]["version"])


def test_on_hang_up_all_take_up_the_new_model_and_share_it(own: Any, folder: Path) -> None:
    before = children(own.process.pid)
    rename(folder, "second")
    own.process.send_signal(signal.SIGHUP)
    eventually(lambda: not before & children(own.process.pid), "The workers were not replaced")

    assert {version(own) for _ in range(12)} == {"second"}
    for worker in children(own.process.pid):
        assert its_own(worker) < memory(worker)["Rss"] / 2


def cut(folder: Path) -> None:
    """Take a file away whose hash is known: the model is refused."""
    (folder / "weights.npz").unlink()


def spoil(folder: Path) -> None:
    """Spoil the manifest, which has no hash."""
    (folder / "manifest.json").write_bytes(b"\xff")


@pytest.mark.parametrize("harm", [cut, spoil])
def test_a_model_that_is_refused_replaces_no_worker(own: Any, folder: Path, harm: Callable[[Path], None]) -> None:
    before = children(own.process.pid)
    harm(folder)
    own.process.send_signal(signal.SIGHUP)
    eventually(lambda: "was refused" in own.said(), "The broken model was not refused")

    assert children(own.process.pid) == before
    assert httpx.post(f"{own.address}/v1/check", json=POST, timeout=30).status_code == 200


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_stopped_it_leaves_no_worker_behind(own: Any, sign: signal.Signals) -> None:
    workers = children(own.process.pid)
    own.process.send_signal(sign)
    own.process.wait(30)

    assert len(workers) == 2
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
