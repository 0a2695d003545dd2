"""Many drafts in, rows out in order."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from itertools import count, islice
from typing import Any

import pytest
from flipguard_client import AsyncFlipGuard, FlipGuard, NotFlipGuardError, UnreachableError

from tests.clients.python.conftest import GIFT, SALE
from tests.odd_server import OddServer, Reply
from tests.running_service import Service


def test_rows_come_back_in_order_with_their_own_names_and_a_bad_one_is_one_row(guard: FlipGuard) -> None:
    rows = list(guard.batch([{"id": "a", "text": SALE}, {"id": 7, "text": ""}, GIFT], rows_at_once=2))

    assert [(row.index, row.id) for row in rows] == [(0, "a"), (1, 7), (2, None)]
    assert rows[0].result == guard.check(SALE)
    assert (rows[1].result, rows[1].error is not None and rows[1].error.errors[0].field) == (None, "text")
    assert rows[2].result is not None
    assert rows[2].result.verdict == "clear"


def test_rows_are_answered_before_all_are_read(guard: FlipGuard) -> None:
    """An endless source is no trouble."""
    taken: list[int] = []

    def endless() -> Iterator[str]:
        for number in count():
            taken.append(number)
            yield f"Good morning, day {number}!"

    rows = list(islice(guard.batch(endless(), rows_at_once=3), 5))

    assert [row.index for row in rows] == [0, 1, 2, 3, 4]
    assert len(taken) <= 7


def test_an_async_source_is_read_as_it_comes(service: Service) -> None:
    async def source() -> AsyncIterator[str]:
        for text in (SALE, GIFT, SALE):
            await asyncio.sleep(0)
            yield text

    async def verdicts(rows: Any) -> list[str | None]:
        async with AsyncFlipGuard(service.address, timeout=60) as guard:
            return [row.result.verdict if row.result else None async for row in guard.batch(rows, rows_at_once=2)]

    assert asyncio.run(verdicts(source())) == ["flip", "clear", "flip"]
    assert asyncio.run(verdicts([SALE, GIFT])) == ["flip", "clear"]


def test_nothing_is_sent_for_no_rows(odd: OddServer) -> None:
    assert list(FlipGuard(odd.address).batch([])) == []
    assert odd.asked == []


def _lines(*indices: int) -> bytes:
    return b"".join(json.dumps({"index": index, "error": PROBLEM}).encode() + b"\n" for index in indices)


PROBLEM = {"title": "No", "status": 422, "detail": "No."}


def test_a_connection_that_breaks_is_taken_up_from_the_first_row_without_an_answer(odd: OddServer) -> None:
    odd.replies[:] = [Reply(body=_lines(0, 1), promised=9999), Reply(body=_lines(0, 1))]

    with FlipGuard(odd.address) as guard:
        rows = list(guard.batch(["a", "b", "c", "d"]))

    assert [row.index for row in rows] == [0, 1, 2, 3]
    assert [json.loads(line)["text"] for line in odd.asked[1].body.splitlines()] == ["c", "d"]


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(promised=9999), UnreachableError),
        (Reply(), NotFlipGuardError),
        (Reply(body=b"<html>\n"), NotFlipGuardError),
        (Reply(body=_lines(0, 1, 2)), NotFlipGuardError),
    ],
)
def test_an_answer_that_leads_nowhere_is_an_error_and_no_endless_loop(
    odd: OddServer, reply: Reply, error: type[Exception]
) -> None:
    odd.replies[:] = [reply]

    with FlipGuard(odd.address) as guard, pytest.raises(error):
        list(guard.batch(["a", "b"]))


def test_a_batch_that_is_refused_for_a_while_is_sent_again(odd: OddServer) -> None:
    odd.replies[:] = [Reply(503, headers={"Retry-After": "0"}), Reply(body=_lines(0))]

    with FlipGuard(odd.address) as guard:
        assert [row.index for row in guard.batch(["a"])] == [0]
