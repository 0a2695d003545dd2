"""The real `python -m training fetch`, on made-up repositories."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from training.examples import CORPUS, read_public, read_texts

Publish = Callable[[str, Mapping[str, bytes]], str]
MakeRow = Callable[..., dict[str, Any]]
WriteLabels = Callable[..., Path]


def _fetch(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "training", "fetch", *map(str, arguments)]
    everything = {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=CORPUS.parents[1], env=everything)


@pytest.fixture
def two_posts(publish: Publish, make_row: MakeRow) -> list[dict[str, Any]]:
    """Label two posts of a hosted repository."""
    commit = publish("justmarkham/DAT8", {"data/sms.tsv": b"ham\thome soon\nham\tbring 2 &lt; 3 eggs\n"})
    return [
        make_row("home soon", id="sms:1", commit=commit),
        make_row("bring 2 < 3 eggs", id="sms:2", commit=commit, row=1),
    ]


def test_fetched_texts_are_what_training_reads(
    two_posts: list[dict[str, Any]], write_labels: WriteLabels, host_folder: Path, tmp_path: Path
) -> None:
    corpus, out = write_labels(*two_posts), tmp_path / "texts" / "public.jsonl"
    done = _fetch("--corpus", corpus, "--out", out, "--clones", tmp_path / "c", TRAINING_GIT_HOST=host_folder.as_uri())
    assert done.returncode == 0, done.stderr
    assert "Verified 2 of 2 texts" in done.stdout
    assert [post.text for post in read_public(read_texts([out]), corpus)] == ["home soon", "bring 2 < 3 eggs"]


def test_what_could_not_be_verified_is_counted_and_the_rest_is_written_and_kept(
    two_posts: list[dict[str, Any]], make_row: MakeRow, write_labels: WriteLabels, host_folder: Path, tmp_path: Path
) -> None:
    changed = make_row("not this", id="sms:3", commit=two_posts[0]["commit"])
    gone = make_row("x", id="other:1", repo="nobody/nothing")
    corpus, out = write_labels(*two_posts, changed, gone), tmp_path / "texts.jsonl"
    options = ("--corpus", corpus, "--out", out, "--clones", tmp_path / "clones")
    done = _fetch(*options, "--host", host_folder.as_uri())
    assert done.returncode == 1
    assert ["sms", "2", "1", "0"] in [line.split() for line in done.stdout.splitlines()]
    assert ["other", "0", "0", "1"] in [line.split() for line in done.stdout.splitlines()]
    assert "Verified 2 of 4 texts (0 were here already)" in done.stdout
    assert set(read_texts([out]).values()) == {"home soon", "bring 2 < 3 eggs"}
    again = _fetch(*options, "--mirrors", tmp_path)
    assert again.returncode == 1
    assert "Verified 2 of 4 texts (2 were here already)" in again.stdout
    assert len(read_texts([out])) == 2


def test_labels_that_cannot_be_read_stop_it_with_the_line_to_mend(
    write_labels: WriteLabels, make_row: MakeRow, tmp_path: Path
) -> None:
    done = _fetch("--corpus", write_labels(make_row("x", commit="main")), "--out", tmp_path / "texts.jsonl")
    assert done.returncode == 2
    assert "public.jsonl:1: commit must be 40 hexadecimal digits" in done.stderr
    assert "Traceback" not in done.stderr
