"""All cores of this machine: a process for each, with a model of its own on one thread."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait

from ...ahead import in_order_by
from ...refusal import Refusal
from ..chunks import read_chunks
from ..parts import Chunk, Place, Scored
from ..worker import Setup, Worker

ROWS_OF_ONE = 256
"""So many rows are scored in this process: a small archive isn't worth starting others, which takes seconds."""

_worker: Worker | None = None
_setup: Setup | None = None


def score_locally(setup: Setup, start: Place, workers: int) -> Iterator[Scored]:
    """Score all rows from a place on, and give them chunk by chunk, in order."""
    chunks = read_chunks(setup.plan, start)
    yield from _in_this_process(setup, chunks, ROWS_OF_ONE if workers > 1 else None)
    if workers > 1:
        yield from _in_processes(setup, chunks, workers)


def _in_this_process(setup: Setup, chunks: Iterator[Chunk | None], most: int | None) -> Iterator[Scored]:
    worker, rows = Worker(setup), 0
    for chunk in chunks:
        if chunk is not None:
            yield worker.score(chunk)
            rows += chunk.rows
        if most is not None and rows >= most:
            return


def _in_processes(setup: Setup, chunks: Iterator[Chunk | None], workers: int) -> Iterator[Scored]:
    first = next(chunks, None)
    if first is None and (first := next(chunks, None)) is None:
        return
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _begin, (setup,))
    try:
        yield from in_order_by(pool, _score, _with(first, chunks), 2 * workers)
    except BrokenProcessPool:
        raise Refusal(
            "A worker was killed; often that is because memory ran out. Run the command again, with fewer --workers."
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _with(first: Chunk, chunks: Iterator[Chunk | None]) -> Iterator[Chunk | None]:
    yield first
    yield from chunks


def _begin(setup: Setup) -> None:
    """Prepare a worker process. Its model is loaded with the first chunk, where a refusal can be passed on."""
    global _setup
    _setup = setup
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one says when to stop
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _score(chunk: Chunk) -> Scored:
    global _worker
    if _worker is None:
        assert _setup is not None
        _worker = Worker(_setup)
    return _worker.score(chunk)


def _end_with_parent() -> None:
    """End this process when its parent has gone, however it went: a killed one can't say goodbye."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
