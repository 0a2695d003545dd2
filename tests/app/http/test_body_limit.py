from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from app.http import create_app
from app.http.body_limit import BodyLimit
from app.settings import Settings
from model import Classifier

ProblemIn = Callable[..., dict[str, Any]]

JSON = {"Content-Type": "application/json"}
LIMIT = 2_000


@pytest.fixture(scope="module")
def small(classifier: Classifier) -> Iterator[TestClient]:
    """Speak to a service that reads 2,000 bytes at most."""
    with TestClient(create_app(Settings(max_body_bytes=LIMIT), classifier)) as client:
        yield client


def padded(length: int) -> bytes:
    return b'{"text": "Good morning, everyone!"}'.ljust(length)


def in_chunks(body: bytes) -> Iterator[bytes]:
    """Give the body in pieces, so that it is sent without a Content-Length."""
    for start in range(0, len(body), 100):
        yield body[start : start + 100]


def test_a_body_at_the_limit_is_read(small: TestClient) -> None:
    assert small.post("/v1/check", content=padded(LIMIT), headers=JSON).status_code == 200
    assert small.post("/v1/check", content=in_chunks(padded(LIMIT)), headers=JSON).status_code == 200


def test_a_body_over_the_limit_is_refused_by_the_length_that_it_announces(
    small: TestClient, problem_in: ProblemIn
) -> None:
    response = small.post("/v1/check", content=padded(LIMIT + 1), headers=JSON)

    (fault,) = problem_in(response, 413, "body-too-large")["errors"]
    assert (fault["field"], fault["got"], fault["allowed"]) == ("body", LIMIT + 1, LIMIT)


def test_a_body_over_the_limit_in_chunks_is_refused_too(small: TestClient, problem_in: ProblemIn) -> None:
    response = small.post("/v1/check", content=in_chunks(padded(LIMIT + 1)), headers=JSON)

    (fault,) = problem_in(response, 413, "body-too-large")["errors"]
    assert (fault["field"], fault["allowed"]) == ("body", LIMIT)


def test_the_limit_holds_at_every_path(small: TestClient, problem_in: ProblemIn) -> None:
    problem_in(small.post("/nowhere", content=padded(LIMIT + 1), headers=JSON), 413, "body-too-large")


def test_the_longest_text_fits_under_the_default_limit_however_it_is_escaped() -> None:
    """A code point beyond the basic plane takes twelve bytes of JSON where everything is escaped."""
    assert Settings().max_body_bytes > 12 * 50_000


@pytest.mark.anyio
async def test_what_comes_after_the_limit_is_not_asked_for() -> None:
    asked = 0

    async def endless() -> Message:
        nonlocal asked
        asked += 1
        return {"type": "http.request", "body": b"x" * 1_000, "more_body": True}

    async def read_all(_scope: Scope, receive: Receive, _send: Send) -> None:
        while (await receive())["more_body"]:
            pass

    async def ignore(message: Message) -> None:
        pass

    scope = {"type": "http", "path": "/", "headers": []}
    with pytest.raises(Exception, match="2,000 bytes"):
        await BodyLimit(read_all, LIMIT)(scope, endless, ignore)

    assert asked == 3


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
