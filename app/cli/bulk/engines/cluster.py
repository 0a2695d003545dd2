"""A Ray cluster: Ray Data reads, spreads and retries the work, and keeps the order. Imported when it is asked for.

The rows are read on the machine where the command runs, so only that one needs the files. A worker that is killed is
started again by Ray, and its chunk is scored anew.
"""

import logging
import os
import pickle
import socket
import sys
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from typing import Any

import pyarrow as pa
import ray
from ray.data import ActorPoolStrategy, DataContext, Datasource, ReadTask
from ray.data.block import BlockMetadata
from ray.exceptions import RayError

from ...ahead import cores
from ...refusal import Refusal
from ..chunks import read_chunks
from ..parts import Chunk, Place, Scored
from ..worker import Setup, Worker

_COLUMN = "chunk"
_SECONDS_TO_ANSWER = 10
_READING_CPUS = 0.01
"""Reading takes next to nothing beside scoring. A worker leaves that much of its core, or on one core the two would wait for ever."""


def score_on_ray(setup: Setup, start: Place, workers: int | None, address: str | None) -> Iterator[Scored]:
    """Score all rows from a place on, and give them chunk by chunk, in order."""
    if any(part.path is None for part in setup.plan.parts):
        raise Refusal(
            "--engine ray reads files, so that it can begin again where a worker is killed. Name a file as IN."
        )
    with redirect_stdout(sys.stderr):  # where Ray tells of a lost worker, to the last; standard output may be OUT
        _connect(workers, address)
        try:
            yield from _scored(setup, start, _pool(workers, address))
        except RayError as error:
            raise Refusal(f"Ray could not score the rows: {_reason(error)}") from error
        finally:
            ray.shutdown()


def _scored(setup: Setup, start: Place, pool: ActorPoolStrategy) -> Iterator[Scored]:
    scored = read(setup, start).map_batches(
        Scoring,
        fn_constructor_args=(setup,),
        batch_size=1,
        batch_format="pyarrow",
        compute=pool,
        num_cpus=1 - _READING_CPUS,
    )
    for row in scored.iter_batches(batch_size=1, prefetch_batches=0, batch_format="pyarrow"):
        yield pickle.loads(row.column(_COLUMN)[0].as_py())


def _connect(workers: int | None, address: str | None) -> None:
    """Join a cluster, or start one on this machine."""
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # what matters is raised as well
    try:
        if address:
            _refuse_silence(address)
            ray.init(address=address, logging_level="ERROR", log_to_driver=False)
            return
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        ray.init(num_cpus=workers or cores(), include_dashboard=False, logging_level="ERROR", log_to_driver=False)
    except (OSError, RayError, ValueError) as error:
        raise Refusal(f"Ray can't be joined at {address or 'this machine'}: {_first_line(error)}") from error


def _refuse_silence(address: str) -> None:
    """Raise `OSError` unless something listens there: Ray itself would go on trying for many minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdecimal():
        socket.create_connection((host.strip("[]"), int(port)), _SECONDS_TO_ANSWER).close()


def _pool(workers: int | None, address: str | None) -> ActorPoolStrategy:
    """Say how many workers there are: all at once where that is known to fit, or else as many as the cluster comes to have room for."""
    if workers or not address:
        return ActorPoolStrategy(size=workers or cores())
    return ActorPoolStrategy(min_size=1, max_size=max(1, int(ray.cluster_resources().get("CPU", 1))))


def read(setup: Setup, start: Place) -> Any:
    """Give the chunks from a place on as a dataset of the Ray that was joined, each a block and so a task by itself."""
    context = DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    context.target_max_block_size = 1  # byte; else Ray heaps chunks up for one worker
    here = {"ray.io/node-id": ray.get_runtime_context().get_node_id()}
    return ray.data.read_datasource(
        Chunks(setup, start), override_num_blocks=1, num_cpus=_READING_CPUS, label_selector=here
    )


class Chunks(Datasource):
    """The chunks of a run, from a place on, as rows of a dataset."""

    def __init__(self, setup: Setup, start: Place) -> None:
        super().__init__()
        self._setup, self._start = setup, start

    def estimate_inmemory_data_size(self) -> int | None:
        """Tell the bytes that there are to read."""
        return self._setup.plan.size

    def get_read_tasks(self, parallelism: int, *_limits: Any, **_more: Any) -> list[ReadTask]:  # noqa: ARG002
        """Read with one task: it keeps up with hundreds of workers."""
        plan, start = self._setup.plan, self._start
        nothing_known = BlockMetadata(num_rows=None, size_bytes=None, input_files=None, exec_stats=None)
        return [ReadTask(lambda: _blocks(chunk for chunk in read_chunks(plan, start) if chunk), nothing_known)]


class Scoring:
    """A worker as Ray Data runs it: rows that hold chunks in, rows that hold scored chunks out."""

    def __init__(self, setup: Setup) -> None:
        self._worker = Worker(setup)

    def __call__(self, batch: pa.Table) -> pa.Table:
        """Score the chunks of a batch."""
        chunks: list[Chunk] = [pickle.loads(value.as_py()) for value in batch.column(_COLUMN)]
        return _table([self._worker.score(chunk) for chunk in chunks])


def _blocks(chunks: Iterable[Chunk]) -> Iterator[pa.Table]:
    for chunk in chunks:
        yield _table([chunk])


def _table(values: Iterable[Chunk | Scored]) -> pa.Table:
    return pa.table({_COLUMN: pa.array([pickle.dumps(value) for value in values], pa.large_binary())})


def _reason(error: BaseException) -> str:
    """Give the refusal of a worker, however Ray has wrapped it, or else the first line of what Ray says."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, Refusal):
            return str(cause.message)
        cause = getattr(cause, "cause", None) or cause.__cause__
    return _first_line(error)


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
