import threading
import time

import pytest

from app.cli.ahead import cores, in_order


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_results_come_in_order_however_long_each_takes(workers: int) -> None:
    def slow(number: int) -> int:
        time.sleep(0.01 * (number % 3))
        return number

    assert list(in_order(slow, range(30), workers)) == list(range(30))


def test_items_are_not_all_taken_at_once() -> None:
    taken: list[int] = []
    results = in_order(lambda number: number, (taken.append(number) or number for number in range(100)), 2)
    assert next(results) == 0
    assert len(taken) <= 6
    results.close()


def test_a_failure_comes_at_its_place_and_ends_the_work() -> None:
    done = threading.Semaphore(0)

    def work(number: int) -> int:
        done.release()
        if number == 3:
            raise ValueError(number)
        return number

    results = in_order(work, range(1000), 2)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="3"):
        next(results)
    assert cores() >= 1
