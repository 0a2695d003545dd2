"""Where Google's clients put their key, what each key may do here, and the document that they build themselves from."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.http import create_app
from app.http.facades.perspective.schemas import AnalyzeCommentRequest, SuggestCommentScoreRequest
from app.keys import Key, Scope, hash_of, make_key, write_keys
from app.settings import Settings
from model import Classifier

DISCOVERY = "/$discovery/rest"
ANALYZE = "/v1alpha1/comments:analyze"
SUGGEST = "/v1alpha1/comments:suggestscore"
SCORES = {"attributeScores": {"FLIP": {"summaryScore": {"value": 1}}}}
ATTRIBUTES = {"requestedAttributes": {"FLIP": {}}}


@pytest.fixture(scope="module")
def keys() -> dict[str, str]:
    """Make a key for checking and one for feedback, which may send two posts in a minute."""
    return {"check": make_key(), "feedback": make_key(), "wrong": make_key()}


@pytest.fixture
def guarded(classifier: Classifier, tmp_path: Path, keys: dict[str, str]) -> Iterator[TestClient]:
    """Speak to a service that asks for keys."""
    file = tmp_path / "keys.toml"
    write_keys(
        file,
        [
            Key(id="cms", sha256=hash_of(keys["check"]), scopes=frozenset({Scope.CHECK})),
            Key(id="desk", sha256=hash_of(keys["feedback"]), scopes=frozenset({Scope.FEEDBACK}), rate="2/minute"),
        ],
    )
    settings = Settings(keys_file=file, feedback_database=f"sqlite:///{tmp_path / 'feedback.sqlite'}")
    with TestClient(create_app(settings, classifier)) as client:
        yield client


def said(answer: Any) -> tuple[int, str, str]:
    error = answer.json()["error"]
    return answer.status_code, error["status"], error["details"][0]["reason"]


def test_a_key_comes_as_google_takes_it(guarded: TestClient, keys: dict[str, str], flip: str) -> None:
    body, key = {"comment": {"text": flip}, **ATTRIBUTES}, keys["check"]

    for ways in (
        {"params": {"key": key, "alt": "json"}},
        {"headers": {"X-Goog-Api-Key": key}},
        {"headers": {"Authorization": f"Bearer {key}"}},
    ):
        assert guarded.post(ANALYZE, json=body, **ways).status_code == 200


def test_without_a_good_key_the_refusal_says_which_it_is(guarded: TestClient, keys: dict[str, str]) -> None:
    nobody = guarded.post(ANALYZE, json={})
    stranger = guarded.post(ANALYZE, json={}, params={"key": keys["wrong"]})

    assert said(nobody) == (401, "UNAUTHENTICATED", "CREDENTIALS_MISSING")
    assert said(stranger) == (401, "UNAUTHENTICATED", "API_KEY_INVALID")


def test_a_key_for_checking_suggests_nothing_and_one_for_feedback_scores_nothing(
    guarded: TestClient, keys: dict[str, str]
) -> None:
    suggested = guarded.post(SUGGEST, json={}, params={"key": keys["check"]})
    scored = guarded.post(ANALYZE, json={}, params={"key": keys["feedback"]})

    assert said(suggested) == said(scored) == (403, "PERMISSION_DENIED", "FORBIDDEN")


def test_a_suggestion_counts_as_a_post_that_was_checked(guarded: TestClient, keys: dict[str, str], flip: str) -> None:
    body = {"comment": {"text": flip}, **SCORES}

    *kept, refused = (guarded.post(SUGGEST, json=body, params={"key": keys["feedback"]}) for _ in range(3))

    assert [answer.status_code for answer in kept] == [200, 200]
    assert said(refused) == (429, "RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED")
    retry = refused.json()["error"]["details"][1]
    assert retry == {
        "@type": "type.googleapis.com/google.rpc.RetryInfo",
        "retryDelay": f"{refused.headers['Retry-After']}s",
    }


def test_the_document_is_open_to_all_and_names_this_service(guarded: TestClient) -> None:
    document = guarded.get(DISCOVERY, params={"version": "v1alpha1"}).json()

    assert document["rootUrl"] == "http://testserver/"
    methods = document["resources"]["comments"]["methods"]
    assert {method["path"] for method in methods.values()} == {ANALYZE[1:], SUGGEST[1:]}
    assert "auth" not in document


def test_under_a_proxys_prefix_the_document_names_the_prefix(client: TestClient) -> None:
    prefixed = TestClient(client.app, base_url="https://desk.example", root_path="/flipguard")

    assert prefixed.get(DISCOVERY).json()["rootUrl"] == "https://desk.example/flipguard/"


def test_there_is_no_other_version(client: TestClient) -> None:
    assert said(client.get(DISCOVERY, params={"version": "v2"})) == (404, "NOT_FOUND", "NOT_FOUND")


def test_the_document_describes_all_that_may_be_sent(client: TestClient) -> None:
    schemas = client.get(DISCOVERY).json()["schemas"]

    for model in (AnalyzeCommentRequest, SuggestCommentScoreRequest):
        assert schemas[model.__name__]["properties"].keys() == model.model_fields.keys()
    assert schemas["SpanScore"]["properties"]["begin"]["format"] == "int32"
    for schema in schemas.values():
        for field in schema["properties"].values():
            reference = (field.get("items") or field.get("additionalProperties") or field).get("$ref")
            assert "type" in field or reference in schemas
            assert reference is None or reference in schemas


def test_a_service_without_the_facade_knows_none_of_its_paths(classifier: Classifier) -> None:
    client = TestClient(create_app(Settings(facades=("openai",)), classifier))

    for path in (ANALYZE, SUGGEST):
        assert client.post(path, json={}).json()["type"] == "/problems/not-found"
    assert client.get(DISCOVERY).status_code == 404
