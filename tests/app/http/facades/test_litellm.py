"""LiteLLM's guardrail API, as the proxy speaks it."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

PATH = "/beta/litellm_basic_guardrail_api"


def guard(client: TestClient, *texts: str, headers: dict[str, str] | None = None, **options: Any) -> dict[str, Any]:
    body = {
        "input_type": "response",
        "texts": list(texts),
        "images": ["https://pictures.example/candle.png"],
        "request_data": {"user_api_key_alias": "writer"},
        "litellm_call_id": "4711",
        "model": "writer",
        "additional_provider_specific_params": options,
    }
    answer = client.post(PATH, json=body, headers=headers)
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


@pytest.mark.parametrize("relationship", ["social", "mixed", "market"])
def test_a_text_is_blocked_where_the_verdict_is_flip_and_nowhere_else(
    client: TestClient, flip: str, harmless: str, relationship: str
) -> None:
    for text in (flip, harmless):
        answer = client.post("/v1/check", json={"text": text, "relationship": relationship}).json()
        said = guard(client, text, relationship=relationship)

        assert (said["action"] == "BLOCKED") == (answer["verdict"] == "flip")
        assert said.get("blocked_reason", answer["because"]) == answer["because"]


def test_one_flip_among_several_texts_blocks_them(client: TestClient, flip: str, harmless: str) -> None:
    assert guard(client, harmless, "👍", flip)["action"] == "BLOCKED"
    assert guard(client, harmless, "👍", "") == {"action": "NONE"}


def test_without_a_text_there_is_nothing_to_say(client: TestClient) -> None:
    assert guard(client) == {"action": "NONE"}
    assert client.post(PATH, json={"input_type": "request", "texts": None}).json() == {"action": "NONE"}


def test_the_readers_come_from_the_options_else_from_the_headers(client: TestClient, flip: str) -> None:
    market = {"X-FlipGuard-Relationship": "market"}

    assert guard(client, flip, headers=market)["action"] == "NONE"
    assert guard(client, flip, headers=market, relationship="social")["action"] == "BLOCKED"
    assert guard(client, flip, channel="family-chat")["action"] == "BLOCKED"


def test_what_may_pass_is_chosen(client: TestClient, flip: str) -> None:
    """Before mixed readers this post lies between the thresholds."""
    text = (
        "The market is on Saturday, and I'm there with my candles. Come and say hello, and have a look at the new ones!"
    )
    verdicts = {
        readers: client.post("/v1/check", json={"text": text, "relationship": readers}).json()["verdict"]
        for readers in ("social", "mixed")
    }
    for readers, verdict in verdicts.items():
        said = guard(client, text, relationship=readers, block="review")
        assert (said["action"] == "BLOCKED") == (verdict in ("review", "flip"))
    assert guard(client, flip, block="review")["action"] == "BLOCKED"


def test_mending_leaves_the_writers_own_words_and_what_is_harmless_as_it_is(
    client: TestClient, flip: str, harmless: str
) -> None:
    said = guard(client, harmless, flip, on_flip="mend")

    assert said["action"] == "GUARDRAIL_INTERVENED"
    assert said["texts"][0] == harmless
    assert "FRIENDS10" not in said["texts"][1]
    assert guard(client, said["texts"][1])["action"] == "NONE"


def test_what_can_not_be_mended_is_blocked(client: TestClient) -> None:
    nothing_else = "Use code FRIENDS10 for 10% off in my shop: https://candles.example/shop"

    assert guard(client, nothing_else, on_flip="mend")["action"] == "BLOCKED"


def test_a_wrong_option_is_refused_by_its_name(client: TestClient) -> None:
    answer = client.post(
        PATH, json={"texts": ["Hello"], "additional_provider_specific_params": {"relationship": "friends"}}
    )

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "additional_provider_specific_params.relationship"
