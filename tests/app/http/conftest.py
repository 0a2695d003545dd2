from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.http import create_app
from app.settings import Settings
from model import Classifier


@pytest.fixture(scope="session")
def client(classifier: Classifier) -> Iterator[TestClient]:
    """Speak to the service with the released model."""
    with TestClient(create_app(Settings(), classifier)) as client:
        yield client


@pytest.fixture(scope="session")
def problem_in() -> Callable[..., dict[str, Any]]:
    """Give the problem document in an answer, once it is found to be one of this kind."""

    def problem_in(response: Any, status: int, kind: str) -> dict[str, Any]:
        problem: dict[str, Any] = response.json()
        assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
        assert (problem["type"], problem["status"]) == (f"/problems/{kind}", status)
        assert problem["title"]
        assert problem["detail"]
        assert problem["instance"].endswith("#" + response.headers["x-request-id"])
        return problem

    return problem_in
