"""Plain drafts take a short way past the router. Which way one went can't be told from the answer, whatever was sent."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.http import create_app
from app.http.short_way import LONGEST
from app.settings import Settings
from model import Classifier
from model.outputs import HEADS

ROUND_ABOUT = {"X-Request-Timeout": "10"}
"""The long way is for whoever has a deadline of his own."""

WAY_ROUND = list(ROUND_ABOUT.items())

GIFT = "I made far too much soup, so come by with a jar and take some home. No charge, obviously!"


@pytest.fixture(scope="module")
def client(classifier: Classifier) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), classifier)) as client:
        yield client


def both_ways(client: TestClient, content: bytes, **headers: str) -> tuple[Any, Any]:
    """Send a body on both ways, and give all of both answers."""

    def answer(more: dict[str, str]) -> Any:
        sent = {"Content-Type": "application/json", "X-Request-Id": "one", **headers, **more}
        response = client.post("/v1/check", content=content, headers=sent)
        return response.status_code, list(response.headers.items()), response.content

    return answer({}), answer(ROUND_ABOUT)


FIELDS = st.fixed_dictionaries(
    {"text": st.sampled_from([GIFT, "Hello!", "", "\0", 1, None]) | st.text(max_size=20)},
    optional={
        "relationship": st.sampled_from(["social", "mixed", "market", "friends", None, 1]),
        "channel": st.sampled_from(["linkedin", "nowhere", None, 3]),
        "advice": st.sampled_from([True, False, None, "true", 1, 0]),
        "date": st.sampled_from(["2026-05-17", "2026-13-01", "2026-05-17T00:00:00", 0, 1e9, None, ""]),
        "model": st.sampled_from(["v1", "v0", None]),
        "history": st.lists(
            st.sampled_from([{"text": "Hi!"}, {"text": "Hi!", "answer": True, "date": "2026-01-01"}, {"tekst": ""}, 1]),
            max_size=2,
        ),
        "policy": st.sampled_from([{}, {"stage": False}, {"gives_per_ask": 1}, {"gives_per_ask": 1.0}, {"x": 1}, None]),
        "unknown": st.integers(),
    },
)
BODIES = (
    FIELDS.map(lambda fields: json.dumps(fields).encode())
    | st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=5), st.lists, max_leaves=5).map(
        lambda value: json.dumps(value).encode()
    )
    | st.binary(max_size=30)
)


@settings(max_examples=300, deadline=None)
@given(body=BODIES)
@example(b"")
@example(b'{"text": "Hello!", "text": "Good morning!"}')
@example(b'{"text": "Good morning!", "text": 1}')
@example(b'{"text": "Good morning!", "advice": false, "advice": true}')
@example(b'\xef\xbb\xbf{"text": "Good morning!"}')
@example(b' {"text" : "Good morning!"}\n')
@example(b'{"text": "Good morning!"} ')
@example(b'{"text": "Good morning!"} x')
@example(b'{"text": "Good \\ud83d\\ude00 morning!"}')
@example(b'{"text": "Good \\ud83d morning!"}')
@example('{"text": "Good 😀 morning!"}'.encode())
@example('{"text": "Good 😀 morning!"}'.encode("utf-16"))
@example(b'{"text": "Good\tmorning!"}')
@example(b'{"text": "Good morning!", "date": NaN}')
@example(b'{"text": "Good morning!", "date": 1e999}')
@example(b'{"text": "Good morning!", "date": 1%s}' % (b"0" * 5_000))
@example(b'{"text": "Good morning!", "date": "2026-05-17", "history": [{"text": "Hi!", "date": 1700006400}]}')
@example(b"[" * 5_000)
def test_an_answer_and_a_refusal_are_the_same_on_both_ways(client: TestClient, body: bytes) -> None:
    short, long = both_ways(client, body)

    assert short == long


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "application/json; charset=utf-8"},
        {"Content-Type": "APPLICATION/JSON"},
        {"Content-Type": "application/vnd.a+json"},
        {"Content-Type": "text/plain"},
        {"Content-Type": ""},
        {"Content-Type": "application"},
        {"Content-Encoding": "gzip"},
        {"Content-Encoding": "identity"},
        {"X-Request-Id": "<script>"},
        {"Authorization": "Bearer nobody"},
        {"X-API-Key": "nobody"},
        {"Accept": "text/html"},
    ],
    ids=str,
)
def test_so_they_are_whatever_the_headers_say(client: TestClient, headers: dict[str, str]) -> None:
    short, long = both_ways(client, json.dumps({"text": GIFT}).encode(), **headers)

    assert (short[0], short[2]) == (long[0], long[2])
    assert [pair for pair in short[1] if pair[0] != "x-request-id"] == [
        pair for pair in long[1] if pair[0] != "x-request-id"
    ]


@pytest.mark.parametrize(
    "headers",
    [
        [("Content-Type", "text/plain"), ("Content-Type", "application/json")],
        [("Content-Type", "application/json"), ("Content-Type", "text/plain")],
        [("Content-Type", "application/json"), ("X-Request-Timeout", "9"), ("X-Request-Timeout", "never")],
    ],
    ids=str,
)
def test_so_they_are_where_a_header_comes_twice(client: TestClient, headers: list[tuple[str, str]]) -> None:
    content = json.dumps({"text": GIFT}).encode()

    short, long = (client.post("/v1/check", content=content, headers=[*headers, *more]) for more in ([], WAY_ROUND))

    assert short.status_code == long.status_code


@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, LONGEST + 1])
def test_so_they_are_however_long_the_body_is(client: TestClient, length: int) -> None:
    body = json.dumps({"text": GIFT}).encode().ljust(length)

    short, long = both_ways(client, body)

    assert short == long
    assert short[0] == 200


def test_a_body_in_pieces_is_answered_alike(client: TestClient) -> None:
    body = json.dumps({"text": GIFT}).encode()

    answers = [
        client.post("/v1/check", content=content, headers={"Content-Type": "application/json"}).content
        for content in (body, iter([body[:9], body[9:]]))
    ]

    assert answers[0] == answers[1]


class Glancing:
    """A scorer that knows all at a glance, and counts the passages that it is asked to read nevertheless."""

    def __init__(self) -> None:
        self.read = 0

    def predict_proba(self, passages: Sequence[str]) -> NDArray[np.float64]:
        self.read += len(passages)
        return np.full((len(passages), len(HEADS)), 0.001)

    def glance(self, passage: str) -> NDArray[np.float64] | None:  # noqa: ARG002
        return np.full(len(HEADS), 0.001)


def test_a_post_that_is_clear_at_a_glance_needs_no_reading_but_counts_as_read(classifier: Classifier) -> None:
    scorer = Glancing()
    with TestClient(create_app(Settings(), Classifier(scorer, classifier.manifest))) as client:
        answers = [client.post("/v1/check", json={"text": GIFT}, headers=headers) for headers in ({}, ROUND_ABOUT)]
        page = client.get("/metrics").text

    assert [answer.json()["verdict"] for answer in answers] == ["clear", "clear"]
    assert scorer.read == 0
    assert "flipguard_inference_seconds_count 1.0" in page


def test_with_a_history_a_post_is_read_with_it(classifier: Classifier) -> None:
    scorer = Glancing()
    with TestClient(create_app(Settings(), Classifier(scorer, classifier.manifest))) as client:
        client.post("/v1/check", json={"text": GIFT, "history": [{"text": "Good morning!"}]})

    assert scorer.read == 2


def test_other_methods_are_told_what_to_use(client: TestClient) -> None:
    assert client.get("/v1/check").status_code == client.put("/v1/check", json={"text": GIFT}).status_code == 405
    assert client.post("/v1/check/", json={"text": GIFT}).status_code == 404
