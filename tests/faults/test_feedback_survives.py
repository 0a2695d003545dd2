"""Real faults against the real service: killed, filled up, locked out and cut off from its database.

What was acknowledged must be there afterwards; what can't be kept is answered with 503 and when to come again, checks go on
meanwhile, and once the fault is over the same request is kept without anybody restarting anything.
"""

import itertools
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine, text

from app.store import FeedbackStore
from tests.patience import eventually

SAID = {"verdict": "flip", "right": False, "label": "clear", "keep_text": True, "text": "Come by with a jar! " * 40}
Problem = Callable[..., dict[str, Any]]


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'feedback.sqlite3'}"
    postgres: Any = request.getfixturevalue("postgres")
    address: str = postgres.new_database("faults")
    return address


@pytest.fixture
def sqlite(tmp_path: Path) -> Path:
    return tmp_path / "data" / "feedback.sqlite3"


@pytest.fixture(scope="module")
def shared(serve: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One service on SQLite for the tests that leave it as it was; it is given back its database each time."""
    file = tmp_path_factory.mktemp("shared") / "data" / "feedback.sqlite3"
    with serve(FLIPGUARD_FEEDBACK_DATABASE=f"sqlite:///{file}") as service:
        yield service, file


@pytest.fixture(scope="module")
def on_postgres(serve: Any, postgres: Any) -> Iterator[Any]:
    url = postgres.new_database("shared")
    with serve(FLIPGUARD_FEEDBACK_DATABASE=url) as service:
        yield service, url


def give(client: httpx.Client, key: str | None = None, **more: object) -> httpx.Response:
    return client.post("/v1/feedback", json={**SAID, **more}, headers={"Idempotency-Key": key} if key else {})


def ids(url: str) -> set[str]:
    store = FeedbackStore(url)
    found = {entry.id for entry in store.entries()}
    store.close()
    return found


def fill(client: httpx.Client) -> set[str]:
    """Give feedback until no more is kept; give the ids of what was."""
    kept = set()

    def is_full() -> bool:
        answer = give(client)
        if answer.status_code == 201:
            kept.add(answer.json()["id"])
        return answer.status_code != 201

    eventually(is_full, "Feedback was still kept, though there should be no room left,", pause=0)
    return kept


def refused_for_now(client: httpx.Client, problem_in: Problem, key: str) -> None:
    """Expect 503 with when to come again, and that posts are checked all the same."""
    answer = give(client, key)
    problem_in(answer, 503, "not-kept")
    assert int(answer.headers["retry-after"]) >= 1
    assert client.post("/v1/check", json={"text": "Good morning!"}).status_code == 200
    assert client.get("/health/ready").status_code == 200


class Writers:
    """Clients that send feedback, each with a key of its own, until the service is gone."""

    def __init__(self, address: str, number: int = 4) -> None:
        self.acknowledged: dict[str, str] = {}
        self.sent: set[str] = set()
        self._address = address
        self._stopped = False
        self._threads = [threading.Thread(target=self._write, args=(name,)) for name in range(number)]

    def until(self, acknowledged: int) -> None:
        """Write until so many have been acknowledged."""
        for thread in self._threads:
            thread.start()
        self.until_there_are(acknowledged)

    def until_there_are(self, acknowledged: int) -> None:
        """Wait until so many have been acknowledged in all."""

        def are_there() -> bool:
            assert any(thread.is_alive() for thread in self._threads), "Nobody writes any more."
            return len(self.acknowledged) >= acknowledged

        eventually(are_there, f"{acknowledged} pieces of feedback were not acknowledged", pause=0.01)

    def stop(self) -> None:
        """Let each finish what it sends, and wait for it."""
        self._stopped = True
        self.join()

    def join(self) -> None:
        for thread in self._threads:
            thread.join()

    def _write(self, name: int) -> None:
        with httpx.Client(base_url=self._address, timeout=30) as client:
            for number in itertools.count():
                if self._stopped:
                    return
                key = f"{name}-{number}"
                self.sent.add(key)
                try:
                    answer = give(client, key)
                except httpx.TransportError:
                    return
                if answer.status_code == 201:
                    self.acknowledged[key] = answer.json()["id"]
                else:
                    assert answer.status_code == 503


def test_a_service_that_is_killed_while_it_writes_loses_nothing_that_it_acknowledged(serve: Any, url: str) -> None:
    with serve(FLIPGUARD_FEEDBACK_DATABASE=url) as service:
        writers = Writers(service.address)
        writers.until(acknowledged=40)
        service.process.send_signal(signal.SIGKILL)
        writers.join()

    assert set(writers.acknowledged.values()) <= ids(url)

    with serve(FLIPGUARD_FEEDBACK_DATABASE=url) as service:
        again = {key: give(service.client, key) for key in writers.sent}

    assert {key: again[key].json()["id"] for key in writers.acknowledged} == writers.acknowledged
    assert {answer.status_code for answer in again.values()} <= {200, 201}
    assert ids(url) == {answer.json()["id"] for answer in again.values()}


def test_a_postgres_that_is_killed_while_it_writes_loses_nothing_that_was_acknowledged(
    on_postgres: Any, postgres: Any, problem_in: Problem
) -> None:
    service, url = on_postgres
    writers = Writers(service.address)
    writers.until(acknowledged=40)
    postgres.kill()
    refused_for_now(service.client, problem_in, "down")
    postgres.start()
    heal(service.client, "down")
    writers.until_there_are(len(writers.acknowledged) + 20)
    writers.stop()

    assert set(writers.acknowledged.values()) <= ids(url)


def heal(client: httpx.Client, key: str) -> str:
    """Send the same again until it is kept, as a client would; give its id."""
    for _ in range(100):
        answer = give(client, key)
        if answer.status_code in (200, 201):
            found: str = answer.json()["id"]
            return found
        assert answer.status_code == 503
    raise AssertionError(answer.text)


def test_a_postgres_that_is_stopped_is_told_and_missed_no_longer_than_it_is_away(
    on_postgres: Any, postgres: Any, problem_in: Problem
) -> None:
    service, url = on_postgres
    give(service.client).raise_for_status()
    postgres.stop()
    refused_for_now(service.client, problem_in, "stopped")
    postgres.start()

    assert heal(service.client, "stopped") in ids(url)


def admin(url: str) -> Any:
    return create_engine(url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")


def test_connections_that_postgres_cuts_are_made_anew_without_a_refusal(on_postgres: Any) -> None:
    service, url = on_postgres
    give(service.client).raise_for_status()
    engine = admin(url)
    with engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'shared' AND pid <> pg_backend_pid()"
            )
        )
    engine.dispose()

    assert give(service.client).status_code == 201


def test_a_table_that_somebody_locks_is_waited_for_only_so_long(on_postgres: Any, problem_in: Problem) -> None:
    service, url = on_postgres
    give(service.client).raise_for_status()
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text("LOCK TABLE feedback IN ACCESS EXCLUSIVE MODE"))
        refused_for_now(service.client, problem_in, "locked")
    engine.dispose()

    assert give(service.client, "locked").status_code == 201


def test_tables_that_vanish_are_made_anew(on_postgres: Any) -> None:
    service, url = on_postgres
    give(service.client).raise_for_status()
    engine = admin(url)
    with engine.connect() as connection:
        connection.execute(text("DROP TABLE feedback, alembic_version"))
    engine.dispose()

    assert heal(service.client, "vanished") in ids(url)


def test_a_locked_sqlite_file_is_waited_for_only_so_long(shared: Any, problem_in: Problem) -> None:
    service, file = shared
    give(service.client).raise_for_status()
    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        refused_for_now(service.client, problem_in, "locked")
        other.execute("ROLLBACK")

    answer = give(service.client, "locked")
    assert answer.status_code == 201
    assert answer.json()["id"] in ids(f"sqlite:///{file}")


def test_a_sqlite_file_that_is_deleted_is_made_anew_and_nothing_is_written_into_the_void(shared: Any) -> None:
    service, file = shared
    give(service.client).raise_for_status()
    for part in file.parent.iterdir():
        part.unlink()

    answers = [give(service.client) for _ in range(5)]

    kept = {answer.json()["id"] for answer in answers if answer.status_code == 201}
    assert kept == ids(f"sqlite:///{file}")
    assert len(kept) == 5


def test_a_folder_that_vanishes_and_comes_back_is_used_again(shared: Any, problem_in: Problem) -> None:
    """As when a volume is unmounted, with something in its place that is no folder."""
    service, file = shared
    before = give(service.client).json()["id"]
    away = file.parent.with_name("away")
    file.parent.rename(away)
    file.parent.touch()
    refused_for_now(service.client, problem_in, "unmounted")
    file.parent.unlink()
    away.rename(file.parent)

    after = give(service.client, "unmounted")
    assert after.status_code == 201
    assert {before, after.json()["id"]} <= ids(f"sqlite:///{file}")


def test_a_file_that_may_not_grow_is_told_and_written_again_once_it_may(shared: Any, problem_in: Problem) -> None:
    service, file = shared
    acknowledged = {give(service.client).json()["id"]}
    pid, hard = service.process.pid, resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    most = max(part.stat().st_size for part in file.parent.iterdir()) + 65_536
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, hard))
    try:
        acknowledged |= fill(service.client)
        refused_for_now(service.client, problem_in, "full")
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))

    healed = give(service.client, "full")
    assert healed.status_code == 201
    assert acknowledged | {healed.json()["id"]} <= ids(f"sqlite:///{file}")


@contextmanager
def small_disk(folder: Path, size: str, owner: str | None = None) -> Iterator[Path]:
    """Mount a file system that is soon full."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount a small disk")
    try:
        if owner:
            shutil.chown(folder, owner)
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


needs_mount = pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("mount"), reason="only root may mount a small disk"
)


@needs_mount
def test_a_full_disk_is_told_and_written_again_once_there_is_room(
    serve: Any, tmp_path: Path, problem_in: Problem
) -> None:
    with small_disk(tmp_path / "disk", "1m") as disk:
        ballast = disk / "ballast"
        ballast.write_bytes(b"x" * 500_000)
        url = f"sqlite:///{disk}/feedback.sqlite3"
        with serve(FLIPGUARD_FEEDBACK_DATABASE=url) as service:
            acknowledged = fill(service.client)
            refused_for_now(service.client, problem_in, "full")
            ballast.unlink()

            healed = give(service.client, "full")
            assert healed.status_code == 201
            assert acknowledged | {healed.json()["id"]} <= ids(url)


@needs_mount
def test_a_postgres_whose_disk_is_full_is_told_and_written_again_once_there_is_room(
    serve: Any, postgres: Any, problem_in: Problem
) -> None:
    with small_disk(postgres.folder / "disk", "9m", postgres.user) as disk:
        engine = admin(postgres.url())
        with engine.connect() as connection:
            connection.execute(text("DROP DATABASE IF EXISTS small"))
            connection.execute(text("DROP TABLESPACE IF EXISTS small"))
            connection.execute(text(f"CREATE TABLESPACE small LOCATION '{disk}'"))
            connection.execute(text("CREATE DATABASE small TABLESPACE small"))
        ballast = disk / "ballast"
        url = postgres.url("small")
        with serve(FLIPGUARD_FEEDBACK_DATABASE=url) as service:
            acknowledged = {give(service.client).json()["id"]}
            free = shutil.disk_usage(disk).free
            ballast.write_bytes(b"x" * max(0, free - 100_000))
            acknowledged |= fill(service.client)
            refused_for_now(service.client, problem_in, "full")
            ballast.unlink()

            healed = give(service.client, "full")
            assert healed.status_code == 201
            assert acknowledged | {healed.json()["id"]} <= ids(url)
        with engine.connect() as connection:
            connection.execute(text("DROP DATABASE small WITH (FORCE)"))
            connection.execute(text("DROP TABLESPACE small"))
        engine.dispose()
