import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.http import create_app
from app.settings import Settings
from model import Classifier

SALE = "Hey friends, my candle shop is open! Use code FRIENDS10 for 10% off, only until Sunday. Order here: https://a.example"
GIFT = "I made far too much soup, so come by with a jar and take some home. No charge, obviously!"
LINES = {"Content-Type": "application/x-ndjson"}
ARRAY = {"Content-Type": "application/json"}


def lines(response: Any) -> list[dict[str, Any]]:
    assert (response.status_code, response.headers["content-type"]) == (200, "application/x-ndjson")
    return [json.loads(line) for line in response.text.splitlines()]


def ndjson(*rows: Any) -> bytes:
    return b"".join(row if isinstance(row, bytes) else json.dumps(row).encode() + b"\n" for row in rows)


@pytest.fixture(scope="module")
def small(classifier: Classifier) -> Iterator[TestClient]:
    """Speak to a service with small limits."""
    settings = Settings(max_batch_rows=3, max_body_bytes=1024, max_batch_bytes=4096)
    with TestClient(create_app(settings, classifier)) as client:
        yield client


@pytest.mark.parametrize("shape", ["array", "lines"])
def test_each_row_is_answered_in_order_as_a_check_of_its_own(client: TestClient, shape: str) -> None:
    rows = [{"text": SALE}, {"text": GIFT, "relationship": "mixed"}, {"text": SALE, "relationship": "market"}] * 3
    body, headers = (json.dumps(rows).encode(), ARRAY) if shape == "array" else (ndjson(*rows), LINES)

    answer = lines(client.post("/v1/batch", content=body, headers=headers))

    assert [line["index"] for line in answer] == list(range(9))
    for row, line in zip(rows, answer, strict=True):
        assert line["result"] == client.post("/v1/check", json=row).json()


def test_a_rows_own_name_comes_back_even_where_the_row_is_bad(client: TestClient) -> None:
    rows = [{"id": "a", "text": SALE}, {"id": 7, "text": 7}, {"id": "ü🎉", "text": ""}, {"id": [], "text": SALE}]

    answer = lines(client.post("/v1/batch", json=rows))

    assert [line.get("id") for line in answer] == ["a", 7, "ü🎉", None]
    assert ["result" in line for line in answer] == [True, False, False, False]


def test_one_bad_row_is_one_line_with_a_problem_and_the_rest_is_judged(client: TestClient) -> None:
    bad = [b"{broken\n", b"7\n", b"null\n", b'{"text": 3}\n', b'{"txt": "x"}\n', b"\xff\n", b"[" * 100_000 + b"\n"]
    body = ndjson(*(part for row in bad for part in (row, {"text": GIFT})))

    answer = lines(client.post("/v1/batch", content=body, headers=LINES))

    assert ["result" in line for line in answer] == [False, True] * len(bad)
    errors = [line["error"] for line in answer if "error" in line]
    assert [error["status"] for error in errors] == [400, 422, 422, 422, 422, 400, 400]
    assert errors[0]["detail"].startswith("The row is not JSON: ")
    assert errors[1]["detail"] == "The row is a number, but must be an object."
    assert "“txt”" in errors[4]["detail"]
    for error in errors:
        assert error["instance"].startswith("/v1/batch#")


def test_blank_lines_a_last_line_without_a_break_and_windows_breaks_are_fine(client: TestClient) -> None:
    body = b'\xef\xbb\xbf\n{"text": "Good morning!"}\r\n\r\n   \n{"text": "Good night!"}'

    assert len(lines(client.post("/v1/batch", content=body, headers=LINES))) == 2


@pytest.mark.parametrize(("body", "headers"), [(b"[]", ARRAY), (b" [ ] ", ARRAY), (b"", LINES), (b"\n\n", LINES)])
def test_no_rows_are_no_lines(client: TestClient, body: bytes, headers: dict[str, str]) -> None:
    assert lines(client.post("/v1/batch", content=body, headers=headers)) == []


@pytest.mark.parametrize("body", [b"", b"7", b'"text"', b'{"text": "Good morning!"}', b"null"])
def test_a_body_that_is_no_array_is_refused_as_a_whole(
    client: TestClient, problem_in: Callable[..., dict[str, Any]], body: bytes
) -> None:
    problem_in(client.post("/v1/batch", content=body, headers=ARRAY), 400, "broken-body")


@pytest.mark.parametrize(
    ("body", "before"),
    [
        (b'[{"text": "Good morning!"}, {"text": "Go', 1),
        (b'[{"text": "Good morning!"}', 0),
        (b'[{"text": "Good morning!"}] and more', 1),
        (b'[{"text": "Good morning!"}}', 0),
        (b'[{"text": "Good morning!"},]', 1),
        (b'[{"text": "Good morning!"},,{"text": "Good night!"}]', 1),
    ],
)
def test_an_array_that_breaks_off_is_answered_up_to_there(client: TestClient, body: bytes, before: int) -> None:
    answer = lines(client.post("/v1/batch", content=body, headers=ARRAY))

    assert all("result" in line for line in answer[:before])
    assert answer[before]["error"]["type"] == "/problems/broken-body"


def test_commas_and_brackets_inside_texts_part_nothing(client: TestClient) -> None:
    texts = [
        'a "quoted, text]" with \\ and \\" in it',
        "brackets [,]{,} and words",
        "ends with a backslash \\",
        "🎉 ] ünder",
    ]

    answer = lines(client.post("/v1/batch", content=json.dumps([{"text": text} for text in texts]), headers=ARRAY))

    assert ["result" in line for line in answer] == [True] * 4


@pytest.mark.parametrize("media_type", ["text/plain", "application/xml", "multipart/form-data", ""])
def test_another_media_type_is_refused_with_those_that_are_taken(
    client: TestClient, problem_in: Callable[..., dict[str, Any]], media_type: str
) -> None:
    response = client.post("/v1/batch", content=b"[]", headers={"Content-Type": media_type})

    problem = problem_in(response, 415, "wrong-media-type")
    assert "application/x-ndjson" in problem["errors"][0]["allowed"]


def test_compressed_batches_are_refused(client: TestClient, problem_in: Callable[..., dict[str, Any]]) -> None:
    response = client.post("/v1/batch", content=b"x", headers={**LINES, "Content-Encoding": "gzip"})

    problem_in(response, 415, "wrong-media-type")


def test_more_rows_than_a_batch_may_hold_end_it_with_a_problem(small: TestClient) -> None:
    answer = lines(small.post("/v1/batch", json=[{"text": "Good morning!"}] * 5))

    assert ["result" in line for line in answer] == [True, True, True, False]
    assert answer[3]["error"]["errors"][0]["allowed"] == 3


def test_a_line_that_is_too_long_is_one_bad_row(small: TestClient) -> None:
    body = ndjson({"text": "Good morning!"}, {"text": "so " * 500}, {"text": "Good night!"})

    answer = lines(small.post("/v1/batch", content=body, headers=LINES))

    assert ["result" in line for line in answer] == [True, False, True]
    assert answer[1]["error"]["errors"][0]["code"] == "row-too-large"


def test_an_element_that_is_too_long_ends_an_array(small: TestClient) -> None:
    rows = [{"text": "Good morning!"}, {"text": "so " * 500}, {"text": "Good night!"}]

    answer = lines(small.post("/v1/batch", json=rows))

    assert ["result" in line for line in answer] == [True, False]
    assert answer[1]["error"]["errors"][0]["code"] == "row-too-large"


def test_a_batch_that_announces_too_much_is_refused(
    small: TestClient, problem_in: Callable[..., dict[str, Any]]
) -> None:
    response = small.post("/v1/batch", content=ndjson({"text": "Good morning!"}) * 300, headers=LINES)

    assert problem_in(response, 413, "body-too-large")["errors"][0]["allowed"] == 4096


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\v", "\f", "\x1c"])
def test_a_line_is_a_line_for_every_client_whatever_the_row_holds(client: TestClient, separator: str) -> None:
    """Python's own clients, among others, take these for the end of a line as well."""
    rows = [
        {"text": f"Use code FRIENDS10{separator}for 10% off, order here: https://a.example", "id": f"a{separator}b"},
        {separator: 1},
    ]

    answer = list(client.post("/v1/batch", json=rows).iter_lines())

    assert [json.loads(line)["index"] for line in answer] == [0, 1]
    assert json.loads(answer[0])["id"] == f"a{separator}b"
