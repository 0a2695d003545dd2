"""The real `python -m training unread`, on made-up repositories."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from training.examples import CORPUS, read_texts

Mirror = Callable[[str, Mapping[str, bytes]], str]
MakeRow = Callable[..., dict[str, Any]]
WriteLabels = Callable[..., Path]


def _unread(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "training", "unread", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=CORPUS.parents[1])


def test_only_texts_without_a_label_are_drawn_and_a_home_that_is_gone_is_named(
    mirror: Mirror, mirrors: Path, make_row: MakeRow, write_labels: WriteLabels, tmp_path: Path
) -> None:
    lines = b"ham\thome soon, all of us\nham\tbring 2 &lt; 3 eggs\nham\tok\nham\twho is in for Friday?\n"
    commit = mirror("justmarkham/DAT8", {"data/sms.tsv": lines, "data/other.tsv": b"ham\tnobody reads this file\n"})
    labelled = make_row("home soon, all of us", commit=commit)
    corpus = write_labels(labelled, make_row("x", id="other:1", repo="nobody/nothing"))
    out = tmp_path / "texts" / "unread.jsonl"
    done = _unread("--corpus", corpus, "--out", out, "--mirrors", mirrors)
    assert done.returncode == 0, done.stderr
    assert set(read_texts([out]).values()) == {"bring 2 < 3 eggs", "who is in for Friday?"}
    assert "Drew 2 of 2 unread texts from 1 homes" in done.stdout
    assert "nobody/nothing: no rule says how to read it" in done.stderr


def test_a_file_that_is_lost_loses_no_other_of_its_home(
    mirror: Mirror, mirrors: Path, make_row: MakeRow, write_labels: WriteLabels, tmp_path: Path
) -> None:
    files = {"data/lost.tsv": b"ham\tnobody finds this again\n", "data/sms.tsv": b"ham\twho is in for Friday?\n"}
    commit = mirror("justmarkham/DAT8", files)
    git_dir = mirrors / "justmarkham+DAT8" / "repo" / ".git"
    asked = ["git", f"--git-dir={git_dir}", "rev-parse", f"{commit}:data/lost.tsv"]
    blob = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    (git_dir / "objects" / blob[:2] / blob[2:]).unlink()
    rows = (make_row("a", commit=commit), make_row("b", id="made_up:1", commit=commit, path="data/lost.tsv"))
    out = tmp_path / "unread.jsonl"
    done = _unread("--corpus", write_labels(*rows), "--out", out, "--mirrors", mirrors)
    assert done.returncode == 0, done.stderr
    assert list(read_texts([out]).values()) == ["who is in for Friday?"]
    assert "justmarkham/DAT8: data/lost.tsv" in done.stderr


def test_a_file_that_the_commit_lacks_is_named_and_where_no_text_is_left_nothing_is_written(
    mirror: Mirror, mirrors: Path, make_row: MakeRow, write_labels: WriteLabels, tmp_path: Path
) -> None:
    commit = mirror("justmarkham/DAT8", {"data/other.tsv": b"ham\tnobody reads this file\n"})
    out = tmp_path / "unread.jsonl"
    done = _unread("--corpus", write_labels(make_row("a", commit=commit)), "--out", out, "--mirrors", mirrors)
    assert done.returncode == 2
    assert "justmarkham/DAT8: data/sms.tsv: the commit has no such file" in done.stderr
    assert "No unread text was to be had from any home" in done.stderr
    assert not out.exists()


def test_a_large_home_does_not_drown_a_small_one_and_the_same_texts_are_drawn_each_time(
    mirror: Mirror, mirrors: Path, make_row: MakeRow, write_labels: WriteLabels, tmp_path: Path
) -> None:
    many = b"".join(b"ham\tmessage number %d of many\n" % number for number in range(400))
    few = b"text\n" + b"".join(b"toot number %d of a few\n" % number for number in range(25))
    large = mirror("justmarkham/DAT8", {"data/sms.tsv": many})
    small = mirror("jonathanmoore/tweets", {"tweets.csv": few})
    corpus = write_labels(
        make_row("a", commit=large),
        make_row("b", id="s:1", repo="jonathanmoore/tweets", commit=small, path="tweets.csv"),
    )
    first, again = tmp_path / "first.jsonl", tmp_path / "again.jsonl"
    for out in (first, again):
        assert _unread("--corpus", corpus, "--out", out, "--count", 50, "--mirrors", mirrors).returncode == 0
    drawn = list(read_texts([first]).values())
    assert (sum("message" in text for text in drawn), sum("toot" in text for text in drawn)) == (40, 10)
    assert first.read_bytes() == again.read_bytes()
