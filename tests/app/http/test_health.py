from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.http import create_app
from app.settings import Settings
from model import Classifier


@pytest.fixture(scope="module")
def unstarted() -> TestClient:
    """Speak to a service whose start-up has not run, so that no model is loaded."""
    return TestClient(create_app(Settings()))


def test_with_a_model_the_service_is_live_and_ready(client: TestClient, classifier: Classifier) -> None:
    identity = {"version": classifier.identity.version, "digest": classifier.identity.digest}

    assert client.get("/health/live").json() == {"status": "live"}
    assert client.get("/health/ready").json() == {"status": "ready", "model": identity}


def test_without_a_model_the_service_is_live_but_not_ready(
    unstarted: TestClient, problem_in: Callable[..., dict[str, Any]]
) -> None:
    assert unstarted.get("/health/live").status_code == 200
    response = unstarted.get("/health/ready")
    problem_in(response, 503, "not-ready")
    assert response.headers["retry-after"] == "1"


def test_without_a_model_nothing_that_needs_it_is_answered(
    unstarted: TestClient, problem_in: Callable[..., dict[str, Any]]
) -> None:
    problem_in(unstarted.post("/v1/check", json={"text": "Hello"}), 503, "not-ready")
    problem_in(unstarted.get("/v1/model"), 503, "not-ready")


def test_the_model_is_loaded_once_at_start_up(classifier: Classifier) -> None:
    app = create_app(Settings())

    with TestClient(app) as client:
        loaded = app.state.classifier
        assert client.get("/health/ready").json()["model"]["digest"] == classifier.identity.digest
        client.post("/v1/check", json={"text": "Hello"})
        assert app.state.classifier is loaded


def test_an_application_that_is_given_a_classifier_loads_none(classifier: Classifier) -> None:
    app: FastAPI = create_app(Settings(), classifier)

    with TestClient(app):
        assert app.state.classifier is classifier
