"""Problem documents, as the tests of every room look at them."""

from collections.abc import Callable
from typing import Any

import pytest


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
