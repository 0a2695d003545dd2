import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from model.artifact import released_folder
from tests.patience import eventually

Started = Callable[..., "subprocess.Popen[bytes]"]


def states(ledger: Path) -> list[dict[str, Any]]:
    """Read what a run has noted so far."""
    if not ledger.exists():
        return []
    return [json.loads(line) for line in ledger.read_bytes().split(b"\n")[1:-1]]


def until(process: "subprocess.Popen[bytes]", ledger: Path, rows: int) -> dict[str, Any]:
    """Wait until so many rows are safe."""

    def state() -> dict[str, Any] | None:
        last = (states(ledger) or [None])[-1]
        if last and sum(last["verdicts"].values()) + last["errors"] >= rows:
            return last
        assert process.poll() is None, process.communicate()
        return None

    return eventually(state, f"{rows} rows were not safe", seconds=300, pause=0.02)


def children(parent: int) -> list[int]:
    """List the processes that a process has started."""
    return [int(child) for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def is_running(number: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{number}/status").read_text()
    except OSError:
        return False


@pytest.fixture
def stopped(start: Started, many, tmp_path: Path) -> Callable[..., Path]:
    """Give the input of a run that was killed when some rows were safe."""

    def stopped(name: str = "out.jsonl", *options: str, source: str = "in.jsonl") -> Path:
        path = many(source, 300)
        process = start("score", path, tmp_path / name, "--workers", "1", *options)
        until(process, tmp_path / f".{name}.ledger", 64)
        process.kill()
        process.wait()
        return path

    return stopped


def test_a_killed_run_of_many_workers_goes_on_without_a_lost_or_a_doubled_row(
    start: Started, run, many, tmp_path: Path
) -> None:
    source = many("in.jsonl", 800)
    run("score", source, tmp_path / "whole.jsonl", "--workers", "1")
    process = start("score", source, tmp_path / "out.jsonl", "--workers", "2")
    safe = until(process, tmp_path / ".out.jsonl.ledger", 257)
    workers = children(process.pid)
    assert len(workers) >= 2
    process.kill()
    process.wait()
    assert not (tmp_path / "out.jsonl").exists()
    result = run("score", source, tmp_path / "out.jsonl")
    assert result.code == 1
    assert f"{safe['rows']:,} rows were there from before." in result.err
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl", "whole.jsonl"]
    for _ in range(200):  # workers end by themselves when what started them was killed
        if not any(map(is_running, workers)):
            break
        time.sleep(0.05)
    assert not any(map(is_running, workers))


@pytest.mark.parametrize(("reads", "writes"), [("csv", "parquet"), ("parquet", "csv")])
def test_tables_are_gone_on_with_too(run, stopped, tmp_path: Path, reads: str, writes: str) -> None:
    source = stopped(f"out.{writes}", source=f"in.{reads}")
    assert "were there from before" in run("score", source, tmp_path / f"out.{writes}").err
    run("score", source, tmp_path / f"whole.{writes}")
    assert (tmp_path / f"out.{writes}").read_bytes() == (tmp_path / f"whole.{writes}").read_bytes()
    if writes == "parquet":
        assert pq.ParquetFile(tmp_path / "out.parquet").num_row_groups == 1


def test_a_folder_is_gone_on_with_where_it_was(start: Started, run, archive, tmp_path: Path) -> None:
    rows = [{"text": f"See you on Sunday at number {number}!"} for number in range(100)]
    for name in ("a.jsonl", "b.csv", "c.jsonl"):
        archive(f"in/{name}", rows)
    process = start("score", tmp_path / "in", tmp_path / "out", "--workers", "1")
    safe = until(process, tmp_path / "out" / ".flipguard-score.ledger", 110)
    process.kill()
    process.wait()
    assert safe["output"] >= 1
    first = (tmp_path / "out" / "a.jsonl").stat()
    assert "Scored 300 rows:" in run("score", tmp_path / "in", tmp_path / "out").err
    assert (tmp_path / "out" / "a.jsonl").stat() == first
    run("score", tmp_path / "in", tmp_path / "whole")
    for name in ("a.jsonl", "b.csv", "c.jsonl"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.jsonl", "b.csv", "c.jsonl"]


def test_a_half_done_run_refuses_to_go_on_when_anything_has_changed(run, stopped, post, tmp_path: Path) -> None:
    source, target = stopped(), tmp_path / "out.jsonl"
    before = source.read_bytes()

    def refusal(*options: str | Path) -> str:
        result = run("score", source, target, *options)
        assert (result.code, result.err.count("\n")) == (2, 1)
        assert "begin anew with --restart" in result.err
        return result.err

    assert "--relationship mixed" in refusal("--relationship", "mixed")
    assert "outputs were others" in refusal("--to", "csv")
    model = tmp_path / "model"
    shutil.copytree(released_folder(), model)
    manifest = json.loads((model / "manifest.json").read_bytes())
    (model / "manifest.json").write_text(json.dumps({**manifest, "version": "v99"}), "utf-8")
    assert "now there is model v99" in refusal("--model", model)
    config = post("flipguard.toml", '[channels.street]\nrelationship = "social"\n')
    assert "declares the channels has changed" in refusal("--config", config)
    source.write_bytes(before.replace(b"Mom", b"Dad"))
    assert "the input in.jsonl has changed" in refusal()
    draft = tmp_path / ".out.jsonl.part"
    kept = draft.read_bytes()
    assert run("score", source, target, "--restart").code == 1
    assert b"Dad" in target.read_bytes()
    assert b"Dad" not in kept
    assert not draft.exists()


def test_a_half_done_output_that_was_damaged_is_not_gone_on_with(run, stopped, tmp_path: Path) -> None:
    source = stopped()
    (tmp_path / ".out.jsonl.part").write_bytes(b"")
    assert "missing or damaged" in run("score", source, tmp_path / "out.jsonl").err
    (tmp_path / ".out.jsonl.part").unlink()
    assert "missing or damaged" in run("score", source, tmp_path / "out.jsonl").err
    (tmp_path / ".out.jsonl.ledger").write_bytes(b"{}\n{}\n")
    assert "its ledger can't be read" in run("score", source, tmp_path / "out.jsonl").err


def test_a_line_of_the_ledger_that_was_cut_off_counts_as_not_written(run, stopped, tmp_path: Path) -> None:
    source = stopped()
    with (tmp_path / ".out.jsonl.ledger").open("ab") as ledger:
        ledger.write(b'{"part": 0, "ro')
    assert "were there from before" in run("score", source, tmp_path / "out.jsonl").err
    assert len((tmp_path / "out.jsonl").read_bytes().splitlines()) == 300


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_told_to_stop_says_what_it_keeps(
    start: Started, run, many, tmp_path: Path, number: signal.Signals
) -> None:
    source = many("in.jsonl", 800)
    process = start("score", source, tmp_path / "out.jsonl", "--workers", "2")
    until(process, tmp_path / ".out.jsonl.ledger", 257)
    process.send_signal(number)
    assert process.wait(120) == 128 + number
    assert b"scored rows are kept: the same command goes on with them." in process.stderr.read()
    assert "were there from before" in run("score", source, tmp_path / "out.jsonl").err
    assert len((tmp_path / "out.jsonl").read_bytes().splitlines()) == 800


def test_two_runs_cannot_write_the_same_output_at_once(start: Started, run, many, tmp_path: Path) -> None:
    source = many("in.jsonl", 800)
    process = start("score", source, tmp_path / "out.jsonl", "--workers", "1")
    until(process, tmp_path / ".out.jsonl.ledger", 64)
    assert "Another run is writing" in run("score", source, tmp_path / "out.jsonl").err


def test_a_worker_that_is_killed_ends_the_run_with_a_sentence_and_another_goes_on(
    start: Started, run, many, tmp_path: Path
) -> None:
    source = many("in.jsonl", 800)
    process = start("score", source, tmp_path / "out.jsonl", "--workers", "2")
    until(process, tmp_path / ".out.jsonl.ledger", 257)
    os.kill(children(process.pid)[-1], signal.SIGKILL)
    assert process.wait(120) == 2
    assert b"A worker was killed" in process.stderr.read()
    assert "were there from before" in run("score", source, tmp_path / "out.jsonl", "--workers", "1").err
    assert len((tmp_path / "out.jsonl").read_bytes().splitlines()) == 800
