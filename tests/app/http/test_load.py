"""What the service does when it is asked for more than it can do, spoken to over real connections."""

import asyncio
import json
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from tests.patience import eventually

SALE = "Hey friends, my candle shop is open! Use code FRIENDS10 for 10% off, only until Sunday. Order here: https://a.example. "
LONG = SALE * 15
"""Takes the real model half a second or so."""

NDJSON = {"Content-Type": "application/x-ndjson"}


@pytest.fixture(scope="module")
def service(serve: Any) -> Iterator[Any]:
    with serve(
        FLIPGUARD_THREADS="1",
        FLIPGUARD_WAITING_LINE="2",
        FLIPGUARD_MAX_BATCH_BYTES="400000",
        FLIPGUARD_BATCHES_AT_ONCE="1",
        FLIPGUARD_REQUEST_SECONDS="60",  # a slow machine, too, reads what it has taken
        # the same posts come again and again, and are to be read each time
        FLIPGUARD_CACHE_ANSWERS="0",
        FLIPGUARD_CACHE_PASSAGES="0",
    ) as service:
        yield service


def check_all(address: str, texts: list[str], **headers: str) -> list[httpx.Response]:
    """Send these checks at one time."""

    async def send() -> list[httpx.Response]:
        async with httpx.AsyncClient(base_url=address, timeout=60, headers=headers) as client:
            return await asyncio.gather(*(client.post("/v1/check", json={"text": text}) for text in texts))

    return asyncio.run(send())


def wait_until_idle(service: Any) -> None:
    """Wait until a short post, which is read with another and so not at a glance, is answered within half a second again."""
    post = {"text": "Hi!", "history": [{"text": "Hi!"}]}

    def is_idle() -> bool:
        patience = {"X-Request-Timeout": "0.4"}
        return service.client.post("/v1/check", json=post, headers=patience).status_code == 200

    eventually(is_idle, "The service was not idle again", pause=0.1)


def test_beyond_the_line_posts_are_refused_at_once_with_when_to_come_again(
    service: Any, problem_in: Callable[..., dict[str, Any]]
) -> None:
    answers = check_all(service.address, [LONG] * 8)

    taken = [answer for answer in answers if answer.status_code == 200]
    refused = [answer for answer in answers if answer.status_code != 200]
    assert len(taken) >= 1
    assert len(refused) >= 1
    for answer in refused:
        problem_in(answer, 503, "overloaded")
        assert int(answer.headers["retry-after"]) >= 1
    assert service.client.get("/health/ready").status_code == 200


def test_a_post_that_is_not_read_before_its_deadline_is_given_up(
    service: Any, problem_in: Callable[..., dict[str, Any]]
) -> None:
    wait_until_idle(service)

    answer = service.client.post("/v1/check", json={"text": LONG}, headers={"X-Request-Timeout": "0.05"})

    assert "0.05 s" in problem_in(answer, 504, "deadline-passed")["detail"]


@pytest.mark.parametrize("timeout", ["0", "-1", "nan", "inf", "soon"])
def test_a_deadline_that_is_none_is_refused(
    service: Any, problem_in: Callable[..., dict[str, Any]], timeout: str
) -> None:
    wait_until_idle(service)

    answer = service.client.post("/v1/check", json={"text": "Hi!"}, headers={"X-Request-Timeout": timeout})

    assert problem_in(answer, 422, "invalid-request")["errors"][0]["field"] == "X-Request-Timeout"


def send_and_hang_up(address: str, path: str, body: bytes, media_type: str) -> None:
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        head = f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
        connection.sendall(head.encode() + body)
        time.sleep(0.2)


def number(service: Any, sample: str) -> float:
    lines = service.client.get("/metrics").text.splitlines()
    return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(sample + " "))


def long_posts_read(service: Any) -> float:
    """Count the posts that took the model longer than a tenth of a second."""
    quick = number(service, 'flipguard_inference_seconds_bucket{le="0.1"}')
    return number(service, "flipguard_inference_seconds_count") - quick


def test_a_client_that_hangs_up_gives_its_place_in_the_line_to_others(service: Any) -> None:
    wait_until_idle(service)
    before = long_posts_read(service)
    gone_before = number(service, 'flipguard_requests_total{method="POST",route="/v1/check",status="499"}')
    body = json.dumps({"text": LONG}).encode()
    gone = [
        threading.Thread(target=send_and_hang_up, args=(service.address, "/v1/check", body, "application/json"))
        for _ in range(3)
    ]
    for client in gone:
        client.start()
    for client in gone:
        client.join()

    wait_until_idle(service)

    # The one that was being read is finished; those behind it are not, as the counts of what was read and asked for tell.
    assert long_posts_read(service) - before <= 1
    assert number(service, 'flipguard_requests_total{method="POST",route="/v1/check",status="499"}') - gone_before == 3


def test_a_batch_whose_client_hangs_up_is_not_read_on(service: Any) -> None:
    """The batch would take a minute or more; the next one is taken at once."""
    wait_until_idle(service)
    body = (json.dumps({"text": LONG}) + "\n").encode() * 100

    send_and_hang_up(service.address, "/v1/batch", body, "application/x-ndjson")
    wait_until_idle(service)

    answer = service.client.post("/v1/batch", content=b'{"text": "Good morning!"}', headers=NDJSON)
    assert "result" in answer.json()


def test_rows_are_answered_while_later_ones_are_still_on_their_way(service: Any) -> None:
    wait_until_idle(service)
    host, port = service.address.removeprefix("http://").split(":")
    row = b'{"text": "Good morning!"}\n'
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(
            b"POST /v1/batch HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\n"
            b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
        )
        for index in range(3):
            connection.sendall(b"%x\r\n%b\r\n" % (len(row), row))
            received = b""
            while b'"index":%d' % index not in received:
                piece = connection.recv(65536)
                assert piece, "The service hung up before it had answered the row."
                received += piece
        connection.sendall(b"0\r\n\r\n")
        while chunk := connection.recv(65536):
            received += chunk

    assert received.endswith(b"0\r\n\r\n")


def test_a_client_that_sends_everything_before_it_reads_anything_is_served(service: Any) -> None:
    wait_until_idle(service)
    rows = b'{"text": "Good morning!"}\n' * 300

    answer = service.client.post("/v1/batch", content=iter([rows]), headers=NDJSON)

    assert [json.loads(line)["index"] for line in answer.text.splitlines()] == list(range(300))


def test_a_batch_that_turns_out_too_large_ends_with_a_problem(service: Any) -> None:
    wait_until_idle(service)
    row = b'{"text": "Good morning!"}\n'

    def in_chunks() -> Iterator[bytes]:
        yield row
        time.sleep(0.5)
        yield b" " * 200_000
        yield b" " * 200_000

    lines = service.client.post("/v1/batch", content=in_chunks(), headers=NDJSON).text.splitlines()

    assert "result" in json.loads(lines[0])
    assert json.loads(lines[-1])["error"]["status"] == 413


def test_more_batches_than_may_be_read_at_once_are_refused(
    service: Any, problem_in: Callable[..., dict[str, Any]]
) -> None:
    wait_until_idle(service)
    body = (json.dumps({"text": LONG}) + "\n").encode() * 3

    with service.client.stream("POST", "/v1/batch", content=body, headers=NDJSON) as first:
        second = service.client.post("/v1/batch", content=b'{"text": "Good morning!"}', headers=NDJSON)
        first.read()

    problem_in(second, 503, "overloaded")
    assert len(first.text.splitlines()) == 3


def test_a_batch_and_single_posts_take_turns(service: Any) -> None:
    """A batch waits in the same line, so single posts are answered long before it is done."""
    wait_until_idle(service)
    body = (json.dumps({"text": SALE}) + "\n").encode() * 40

    with service.client.stream("POST", "/v1/batch", content=body, headers=NDJSON) as batch:
        rows = batch.iter_lines()
        next(rows)
        single = service.client.post("/v1/check", json={"text": "Hi!"})
        left = sum(1 for _ in rows)

    assert single.status_code == 200
    assert left == 39


def test_at_shutdown_what_was_accepted_is_finished(serve: Any) -> None:
    with serve(FLIPGUARD_THREADS="1") as service:
        answers: list[httpx.Response] = []
        posts = threading.Thread(target=lambda: answers.extend(check_all(service.address, [LONG, SALE, SALE])))
        posts.start()
        time.sleep(0.4)
        service.process.send_signal(signal.SIGTERM)
        posts.join()

        assert service.process.wait(30) in (0, -signal.SIGTERM)
        assert [answer.status_code for answer in answers] == [200, 200, 200]
        with pytest.raises(httpx.TransportError):
            service.client.get("/health/live")
