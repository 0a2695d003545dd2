"""Channels over HTTP: declared in a file, listed, and named in a check."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.http import create_app
from app.settings import Settings, SettingsError
from model import PRESETS, Classifier, contradictions

ProblemIn = Callable[..., dict[str, Any]]

SALE = "Last chance: 20% off every candle in my shop till midnight, order here!!"
DECLARED = """
[channels.candle-club]
relationship = "social"
declared_by = "both"
stage = "commitment"
permissions = ["promote_to_me", "be_trusted_source"]
description = "People who asked to hear of new candles."

[channels.LinkedIn]
relationship = "mixed"

[channels.chums]
relationship = "social"
permissions = ["promote to me"]
"""


@pytest.fixture(scope="module")
def declaring(classifier: Classifier, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Speak to a service that was given a file of channels."""
    path = tmp_path_factory.mktemp("channels") / "flipguard.toml"
    path.write_text(DECLARED)
    with TestClient(create_app(Settings(config=path), classifier)) as client:
        yield client


def named(client: TestClient) -> dict[str, dict[str, Any]]:
    return {channel["name"]: channel for channel in client.get("/v1/channels").json()["channels"]}


def test_declared_channels_are_listed_before_the_presets_that_they_do_not_replace(declaring: TestClient) -> None:
    channels = named(declaring)

    assert list(channels)[:3] == ["candle-club", "linkedin", "chums"]
    assert channels.keys() == {"candle-club", "chums", *PRESETS}
    assert channels["candle-club"] == {
        "name": "candle-club",
        "relationship": "social",
        "declared_by": "both",
        "stage": "commitment",
        "permissions": ["promote_to_me", "be_trusted_source"],
        "description": "People who asked to hear of new candles.",
        "declared": True,
        "contradictions": [],
    }
    assert (channels["linkedin"]["relationship"], channels["linkedin"]["declared"]) == ("mixed", True)
    assert (channels["reddit"]["declared"], channels["reddit"]["declared_by"]) == (False, None)


def test_what_contradicts_itself_is_listed_with_a_way_out(declaring: TestClient) -> None:
    (found,) = named(declaring)["chums"]["contradictions"]

    assert found["code"] == "promote-unasked"
    assert "declare it by both" in found["way_out"]
    assert not any(contradictions(channel) for channel in PRESETS.values())


def test_without_a_file_the_presets_are_listed(client: TestClient) -> None:
    assert list(named(client)) == list(PRESETS)


def test_a_channel_is_judged_by_what_was_declared_of_it(declaring: TestClient) -> None:
    asked = declaring.post("/v1/check", json={"text": SALE, "channel": "Candle Club"}).json()
    bare = declaring.post("/v1/check", json={"text": SALE}).json()

    assert (asked["channel"], asked["relationship"], bare["channel"]) == ("candle-club", "social", None)
    assert (bare["verdict"], bare["decided_by"]) == ("flip", "model")
    assert (asked["verdict"], asked["model_verdict"], asked["decided_by"]) == ("review", "flip", "permission")
    assert [step["part"] for step in asked["steps"]] == ["model", "permission"]
    assert "agreed" in asked["because"]
    assert asked["flip_risk"] == bare["flip_risk"]
    assert asked["unmet_needs"] == []


def test_linkedin_is_market_where_facebook_is_social(client: TestClient) -> None:
    answers = [
        client.post("/v1/check", json={"text": SALE, "channel": name}).json() for name in ("facebook", "linkedin")
    ]

    assert [answer["relationship"] for answer in answers] == ["social", "market"]
    assert [answer["verdict"] for answer in answers] == ["flip", "clear"]
    assert [need["missing"] for need in answers[0]["unmet_needs"]] == [["promote_to_me"]]


def test_an_unknown_channel_is_refused_with_the_names_near_it(declaring: TestClient, problem_in: ProblemIn) -> None:
    for sent, near in (("candle-clubs", "candle-club"), ("mastodn", "mastodon")):
        response = declaring.post("/v1/check", json={"text": SALE, "channel": sent})

        (fault,) = problem_in(response, 422, "invalid-request")["errors"]
        assert (fault["field"], fault["code"], fault["got"]) == ("channel", "unknown-channel", sent)
        assert near in fault["allowed"]
        assert f"“{near}”" in fault["message"]


def test_an_unknown_channel_that_resembles_none_is_told_where_they_are_listed(
    client: TestClient, problem_in: ProblemIn
) -> None:
    response = client.post("/v1/check", json={"text": SALE, "channel": "zzzzqqq"})

    (fault,) = problem_in(response, 422, "invalid-request")["errors"]
    assert "/v1/channels" in fault["message"]


def test_a_relationship_that_contradicts_the_channel_is_refused_and_the_same_one_is_not(
    client: TestClient, problem_in: ProblemIn
) -> None:
    """A channel declares it once; whoever says otherwise beside it is mistaken in one of the two."""
    response = client.post("/v1/check", json={"text": SALE, "channel": "family-chat", "relationship": "market"})

    (fault,) = problem_in(response, 422, "invalid-request")["errors"]
    assert (fault["field"], fault["code"]) == ("relationship", "relationship-contradicts-channel")
    assert fault["allowed"] == ["social"]
    same = client.post("/v1/check", json={"text": SALE, "channel": "family-chat", "relationship": "social"})
    assert same.status_code == 200


def test_the_rows_of_a_batch_may_name_channels_too(declaring: TestClient) -> None:
    rows = [{"text": SALE, "channel": "candle-club"}, {"text": SALE, "channel": "nobody-knows"}, {"text": SALE}]

    lines = [line for line in declaring.post("/v1/batch", json=rows).text.splitlines() if line]

    assert '"decided_by":"permission"' in lines[0]
    assert '"code": "unknown-channel"' in lines[1]
    assert '"decided_by":"model"' in lines[2]


def test_a_file_that_cannot_be_used_keeps_the_service_from_starting(tmp_path: Path, classifier: Classifier) -> None:
    path = tmp_path / "flipguard.toml"
    path.write_text('[channels.a]\nrelationship = "freinds"\n')

    with pytest.raises(SettingsError, match=r"flipguard\.toml: channels\.a\.relationship is 'freinds'"):
        create_app(Settings(config=path), classifier)


def test_a_served_process_reads_the_file_that_its_variable_names(tmp_path: Path, serve: Any) -> None:
    path = tmp_path / "flipguard.toml"
    path.write_text(DECLARED)

    with serve(FLIPGUARD_CONFIG=str(path)) as service:
        names = [channel["name"] for channel in service.client.get("/v1/channels").json()["channels"]]

    assert names[0] == "candle-club"
