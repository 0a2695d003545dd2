import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from app.http import create_app
from app.http.drift import Drift
from app.settings import Settings
from model import Classifier

SALE = "Hey friends, my candle shop is open! Use code FRIENDS10 for 10% off, only until Sunday. Order here: https://a.example"


@pytest.fixture
def fresh(classifier: Classifier, tmp_path: Path) -> Iterator[TestClient]:
    settings = Settings(feedback_database=SecretStr(f"sqlite:///{tmp_path}/feedback.sqlite3"))
    with TestClient(create_app(settings, classifier)) as client:
        yield client


def numbers(client: TestClient) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """Read the page as Prometheus does."""
    page = client.get("/metrics")
    assert page.headers["content-type"].startswith("text/plain; version=")
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(page.text)
        for sample in family.samples
    }


def number(client: TestClient, name: str, **labels: str) -> float:
    return numbers(client).get((name, frozenset(labels.items())), 0)


def test_every_request_is_counted_by_its_route_and_status(fresh: TestClient) -> None:
    fresh.post("/v1/check", json={"text": SALE})
    fresh.post("/v1/check", json={"text": 1})
    fresh.get("/v1/some-text-that-somebody-wrote")
    fresh.get("/problems/not-found?key=secret")
    fresh.request("BREW", "/v1/check")

    def count(method: str, route: str, status: str) -> float:
        return number(fresh, "flipguard_requests_total", method=method, route=route, status=status)

    assert count("POST", "/v1/check", "200") == count("POST", "/v1/check", "422") == 1
    assert count("GET", "other", "404") == 1
    assert count("GET", "/problems/{name}", "200") == 1
    assert count("other", "/v1/check", "405") + count("other", "other", "405") == 1
    assert number(fresh, "flipguard_request_seconds_count", route="/v1/check") >= 2
    assert number(fresh, "flipguard_refusals_total", kind="invalid-request") == 1
    assert "somebody" not in fresh.get("/metrics").text
    assert "secret" not in fresh.get("/metrics").text


def test_waiting_and_reading_are_timed_apart_for_single_posts_and_rows(fresh: TestClient) -> None:
    fresh.post("/v1/check", json={"text": SALE})
    fresh.post("/v1/batch", json=[{"text": SALE}, {"text": SALE}])

    assert number(fresh, "flipguard_queue_seconds_count") == 3
    assert number(fresh, "flipguard_inference_seconds_count") == 3
    assert number(fresh, "flipguard_inference_seconds_sum") > 0
    assert number(fresh, "flipguard_posts_waiting") == number(fresh, "flipguard_posts_reading") == 0


def test_verdicts_are_counted_by_relationship_and_cues_by_name(fresh: TestClient) -> None:
    fresh.post("/v1/check", json={"text": SALE})
    fresh.post("/v1/batch", json=[{"text": SALE, "relationship": "market"}, {"text": SALE}])

    assert number(fresh, "flipguard_verdicts_total", relationship="social", verdict="flip") == 2
    assert number(fresh, "flipguard_verdicts_total", relationship="market", verdict="clear") == 1
    assert number(fresh, "flipguard_cues_total", cue="sale") == 3
    assert number(fresh, "flipguard_flip_risk_count") == 3
    assert number(fresh, "flipguard_flip_risk_bucket", le="0.5") == 0


def test_the_model_is_named(fresh: TestClient, classifier: Classifier) -> None:
    identity = classifier.identity

    assert number(fresh, "flipguard_model_info", version=identity.version, digest=identity.digest) == 1


def test_feedback_is_counted_by_whether_people_agreed_once_each(fresh: TestClient) -> None:
    for _ in range(2):
        fresh.post("/v1/feedback", json={"verdict": "flip", "right": False}, headers={"Idempotency-Key": "one"})
    fresh.post("/v1/feedback", json={"verdict": "flip", "right": True})

    labels = {"relationship": "social", "verdict": "flip"}
    assert number(fresh, "flipguard_feedback_total", right="false", **labels) == 1
    assert number(fresh, "flipguard_feedback_total", right="true", **labels) == 1


SHARES = [0.5, 0.2, 0.05, 0.05, 0.05, 0.03, 0.03, 0.03, 0.03, 0.03]


def test_scores_spread_as_the_models_own_have_not_drifted_and_others_have() -> None:
    same, other = Drift(SHARES), Drift(SHARES)
    for place, share in enumerate(SHARES):
        for _ in range(int(share * 1000)):
            same.observe(place / 10 + 0.05)
            other.observe(1 - place / 10 - 0.05)

    assert same.index() < 0.01
    assert other.index() > 1


def test_drift_waits_until_enough_was_seen_and_forgets_what_is_old() -> None:
    drift = Drift([1, 1])
    for _ in range(199):
        drift.observe(1.0)
    assert drift.index() == 0
    drift.observe(1.0)
    assert drift.index() > 0.2
    for number in range(2000):
        drift.observe(number % 2)
    assert drift.index() < 0.01


@pytest.mark.parametrize(
    "metrics", [{}, {"score_histogram": []}, {"score_histogram": [0, 0]}, {"score_histogram": "no"}]
)
def test_a_model_without_a_histogram_is_compared_with_nothing(metrics: dict[str, object]) -> None:
    assert Drift.of(metrics) is None


def test_the_histogram_comes_from_the_models_manifest() -> None:
    assert Drift.of(json.loads('{"score_histogram": [3, 1]}')) is not None
