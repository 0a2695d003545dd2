import re

import pytest
from fastapi.testclient import TestClient


def test_a_sane_request_id_comes_back(client: TestClient) -> None:
    response = client.get("/health/live", headers={"X-Request-Id": "deploy-42.a:b"})

    assert response.headers["x-request-id"] == "deploy-42.a:b"


@pytest.mark.parametrize("sent", ["", "two words", "a\tb", "<script>", "#fragment", "é", "x" * 129])
def test_any_other_request_id_is_replaced(client: TestClient, sent: str) -> None:
    response = client.get("/health/live", headers={"X-Request-Id": sent.encode()})

    assert re.fullmatch(r"[0-9a-f]{32}", response.headers["x-request-id"])


def test_every_request_gets_an_id_of_its_own(client: TestClient) -> None:
    assert len({client.get("/health/live").headers["x-request-id"] for _ in range(3)}) == 3


@pytest.mark.parametrize("path", ["/health/live", "/nowhere", "/openapi.json"])
def test_answers_are_not_to_be_taken_for_pages(client: TestClient, path: str) -> None:
    headers = client.get(path).headers

    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
