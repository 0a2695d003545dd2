import json
import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from training.examples import text_sha256

Commit = Callable[[str, Mapping[str, bytes]], str]

_ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
_AUTHOR = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgSign=false")


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *_AUTHOR, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **_ALONE})
    return done.stdout.strip()


def _commit(folder: Path, files: Mapping[str, bytes]) -> str:
    if not folder.exists():
        folder.mkdir(parents=True)
        _git(folder, "init", "--quiet")
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--message", "made up")
    return _git(folder, "rev-parse", "HEAD")


@pytest.fixture
def mirrors(tmp_path: Path) -> Path:
    """Name the folder of mirrors."""
    return tmp_path / "mirrors"


@pytest.fixture
def mirror(mirrors: Path) -> Commit:
    """Commit files to the mirror of a home and give the commit; the mirror is made if it isn't there."""
    return lambda home, files: _commit(mirrors / home.replace("/", "+") / "repo", files)


@pytest.fixture
def host_folder(tmp_path: Path) -> Path:
    """Name the folder of repositories that stands for a git host."""
    return tmp_path / "host"


@pytest.fixture
def publish(host_folder: Path) -> Commit:
    """Commit files to a home on the host and give the commit."""
    return lambda home, files: _commit(host_folder / home, files)


@pytest.fixture
def make_row() -> Callable[..., dict[str, Any]]:
    """Make a row of public.jsonl for a text, from the few fields that a test cares for."""

    def make(text: str, *, id: str = "made_up:0", **rest: object) -> dict[str, Any]:  # noqa: A002 - the field's name
        where = {"repo": "justmarkham/DAT8", "commit": "0" * 40, "path": "data/sms.tsv", "row": 0}
        labels = {"flip": {"social": 0, "mixed": 0}, "market": [], "social": ["personal"]}
        return {"id": id, "sha256": text_sha256(text), **labels, **where, **rest}

    return make


@pytest.fixture
def write_labels(tmp_path: Path) -> Callable[..., Path]:
    """Write rows into the public.jsonl of a corpus folder and give the folder."""

    def write(*rows: Mapping[str, Any]) -> Path:
        corpus = tmp_path / "corpus"
        corpus.mkdir(exist_ok=True)
        (corpus / "public.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        return corpus

    return write
