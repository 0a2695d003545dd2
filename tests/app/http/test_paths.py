from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.http.problem_kinds import KINDS

ProblemIn = Callable[..., dict[str, Any]]


def test_an_unknown_path_is_refused_with_the_one_that_was_meant(client: TestClient, problem_in: ProblemIn) -> None:
    problem = problem_in(client.post("/v1/chek", json={}), 404, "not-found")

    assert problem["detail"] == "There is nothing at /v1/chek. Did you mean /v1/check?"


def test_a_path_that_resembles_none_is_refused_with_where_to_look(client: TestClient, problem_in: ProblemIn) -> None:
    assert "/docs" in problem_in(client.get("/wp-admin.php"), 404, "not-found")["detail"]


def test_a_slash_too_many_is_no_redirect(client: TestClient, problem_in: ProblemIn) -> None:
    """A redirected POST loses its body with many clients."""
    problem_in(client.post("/v1/check/", json={"text": "Hello"}, follow_redirects=False), 404, "not-found")


@pytest.mark.parametrize("path", ["/%00", "/%FF%FE", "/%ED%A0%80", "/" + "a" * 5_000])
def test_a_strange_path_is_nothing_but_unknown(client: TestClient, problem_in: ProblemIn, path: str) -> None:
    assert len(problem_in(client.get(path), 404, "not-found")["detail"]) < 150


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/v1/check", "POST"),
        ("DELETE", "/v1/model", "GET, HEAD"),
        ("POST", "/docs", "GET, HEAD"),
        ("PUT", "/docs/assets/swagger-ui.css", "GET, HEAD"),
    ],
)
def test_a_method_that_a_path_does_not_take_is_refused_with_those_it_takes(
    client: TestClient, problem_in: ProblemIn, method: str, path: str, allowed: str
) -> None:
    response = client.request(method, path)

    problem = problem_in(response, 405, "method-not-allowed")
    assert response.headers["allow"] == allowed
    assert problem["detail"].startswith(f"{path} takes {allowed}, not {method}.")


def test_the_query_is_kept_out_of_a_problem(client: TestClient) -> None:
    """It may hold a key."""
    assert "s3cret" not in client.get("/nowhere?key=s3cret").text


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/v1/model", "/docs"])
def test_whatever_answers_get_answers_head_without_a_body(client: TestClient, path: str) -> None:
    head, get = client.head(path), client.get(path)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(get.content))


@pytest.mark.parametrize("kind", KINDS.values(), ids=str)
def test_the_type_of_each_problem_is_a_path_that_explains_it(client: TestClient, kind: Any) -> None:
    explained = client.get(kind.type).json()

    assert (explained["type"], explained["title"], explained["status"]) == (kind.type, kind.title, kind.status)
    assert explained["way_out"]


def test_an_unknown_kind_of_problem_is_answered_with_those_that_there_are(
    client: TestClient, problem_in: ProblemIn
) -> None:
    problem = problem_in(client.get("/problems/teapot"), 404, "not-found")

    assert all(name in problem["detail"] for name in KINDS)
