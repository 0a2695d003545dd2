import json
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from model import MAX_TEXT_LENGTH

ProblemIn = Callable[..., dict[str, Any]]

JSON = {"Content-Type": "application/json"}
FIELDS = ["text", "relationship", "channel", "history", "date", "advice", "model", "policy"]
RELATIONSHIPS = ["social", "mixed", "market"]


def test_several_faults_are_all_named_at_once(client: TestClient, problem_in: ProblemIn) -> None:
    response = client.post("/v1/check", json={"txt": "Hello", "relationship": "friends"})

    problem = problem_in(response, 422, "invalid-request")
    assert {fault["field"] for fault in problem["errors"]} == {"text", "txt", "relationship"}
    for fault in problem["errors"]:
        assert fault["message"] in problem["detail"]


def test_a_missing_text_is_named(client: TestClient, problem_in: ProblemIn) -> None:
    (fault,) = problem_in(client.post("/v1/check", json={}), 422, "invalid-request")["errors"]

    assert fault == {"field": "text", "message": "The field “text” is missing.", "code": "missing"}


def test_a_misspelt_field_is_refused_with_the_one_that_was_meant(client: TestClient, problem_in: ProblemIn) -> None:
    response = client.post("/v1/check", json={"text": "Hello", "relationshp": "social"})

    (fault,) = problem_in(response, 422, "invalid-request")["errors"]
    assert (fault["field"], fault["code"], fault["allowed"]) == ("relationshp", "unknown-field", FIELDS)
    assert "Did you mean “relationship”?" in fault["message"]


def test_a_field_that_resembles_none_is_refused_with_those_that_there_are(
    client: TestClient, problem_in: ProblemIn
) -> None:
    (fault,) = problem_in(client.post("/v1/check", json={"text": "Hi", "zone": 1}), 422, "invalid-request")["errors"]

    listed = ", ".join(f"“{field}”" for field in FIELDS)
    assert fault["message"] == f"There is no field “zone”. The fields are {listed}."


def test_an_unknown_relationship_is_refused_with_the_three_that_there_are(
    client: TestClient, problem_in: ProblemIn
) -> None:
    response = client.post("/v1/check", json={"text": "Hello", "relationship": "Social"})

    (fault,) = problem_in(response, 422, "invalid-request")["errors"]
    assert fault == {
        "field": "relationship",
        "message": "“relationship” is “Social”, but must be one of “social”, “mixed”, “market”. Did you mean “social”?",
        "code": "unknown-relationship",
        "got": "Social",
        "allowed": RELATIONSHIPS,
    }


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, "null"),
        (True, "true or false"),
        (7, "a number"),
        (7.5, "a number"),
        (["Hi"], "an array"),
        ({}, "an object"),
    ],
)
def test_a_text_of_the_wrong_type_is_refused(client: TestClient, problem_in: ProblemIn, value: Any, kind: str) -> None:
    (fault,) = problem_in(client.post("/v1/check", json={"text": value}), 422, "invalid-request")["errors"]

    assert (fault["field"], fault["code"], fault["got"]) == ("text", "wrong-type", kind)
    assert fault["message"] == f"“text” is {kind}, but must be a string."


def test_a_relationship_of_the_wrong_type_is_refused_with_the_three(client: TestClient, problem_in: ProblemIn) -> None:
    response = client.post("/v1/check", json={"text": "Hello", "relationship": ["social"]})

    (fault,) = problem_in(response, 422, "invalid-request")["errors"]
    assert (fault["got"], fault["allowed"]) == ("an array", RELATIONSHIPS)


@pytest.mark.parametrize(
    ("body", "kind"), [("[]", "an array"), ('"Hello"', "a string"), ("null", "null"), ("4", "a number")]
)
def test_a_body_that_is_no_object_is_refused(client: TestClient, problem_in: ProblemIn, body: str, kind: str) -> None:
    response = client.post("/v1/check", content=body, headers=JSON)

    (fault,) = problem_in(response, 422, "invalid-request")["errors"]
    assert (fault["field"], fault["message"]) == ("body", f"The body is {kind}, but must be a JSON object.")


@pytest.mark.parametrize("headers", [JSON, {}])
def test_an_empty_body_is_refused_with_what_to_send(
    client: TestClient, problem_in: ProblemIn, headers: dict[str, str]
) -> None:
    (fault,) = problem_in(client.post("/v1/check", headers=headers), 422, "invalid-request")["errors"]

    assert fault["message"] == "The body is empty. Send a JSON object that holds “text”."


@pytest.mark.parametrize("text", ["", "   \n\t ", "!?…", "🎉"])
def test_a_text_without_words_is_refused(client: TestClient, problem_in: ProblemIn, text: str) -> None:
    (fault,) = problem_in(client.post("/v1/check", json={"text": text}), 422, "invalid-request")["errors"]

    assert (fault["field"], fault["code"]) == ("text", "text-empty")


def test_a_text_that_is_too_long_is_refused_with_the_most_that_is_allowed(
    client: TestClient, problem_in: ProblemIn
) -> None:
    response = client.post("/v1/check", json={"text": "a" * (MAX_TEXT_LENGTH + 1)})

    (fault,) = problem_in(response, 422, "invalid-request")["errors"]
    assert (fault["field"], fault["code"], fault["allowed"]) == ("text", "text-too-long", MAX_TEXT_LENGTH)
    assert "50,001" in fault["message"]


def test_a_nul_character_is_refused_with_its_place(client: TestClient, problem_in: ProblemIn) -> None:
    (fault,) = problem_in(client.post("/v1/check", json={"text": "Hello\0"}), 422, "invalid-request")["errors"]

    assert (fault["field"], fault["code"]) == ("text", "text-not-text")
    assert "at offset 5" in fault["message"]


@pytest.mark.parametrize("half", [r"\ud800", r"\udfff"])
def test_half_a_surrogate_pair_in_the_text_is_refused_with_its_place(
    client: TestClient, problem_in: ProblemIn, half: str
) -> None:
    response = client.post("/v1/check", content=f'{{"text": "Hello {half} friends"}}', headers=JSON)

    (fault,) = problem_in(response, 422, "invalid-request")["errors"]
    assert (fault["field"], fault["code"]) == ("text", "text-broken-character")
    assert "at offset 6" in fault["message"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (r'{"text": "Hello", "relationship": "\ud800"}', "relationship"),
        (r'{"text": "Hello", "\ud800": 1}', "body"),
    ],
)
def test_half_a_surrogate_pair_anywhere_else_is_refused_too(
    client: TestClient, problem_in: ProblemIn, body: str, field: str
) -> None:
    (fault,) = problem_in(client.post("/v1/check", content=body, headers=JSON), 422, "invalid-request")["errors"]

    assert (fault["field"], fault["code"]) == (field, "broken-character")


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ('{"text": "Hello}', "line 1, column 10"),
        ('{"text": "Hello",\n "relationship": social}', "line 2, column 18"),
        ("{'text': 'Hello'}", "line 1, column 2"),
        ('{"text": "Hello"} and more', "line 1, column 19"),
        ("Hello", "line 1, column 1"),
    ],
)
def test_broken_json_is_refused_with_the_place(
    client: TestClient, problem_in: ProblemIn, body: str, where: str
) -> None:
    problem = problem_in(client.post("/v1/check", content=body, headers=JSON), 400, "broken-body")

    assert where in problem["detail"]
    assert problem["errors"] == [{"field": "body", "message": problem["detail"], "code": "not-json"}]


def test_a_raw_line_break_inside_a_string_is_explained(client: TestClient, problem_in: ProblemIn) -> None:
    """The commonest way to break JSON that is put together by hand."""
    problem = problem_in(client.post("/v1/check", content='{"text": "a\nb"}', headers=JSON), 400, "broken-body")

    assert r"A line break or tab inside a string is written \n or \t." in problem["detail"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b'{"text": "caf\xe9"}', "not-utf-8"),
        (b'{"text": "half: \xed\xa0\x80"}', "not-utf-8"),
        ('{"text": "Hello"}'.encode("utf-16"), "not-utf-8"),
        (b"[" * 100_000, "too-deep"),
        (b'{"text": ' + b"9" * 10_000 + b"}", "number-too-long"),
    ],
)
def test_a_body_that_no_json_reader_takes_is_refused(
    client: TestClient, problem_in: ProblemIn, body: bytes, code: str
) -> None:
    (fault,) = problem_in(client.post("/v1/check", content=body, headers=JSON), 400, "broken-body")["errors"]

    assert (fault["field"], fault["code"]) == ("body", code)


def test_the_byte_that_is_not_utf_8_is_named_with_its_place(client: TestClient, problem_in: ProblemIn) -> None:
    response = client.post("/v1/check", content=b'{"text": "caf\xe9"}', headers=JSON)

    assert "byte 0xe9 at offset 13" in problem_in(response, 400, "broken-body")["detail"]


@pytest.mark.parametrize(
    "media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "json"]
)
def test_a_body_that_is_not_sent_as_json_is_refused(client: TestClient, problem_in: ProblemIn, media_type: str) -> None:
    response = client.post("/v1/check", content=b'{"text": "Hello"}', headers={"Content-Type": media_type})

    (fault,) = problem_in(response, 415, "wrong-media-type")["errors"]
    assert (fault["field"], fault["got"], fault["allowed"]) == ("content-type", media_type, ["application/json"])
    assert response.headers["accept"] == "application/json"


def test_a_body_without_a_content_type_is_refused(client: TestClient, problem_in: ProblemIn) -> None:
    """A browser sends such a body across sites without asking first."""
    response = client.post("/v1/check", content=b'{"text": "Hello"}')

    assert "has no Content-Type" in problem_in(response, 415, "wrong-media-type")["detail"]


def test_a_compressed_body_is_refused_with_the_way_out(client: TestClient, problem_in: ProblemIn) -> None:
    response = client.post("/v1/check", content=b"\x1f\x8b", headers={**JSON, "Content-Encoding": "gzip"})

    assert "without Content-Encoding" in problem_in(response, 415, "wrong-media-type")["detail"]
    assert response.headers["accept-encoding"] == "identity"


def test_the_text_is_never_repeated_in_a_refusal(client: TestClient) -> None:
    secret = "We are moving to Lisbon and nobody knows yet"
    bodies = [
        json.dumps({"text": [secret]}),
        json.dumps({"text": secret + "\0"}),
        json.dumps({"text": secret * 2000}),
        json.dumps({"text": secret, "relationship": 1}),
        json.dumps({"text": secret, "extra": secret}),
        json.dumps({"text": secret})[:-1],
        json.dumps(secret),
        json.dumps([secret]),
    ]

    for body in bodies:
        response = client.post("/v1/check", content=body, headers=JSON)
        assert response.status_code in (400, 422)
        assert "Lisbon" not in response.text


def test_long_values_are_repeated_in_part_alone(client: TestClient, problem_in: ProblemIn) -> None:
    response = client.post("/v1/check", json={"text": "Hello", "relationship": "x" * 500, "y" * 500: 1})

    problem = problem_in(response, 422, "invalid-request")
    assert all(len(fault["field"]) <= 40 and len(fault.get("got", "")) <= 40 for fault in problem["errors"])


def test_a_body_with_very_many_faults_gets_a_short_answer(client: TestClient, problem_in: ProblemIn) -> None:
    body = {"text": "Hello", **{f"field {number}": 1 for number in range(5_000)}}

    problem = problem_in(client.post("/v1/check", json=body), 422, "invalid-request")
    assert len(problem["errors"]) == 20
    assert "5,000 faults" in problem["detail"]
