"""What a running service says, on its standard error."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from app.logs import logging_config

SECRET = "xylophonist"


@pytest.fixture(scope="module")
def service(serve: Any) -> Iterator[Any]:
    with serve(FLIPGUARD_LOG_FORMAT="json") as service:
        yield service


def said(service: Any) -> str:
    """Read what was said. A line is written just after its answer is sent, so it is there once a later one is."""
    service.client.get("/health/live")  # which is not logged
    return str(service.said())


def entries(service: Any) -> list[dict[str, Any]]:
    """Read the lines behind the greeting."""
    return [json.loads(line) for line in said(service).splitlines() if line.startswith("{")]


def test_each_request_is_one_json_line_that_names_its_route_status_time_and_id(service: Any) -> None:
    service.client.post("/v1/check", json={"text": "Good morning!"}, headers={"X-Request-Id": "one"})

    (entry,) = [entry for entry in entries(service) if entry.get("request_id") == "one"]
    assert entry["level"] == "INFO"
    assert (entry["method"], entry["route"], entry["status"]) == ("POST", "/v1/check", 200)
    assert 0 < entry["seconds"] < 60
    assert entry["caller"] == "127.0.0.1"
    assert entry["message"] == "POST /v1/check 200"


def test_probes_and_scrapes_are_not_logged(service: Any) -> None:
    for path in ("/health/live", "/health/ready", "/metrics"):
        service.client.get(path)

    assert not [entry for entry in entries(service) if entry.get("route") in ("/health/live", "/metrics")]


def test_no_text_path_query_header_or_key_is_logged(service: Any) -> None:
    for body in ({"text": SECRET}, {"text": [SECRET]}, {SECRET: 1}, [SECRET], {"text": "x", "relationship": SECRET}):
        service.client.post("/v1/check", json=body, headers={"Authorization": f"Bearer {SECRET}"})
        service.client.post("/v1/batch", json=[body])
    service.client.post("/v1/feedback", json={"verdict": "flip", "right": True, "comment": SECRET * 500})
    service.client.get(f"/{SECRET}?{SECRET}={SECRET}")
    service.client.request(SECRET.upper(), "/v1/check")

    assert len(entries(service)) >= 12
    assert SECRET not in said(service).lower()


@pytest.mark.parametrize("level", ["debug", "info", "warning", "error"])
def test_the_level_that_was_chosen_is_the_programs(level: str) -> None:
    assert logging_config("text", level)["loggers"]["app"]["level"] == level.upper()


def test_for_people_a_line_is_plain(serve: Any) -> None:
    with serve() as service:
        service.client.post("/v1/check", json={"text": "Good morning!"}, headers={"X-Request-Id": "one"})
        line = said(service).splitlines()[-1]

    assert " INFO POST /v1/check 200 (seconds=" in line
    assert "request_id=one" in line
