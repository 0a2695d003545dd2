"""Ray, as it is really run: the command starts a cluster of several processes on this machine."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.channels_file import KnownChannels
from app.cli.audience import Audiences
from app.cli.bulk.chunks import CHUNK_ROWS
from app.cli.bulk.parts import Plan
from app.cli.bulk.worker import Setup, Worker
from app.cli.refusal import Refusal
from model import ModelIdentity, Relationship
from tests.patience import eventually

PROJECT = Path(__file__).parents[4]


def score(*arguments: str | Path, workers: int = 2) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "app", "score", *map(str, arguments), "--engine", "ray", "--workers", str(workers)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def workers_of(process: int) -> Iterator[int]:
    """List the processes below another that score rows for Ray."""
    for child in _children(process):
        if b"MapWorker" in Path(f"/proc/{child}/cmdline").read_bytes():
            yield child
        yield from workers_of(child)


def _children(process: int) -> list[int]:
    try:
        lists = [task.read_text().split() for task in Path(f"/proc/{process}/task").glob("*/children")]
    except OSError:  # it has ended meanwhile
        return []
    return [int(child) for some in lists for child in some]


def test_ray_gives_the_rows_of_the_local_engine_even_when_a_worker_is_killed(run, many, tmp_path: Path) -> None:
    source, target = many("in.jsonl"), tmp_path / "ray.jsonl"
    run("score", source, tmp_path / "local.jsonl", "--workers", "1")
    process = score(source, target)
    ledger = tmp_path / ".ray.jsonl.ledger"

    def has_begun() -> bool:
        assert process.poll() is None, process.communicate()
        return ledger.exists() and ledger.read_bytes().count(b"\n") >= 2

    eventually(has_begun, "Ray did not score a first part", seconds=300)
    os.kill(next(workers_of(process.pid)), signal.SIGKILL)
    out, err = process.communicate()
    assert (process.returncode, out) == (1, ""), err
    assert target.read_bytes() == (tmp_path / "local.jsonl").read_bytes()
    assert "Scored 441 rows:" in err
    assert "Traceback" not in err


def test_one_worker_leaves_room_for_the_reading_of_rows(archive, tmp_path: Path) -> None:
    source, target = archive("in.jsonl", [{"text": "Hi Mom!"}, {"text": "Dinner was lovely."}]), tmp_path / "out.jsonl"
    process = score(source, target, workers=1)
    try:
        _, err = process.communicate(timeout=300)
    except subprocess.TimeoutExpired:
        process.terminate()
        raise
    assert process.returncode == 0, err
    assert len(target.read_text().splitlines()) == 2


def test_a_ray_cluster_that_is_not_there_is_told_in_a_sentence(archive, tmp_path: Path) -> None:
    process = score(archive("in.jsonl", [{"text": "Hi Mom!"}]), tmp_path / "out.jsonl", "--ray-address", "127.0.0.1:9")
    _, err = process.communicate()
    assert process.returncode == 2
    assert "Ray can't be joined at 127.0.0.1:9" in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl"]


def test_ray_does_not_read_standard_input(process) -> None:
    assert "--engine ray reads files" in process("score", "-", "-", "--engine", "ray").err


def test_every_chunk_is_a_task_by_itself_so_that_workers_share_even_a_small_archive(archive) -> None:
    """The dataset is read in a process of its own, for Ray keeps its context."""
    source = archive("in.jsonl", [{"text": f"Good morning, number {n}!"} for n in range(3 * CHUNK_ROWS)])
    program = f"""
import ray
from pathlib import Path
from app.channels_file import KnownChannels
from app.cli.audience import Audiences
from app.cli.bulk.engines.cluster import read
from app.cli.bulk.parts import Format, Part, Place, Plan
from app.cli.bulk.worker import Setup
from model import Relationship, released_manifest
path = Path({str(source)!r})
plan = Plan((Part(path, path.stat().st_size, Format.JSONL),), ())
setup = Setup(plan, Audiences(KnownChannels(), Relationship.SOCIAL), "text", None, released_manifest().identity)
ray.init(num_cpus=1, include_dashboard=False, logging_level="ERROR", log_to_driver=False)
print(read(setup, Place()).materialize().num_blocks())
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, timeout=300, check=False
    )
    assert int(done.stdout.split()[-1]) >= 3, done.stderr


def test_a_worker_with_another_model_refuses_to_score() -> None:
    setup = Setup(
        Plan((), ()), Audiences(KnownChannels(), Relationship.SOCIAL), "text", None, ModelIdentity("v99", "0" * 64)
    )
    with pytest.raises(Refusal, match=r"but the run was begun with v99 \(000000000000…\)"):
        Worker(setup)
