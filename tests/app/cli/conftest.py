import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from app.cli.main import main
from model import Classifier

PROJECT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _released_model_loaded_once(classifier: Classifier, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every run in this process the one real model that the session has loaded; other folders are loaded."""
    load = Classifier.load
    monkeypatch.setattr(Classifier, "load", lambda folder=None, **how: load(folder, **how) if folder else classifier)


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in [name for name in os.environ if name.startswith("FLIPGUARD_")] + ["NO_COLOR"]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FLIPGUARD_CACHE_FOLDER", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in this process."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsysbinary.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Result(code, out.decode(), err.decode())

    return run


@pytest.fixture
def process(process_of: Run) -> Run:
    """Run the program as the process that a user starts."""
    return partial(process_of, "-m", "app")


@pytest.fixture
def process_of() -> Run:
    """Run Python with these arguments."""

    def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> Result:
        done = subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=PROJECT,
            input=stdin,
            capture_output=True,
            env={**os.environ, **environment},
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def start() -> Iterator[Callable[..., "subprocess.Popen[bytes]"]]:
    """Start the program as a process that goes on; it is ended with the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str | Path, **environment: str) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            [sys.executable, "-m", "app", *map(str, arguments)],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **environment},
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            with suppress(BrokenPipeError):  # what was not read any more
                stream.close()


@pytest.fixture
def post(tmp_path: Path) -> Callable[..., Path]:
    """Write a file, byte for byte."""

    def post(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return post
