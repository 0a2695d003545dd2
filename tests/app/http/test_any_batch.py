"""Any bytes as a batch: every row that is one gets its line, and nothing brings the service down."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from fastapi.testclient import TestClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.http.batch_rows import Row, cut_array, cut_lines
from app.http.problems import ProblemError

LONGEST = 60

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=8,
)
LIKE_JSON = st.lists(
    st.sampled_from(
        ['{"text": "Come by!"}', "[", "]", "{", "}", ",", '"', "\\", "\n", "\r\n", " ", "1", "null", '{"id": 1}', "🎉"]
    ),
    max_size=12,
).map(lambda parts: "".join(parts).encode())
SPACE = st.sampled_from([b"", b" ", b"\n", b"\t \r\n"])

in_a_session = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def cut_by_chunks(body: bytes, size: int) -> list[Row | ProblemError]:
    async def chunks() -> AsyncIterator[bytes]:
        for start in range(0, len(body), size):
            yield body[start : start + size]

    async def rows() -> list[Row | ProblemError]:
        return [row async for row in cut_lines(chunks(), LONGEST)]

    return asyncio.run(rows())


@given(values=st.lists(JSON, max_size=5), spaces=st.lists(SPACE, min_size=12, max_size=12), ascii_only=st.booleans())
def test_an_array_is_cut_into_exactly_its_elements(values: list[Any], spaces: list[bytes], ascii_only: bool) -> None:
    padding = iter(spaces)
    texts = [json.dumps(value, ensure_ascii=ascii_only).encode(errors="surrogatepass") for value in values]
    body = b"[" + b",".join(next(padding) + text + next(padding) for text in texts) + b"]" + next(padding)

    rows = list(cut_array(body, 100_000))

    assert [row.content for row in rows if isinstance(row, Row)] == texts
    assert len(rows) == len(texts)


@given(body=st.one_of(st.binary(max_size=80), LIKE_JSON).map(lambda body: b"[" + body))
def test_whatever_follows_a_bracket_is_rows_and_at_most_one_problem_at_the_end(body: bytes) -> None:
    rows = list(cut_array(body, LONGEST))

    assert all(isinstance(row, Row) for row in rows[:-1])
    assert all(len(row.content) <= LONGEST for row in rows if isinstance(row, Row))


@given(body=st.one_of(st.binary(max_size=200), LIKE_JSON), size=st.integers(1, 50))
@example(body=b"\xef\xbb\xbf" + b"0" * LONGEST, size=200)
@example(body=b" " + b"0" * LONGEST + b"\r", size=7)
def test_lines_are_the_same_in_whatever_chunks_they_arrive(body: bytes, size: int) -> None:
    def plain(rows: list[Row | ProblemError]) -> list[bytes | None]:
        return [row.content if isinstance(row, Row) else None for row in rows]

    whole = plain(cut_by_chunks(body, max(1, len(body))))

    assert plain(cut_by_chunks(body, size)) == whole
    kept = [line for line in whole if line is not None]
    assert kept == [
        line.strip(b" \t\r\n")
        for line in body.removeprefix(b"\xef\xbb\xbf").split(b"\n")
        if 0 < len(line.strip(b" \t\r\n")) <= LONGEST
    ]


@in_a_session
@given(body=st.one_of(st.binary(max_size=60), LIKE_JSON), as_lines=st.booleans())
def test_any_bytes_get_lines_or_a_problem(client: TestClient, body: bytes, as_lines: bool) -> None:
    media_type = "application/x-ndjson" if as_lines else "application/json"

    answer = client.post("/v1/batch", content=body, headers={"Content-Type": media_type})

    assert answer.status_code in (200, 400)
    if answer.status_code == 200:
        lines = [json.loads(line) for line in answer.text.splitlines()]
        assert [line["index"] for line in lines] == list(range(len(lines)))
        assert all(("result" in line) != ("error" in line) for line in lines)
        assert all(line["error"]["status"] < 500 for line in lines if "error" in line)


@in_a_session
@given(rows=st.lists(JSON | st.fixed_dictionaries({"text": st.just("Come by!")}, optional={"id": JSON}), max_size=4))
def test_any_rows_get_a_line_each_in_order_with_their_names(client: TestClient, rows: list[Any]) -> None:
    answer = client.post("/v1/batch", content=json.dumps(rows), headers={"Content-Type": "application/json"})

    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [line["index"] for line in lines] == list(range(len(rows)))
    for row, line in zip(rows, lines, strict=True):
        is_draft = isinstance(row, dict) and row.get("text") == "Come by!" and set(row) <= {"text", "id"}
        assert ("result" in line) == (is_draft and is_name(row.get("id")))
        if is_draft and is_name(row.get("id")):
            assert line.get("id") == row.get("id")


def is_name(value: Any) -> bool:
    if isinstance(value, str):
        return not any("\ud800" <= character <= "\udfff" for character in value)
    return value is None or (isinstance(value, int) and not isinstance(value, bool))
