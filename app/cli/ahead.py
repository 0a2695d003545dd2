"""Working ahead: several items are worked on at once, and their results come in order."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def cores() -> int:
    """Say how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(work: Callable[[Item], Result], items: Iterable[Item], workers: int) -> Iterator[Result]:
    """Give the result of each item, in order; no more items are taken ahead than twice the workers."""
    if workers < 2:
        yield from map(work, items)
        return
    with ThreadPoolExecutor(workers) as pool:
        yield from in_order_by(pool, work, items, 2 * workers)


def in_order_by(
    pool: Executor, work: Callable[[Item], Result], items: Iterable[Item | None], most: int
) -> Iterator[Result]:
    """Give the result of each item, in order; no more than `most` are with the pool at once.

    Where `items` gives none, the next item has not come yet: what is with the pool is given before it is waited for.
    """
    waiting: deque[Future[Result]] = deque()
    try:
        for item in items:
            if item is not None:
                waiting.append(pool.submit(work, item))
            while waiting and (item is None or len(waiting) > most):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
