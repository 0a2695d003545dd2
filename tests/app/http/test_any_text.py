import json
from collections.abc import Callable
from typing import Any

from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ANY_CHARACTER = st.characters(exclude_categories=())
"""Halves of surrogate pairs too."""

PHRASES = st.sampled_from(
    [
        "Use code FRIENDS10 for 10% off, ",
        "Order here: https://a.example ",
        "please Venmo me $14.40. ",
        "Thanks for the soup! ",
        "🎉 ",
    ]
)
TEXTS = st.lists(st.one_of(PHRASES, st.text(ANY_CHARACTER, max_size=20)), max_size=6).map("".join)

in_a_session = settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])


@in_a_session
@given(text=TEXTS, relationship=st.sampled_from(["social", "mixed", "market"]))
def test_any_text_gets_an_answer_or_a_problem_and_spans_cut_it_exactly(
    client: TestClient, text: str, relationship: str
) -> None:
    body = json.dumps({"text": text, "relationship": relationship})

    response = client.post("/v1/check", content=body, headers={"Content-Type": "application/json"})

    assert response.status_code in (200, 422)
    if response.status_code == 422:
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["errors"][0]["field"] == "text"
        return
    received = json.loads(body)["text"]  # two halves that happened to meet arrive as one character
    answer = response.json()
    for cue in answer["cues"] + answer["social_cues"]:
        for span in cue["spans"]:
            assert 0 <= span["start"] < span["end"] <= len(received)
            assert received[span["start"] : span["end"]] == span["text"]


@in_a_session
@given(body=st.one_of(st.binary(max_size=60), st.text(ANY_CHARACTER, max_size=60).map(json.dumps).map(str.encode)))
def test_any_body_gets_an_answer_or_a_problem(
    client: TestClient, problem_in: Callable[..., dict[str, Any]], body: bytes
) -> None:
    response = client.post("/v1/check", content=body, headers={"Content-Type": "application/json"})

    kind = {400: "broken-body", 422: "invalid-request"}[response.status_code]
    assert problem_in(response, response.status_code, kind)
