"""The service as it is really run: a uvicorn process of its own, spoken to over HTTP."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.patience import eventually

ROOT = Path(__file__).parents[3]
JSON = {"Content-Type": "application/json"}
MEBIBYTE = 1024 * 1024
SECRET = "Lisbon"


def start(log: Path, **environment: str) -> subprocess.Popen[bytes]:
    """Start the service on a free port; what it says goes to `log`."""
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "--factory",
        "app.http:create_app",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
    ]
    with log.open("wb") as output:
        return subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=output, stderr=subprocess.STDOUT
        )


def address(process: subprocess.Popen[bytes], log: Path) -> str:
    """Wait until the service listens, and give its address."""

    def greeting() -> re.Match[str] | None:
        assert process.poll() is None, log.read_text()
        return re.search(r"running on (http://127\.0\.0\.1:\d+)", log.read_text())

    return eventually(greeting, "uvicorn did not listen")[1]


@contextmanager
def running(log: Path) -> Iterator[tuple[subprocess.Popen[bytes], httpx.Client]]:
    process = start(log)
    try:
        with httpx.Client(base_url=address(process, log), timeout=30) as client:
            yield process, client
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("service") / "log"


@pytest.fixture(scope="module")
def client(log: Path) -> Iterator[httpx.Client]:
    with running(log) as (_, client):
        yield client


def test_once_it_listens_it_is_ready(client: httpx.Client) -> None:
    assert client.get("/health/ready").json()["status"] == "ready"


def test_it_checks_a_post(client: httpx.Client) -> None:
    text = f"Friends, use code {SECRET} for 10% off everything in my shop 🎉, order here today: https://a.example"

    answer = client.post("/v1/check", json={"text": text, "relationship": "social"}).json()

    assert answer["verdict"] == "flip"
    for span in answer["cues"][0]["spans"]:
        assert text[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize("text", ["a 🎉 ", "\U0001f56f x "])
def test_it_reads_a_body_of_a_mebibyte(client: httpx.Client, text: str) -> None:
    body = f'{{"text": "{text * 200}"}}'.encode()

    assert client.post("/v1/check", content=body.ljust(MEBIBYTE), headers=JSON).status_code == 200


def test_it_refuses_a_larger_body_and_goes_on_with_the_connection(client: httpx.Client) -> None:
    def in_chunks() -> Iterator[bytes]:
        for _ in range(40):
            yield b" " * 100_000

    announced = client.post("/v1/check", content=b" " * 4_000_000, headers=JSON)
    chunked = client.post("/v1/check", content=in_chunks(), headers=JSON)

    assert (announced.status_code, chunked.status_code) == (413, 413)
    assert announced.json()["errors"][0]["allowed"] == chunked.json()["errors"][0]["allowed"] == MEBIBYTE
    assert client.get("/health/live").status_code == 200


def test_it_says_where_json_is_broken(client: httpx.Client) -> None:
    response = client.post("/v1/check", content=f'{{"text": "{SECRET}",}}', headers=JSON)

    assert (response.status_code, response.headers["content-type"]) == (400, "application/problem+json")
    assert "line 1, column 19" in response.json()["detail"]


def test_the_texts_are_not_in_its_log(client: httpx.Client, log: Path) -> None:
    client.post("/v1/check", json={"text": SECRET})
    client.post("/v1/check", json={"text": [SECRET]})

    assert "/v1/check" in log.read_text()
    assert SECRET not in log.read_text()


def test_on_sigterm_it_shuts_down_in_order(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with running(log) as (process, client):
        assert client.get("/health/live").status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) in (0, -signal.SIGTERM)

    assert "Application shutdown complete." in log.read_text()
    assert "Traceback" not in log.read_text()


def test_without_a_model_it_stops_with_a_sentence(tmp_path: Path) -> None:
    log = tmp_path / "log"

    status = start(log, FLIPGUARD_MODEL_FOLDER=str(tmp_path)).wait(60)

    assert status not in (0, None)
    assert f"There is no model in {tmp_path}" in log.read_text()
    assert "Traceback" not in log.read_text()


def test_with_a_wrong_setting_it_stops_with_a_sentence(tmp_path: Path) -> None:
    log = tmp_path / "log"

    status = start(log, FLIPGUARD_MAX_BODY_BYTES="plenty").wait(60)

    assert status not in (0, None)
    assert (
        log.read_text()
        .strip()
        .splitlines()[-1]
        .startswith(
            "app.settings.errors.SettingsError: FLIPGUARD_MAX_BODY_BYTES is “plenty”, but it must be a number of bytes"
        )
    )
