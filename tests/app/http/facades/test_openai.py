"""The shape of OpenAI's moderation API. What real clients make of it is in test_openai_clients.py."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.http import create_app
from app.http.facades.openai.schemas import OPENAI_CATEGORIES
from app.settings import Settings
from model import Classifier, MarketCue

PATH = "/v1/moderations"


def moderate(client: TestClient, sent: Any, model: str | None = None, **headers: str) -> dict[str, Any]:
    body = {"input": sent} if model is None else {"input": sent, "model": model}
    answer = client.post(PATH, json=body, headers=headers)
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


def error(client: TestClient, body: Any, **headers: str) -> dict[str, Any]:
    answer = client.post(PATH, json=body, headers=headers)
    assert answer.status_code == 400, answer.text
    said: dict[str, Any] = answer.json()["error"]
    return said


def test_all_thirteen_categories_are_there_and_ours_beside_them(client: TestClient, flip: str) -> None:
    (result,) = moderate(client, flip)["results"]
    ours = {"flip", *(f"flip/{cue}" for cue in MarketCue)}

    assert len(OPENAI_CATEGORIES) == 13
    for part in ("categories", "category_scores", "category_applied_input_types"):
        assert result[part].keys() == {*OPENAI_CATEGORIES, *ours}
    assert not any(result["categories"][name] or result["category_scores"][name] for name in OPENAI_CATEGORIES)
    assert {name for name, types in result["category_applied_input_types"].items() if types == ["text"]} == ours


@pytest.mark.parametrize("relationship", ["social", "mixed", "market"])
def test_what_is_said_is_what_a_check_says(client: TestClient, flip: str, harmless: str, relationship: str) -> None:
    for text in (flip, harmless):
        checked = client.post("/v1/check", json={"text": text, "relationship": relationship}).json()
        (result,) = moderate(client, text, f"flipguard:{relationship}")["results"]

        assert result["flagged"] == result["categories"]["flip"] == (checked["verdict"] == "flip")
        assert result["category_scores"]["flip"] == checked["flip_risk"]
        assert result["flipguard"]["verdict"] == checked["verdict"]
        assert result["flipguard"]["because"] == checked["because"]
        if relationship != "market":
            for cue in checked["cues"]:
                assert result["category_scores"][f"flip/{cue['cue']}"] == cue["score"]


def test_before_market_readers_no_category_is_true_and_no_score_above_0(client: TestClient, flip: str) -> None:
    (result,) = moderate(client, flip, "flipguard:market")["results"]

    assert not any(result["categories"].values())
    assert not any(result["category_scores"].values())


@pytest.mark.parametrize(
    "model", [None, "omni-moderation-latest", "omni-moderation-2024-09-26", "text-moderation-stable"]
)
def test_openais_own_models_mean_social_readers(client: TestClient, harmless: str, model: str | None) -> None:
    assert moderate(client, harmless, model)["model"].startswith("flipguard:social@")


def test_a_channel_is_named_as_the_readers_are(client: TestClient, flip: str) -> None:
    by_model = moderate(client, flip, "flipguard:linkedin")
    by_header = moderate(client, flip, **{"X-FlipGuard-Channel": "linkedin"})

    assert by_model["model"].startswith("flipguard:linkedin@")
    assert by_header["results"] == by_model["results"]


def test_the_model_that_answered_can_be_asked_for_again_and_another_release_is_refused(
    client: TestClient, flip: str
) -> None:
    answer = moderate(client, flip, "flipguard:mixed")

    assert moderate(client, flip, answer["model"])["results"] == answer["results"]
    refused = client.post(PATH, json={"input": flip, "model": "flipguard:mixed@v999"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (404, "model_not_found")


def test_readers_that_contradict_each_other_are_refused(client: TestClient) -> None:
    market = {"X-FlipGuard-Relationship": "market"}

    assert error(client, {"input": "Hello", "model": "flipguard:social"}, **market)["code"] == "readers_contradict"
    assert moderate(client, "Hello", "flipguard:market", **market)["model"].startswith("flipguard:market@")


@pytest.mark.parametrize("model", ["gpt-9", "flipguard:", "flipguards", "", "omni"])
def test_an_unknown_model_is_not_found(client: TestClient, model: str) -> None:
    answer = client.post(PATH, json={"input": "Hello", "model": model})

    said = answer.json()["error"]
    assert (answer.status_code, said["code"], said["param"]) == (404, "model_not_found", "model")
    assert "flipguard:social" in said["message"]


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("", "no_input"),
        ([], "no_input"),
        (["Hello", ""], "no_input"),
        (None, "no_input"),
        (7, "no_input"),
        (["Hello", {"type": "text", "text": "Hello"}], "mixed_input"),
        ([[1, 2]], "mixed_input"),
        ([{"type": "text"}], "unknown_part"),
        ([{"type": "image_url", "image_url": {"url": "https://pictures.example/1.png"}}], "images_not_read"),
    ],
)
def test_an_input_that_can_not_be_read_is_refused(client: TestClient, sent: Any, code: str) -> None:
    said = error(client, {"input": sent})

    assert (said["code"], said["param"], said["type"]) == (code, "input", "invalid_request_error")


def test_a_text_among_many_that_is_too_long_is_named_by_its_place(client: TestClient) -> None:
    said = error(client, {"input": ["Hello", "long " * 20_000]})

    assert (said["code"], said["param"]) == ("text_too_long", "input.1")


def test_a_post_without_words_is_not_flagged(client: TestClient) -> None:
    """OpenAI's clients expect an answer to whatever people write, and a smiley asks nobody for anything."""
    smiley, words = moderate(client, ["👍", "Hello, everyone!"])["results"]

    assert (smiley["flagged"], smiley["flipguard"]["verdict"]) == (False, "clear")
    assert "no words" in smiley["flipguard"]["because"]
    assert smiley["categories"].keys() == words["categories"].keys()


def test_each_post_of_a_request_counts_against_the_rate(classifier: Classifier) -> None:
    with TestClient(create_app(Settings(rate_limit="3/year"), classifier)) as client:
        refused = client.post(PATH, json={"input": ["Hello"] * 4})
        again = client.post(PATH, json={"input": "Hello"})

    for answer in (refused, again):
        assert (answer.status_code, answer.json()["error"]["code"]) == (429, "rate_limit_exceeded")
        assert int(answer.headers["retry-after"]) >= 1


def test_no_more_posts_are_taken_than_a_batch_may_hold(classifier: Classifier) -> None:
    with TestClient(create_app(Settings(max_batch_rows=2), classifier)) as client:
        assert error(client, {"input": ["Hello"] * 3})["code"] == "too_many_posts"


def test_the_names_of_models_are_listed_and_shown(client: TestClient) -> None:
    listed = client.get("/v1/models").json()
    names = [model["id"] for model in listed["data"]]
    channels = [channel["name"] for channel in client.get("/v1/channels").json()["channels"]]

    assert listed["object"] == "list"
    assert names == [f"flipguard:{name}" for name in ["social", "mixed", "market", *channels]]
    for model in listed["data"]:
        assert client.get(f"/v1/models/{model['id']}").json() == model
    assert client.get("/v1/models/flipguard:nowhere").json()["error"]["code"] == "model_not_found"
