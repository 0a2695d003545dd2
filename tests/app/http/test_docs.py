import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.http.examples import CHECK_ANSWERS, CHECK_REQUESTS
from app.http.facades.facade import facade_at
from app.http.facades.known import FACADES
from app.http.schemas import CheckRequest, CheckResponse

PROBLEM = "application/problem+json"
BROKEN_REQUESTS = {
    "400": ("application/json", b'{"text": "Come by on Sunday!'),
    "413": ("application/json", b" " * 2_000_000),
    "415": ("text/plain", b"Come by on Sunday!"),
    "422": ("application/json", b'{"text": "Come by on Sunday!", "relationshp": "social"}'),
}
"""What the problems that are shown as examples answer, by status."""


@pytest.fixture(scope="module")
def document(client: TestClient) -> dict[str, Any]:
    """Fetch the OpenAPI document."""
    document: dict[str, Any] = client.get("/openapi.json").json()
    return document


def operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in document["paths"].values() for operation in path.values()]


def test_the_page_and_its_files_name_no_other_host(client: TestClient) -> None:
    page = client.get("/docs")

    sources = re.findall(r'(?:src|href)="([^"]*)"', page.text)
    assert sources
    assert "//" not in page.text.replace("<!--", "").replace("// ", "")
    for source in sources:
        assert source.startswith("/docs/assets/")
        assert client.get(source).status_code == 200


def test_the_page_may_talk_to_this_service_alone(client: TestClient) -> None:
    """The browser keeps Swagger UI, whose code names other hosts, to this policy."""
    policy = client.get("/docs").headers["content-security-policy"]

    assert policy.startswith("default-src 'none'; connect-src 'self';")
    assert not re.search(r"https?:|\*", policy)


def test_under_a_proxys_prefix_the_page_finds_its_files(client: TestClient) -> None:
    prefixed = TestClient(client.app, root_path="/flipguard")

    assert 'src="/flipguard/docs/assets/swagger-ui-bundle.js"' in prefixed.get("/docs").text


@pytest.mark.parametrize("name", CHECK_REQUESTS)
def test_the_examples_are_judged_today_as_they_are_shown(client: TestClient, name: str) -> None:
    shown = CHECK_ANSWERS[name]["value"]

    answer = client.post("/v1/check", json=CHECK_REQUESTS[name]["value"]).json()

    assert answer["verdict"] == shown["verdict"]
    assert {cue["cue"] for cue in shown["cues"]} <= {cue["cue"] for cue in answer["cues"]}
    assert answer.keys() == shown.keys()
    assert (answer["decided_by"], answer["channel"]) == (shown["decided_by"], shown["channel"])
    assert {need["cue"] for need in shown["unmet_needs"]} <= {need["cue"] for need in answer["unmet_needs"]}
    assert answer["balance"] == shown["balance"]


def test_one_example_flips_and_one_only_looks_as_if_it_did() -> None:
    verdicts = {name: answer["value"]["verdict"] for name, answer in CHECK_ANSWERS.items()}

    assert verdicts == {"flip": "flip", "near_miss": "clear"}


@pytest.mark.parametrize("name", CHECK_REQUESTS)
def test_the_examples_fit_their_schemas(name: str) -> None:
    request = CheckRequest.model_validate(CHECK_REQUESTS[name]["value"])
    answer = CheckResponse.model_validate(CHECK_ANSWERS[name]["value"])

    for cue in answer.cues:
        assert all(request.text[span.start : span.end] == span.text for span in cue.spans)


@pytest.mark.parametrize("status", BROKEN_REQUESTS)
def test_the_problems_shown_are_those_that_are_sent(client: TestClient, document: dict[str, Any], status: str) -> None:
    examples = document["paths"]["/v1/check"]["post"]["responses"][status]["content"][PROBLEM]["examples"]
    (shown,) = (example["value"] for example in examples.values())
    media_type, body = BROKEN_REQUESTS[status]

    sent = client.post("/v1/check", content=body, headers={"Content-Type": media_type}).json()

    assert {**sent, "instance": None} == {**shown, "instance": None}


def test_every_refusal_is_described_as_a_problem(document: dict[str, Any]) -> None:
    for path, operations in document["paths"].items():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                content = list(response.get("content", []))
                if facade_at(path, FACADES) is None:
                    assert content.count(PROBLEM) == (status >= "400")
                elif status >= "400":
                    assert content, f"{path} refuses with {status} in a shape that is not shown"
    assert {"200", "400", "413", "415", "422", "500", "503"} <= document["paths"]["/v1/check"]["post"][
        "responses"
    ].keys()
    assert "HTTPValidationError" not in document["components"]["schemas"]


def test_every_operation_says_in_words_what_it_is_for(document: dict[str, Any]) -> None:
    for operation in operations(document):
        assert operation["summary"]
        assert operation["description"]
        assert operation["tags"]


def test_requests_allow_nothing_unknown_and_answers_may_grow(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]

    assert schemas["CheckRequest"]["additionalProperties"] is False
    assert "additionalProperties" not in schemas["CheckResponse"]


def test_the_vocabulary_is_in_the_document(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]

    assert schemas["Relationship"]["enum"] == ["social", "mixed", "market"]
    assert schemas["Verdict"]["enum"] == ["clear", "review", "flip"]
    assert "family, friends, neighbours" in schemas["CheckRequest"]["properties"]["relationship"]["description"]
    assert "`ledger`: a debtor" in schemas["MarketCueFound"]["properties"]["role"]["description"]
