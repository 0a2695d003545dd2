"""What docs/perspective.md says is so."""

import re
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from app.http.facades.perspective.attributes import ATTRIBUTES
from app.http.facades.perspective.schemas import AnalyzeCommentRequest, AttributeParameters

PAGE = (Path(__file__).parents[4] / "docs" / "perspective.md").read_text("utf-8")
BEFORE, AFTER = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def test_after_is_before_with_another_host_and_attribute() -> None:
    changed = BEFORE.replace("https://commentanalyzer.googleapis.com", "http://127.0.0.1:8000")

    assert changed.replace("TOXICITY", "FLIP") == AFTER


def test_after_runs_as_it_is_written(clients: Any, address: str, tmp_path: Path) -> None:
    program = tmp_path / "after.py"
    program.write_text(AFTER.replace("http://127.0.0.1:8000", address), encoding="utf-8")

    assert clients.run(program) > 0.5


def test_every_attribute_and_every_field_is_on_the_page() -> None:
    fields = {*AnalyzeCommentRequest.model_fields, *AttributeParameters.model_fields} - {"comment"}

    assert all(f"`{name}`" in PAGE for name in (*ATTRIBUTES, *fields))


def test_what_the_page_says_to_set_is_what_the_tests_of_the_clients_set(scripts: Path) -> None:
    """Each of these is a line of a program in clients/, which runs the real client."""
    programs = "".join(program.read_text("utf-8") for program in scripts.glob("*perspective*"))

    for shown in ("api.api_client.url = ", "axios.interceptors.request.use(", "Allowed_Tests", "build_from_document"):
        assert shown in PAGE
        assert shown in programs
    assert 'f"{ADDRESS}/v1alpha1/{{endpoint}}"' in PAGE
    assert 'f"{ADDRESS}/v1alpha1/{{endpoint}}"' in programs


def test_the_risks_between_verdicts_are_where_the_page_says(client: TestClient) -> None:
    thresholds = client.get("/v1/model").json()["thresholds"]

    assert 0 < thresholds["social"]["review"] < thresholds["social"]["flip"] < 1


def test_the_errors_on_the_page_are_those_that_are_sent(client: TestClient) -> None:
    listed = set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE, re.MULTILINE))
    german = "Vielen Dank euch allen, dass ihr die Kisten getragen habt. Kommt am Sonntag auf eine Suppe vorbei!"
    flip = {"requestedAttributes": {"FLIP": {}}}
    bodies: list[dict[str, Any]] = [
        {**flip, "comment": {"text": ""}},
        {**flip, "comment": {"text": "long " * 5000}},
        {"comment": {"text": "Hi"}},
        {**flip, "comment": {"text": german}},
        {"comment": {"text": "Hi"}, "requestedAttributes": {"TOXICITY": {}}},
    ]

    refusals = [client.post("/v1alpha1/comments:analyze", json=body).json()["error"] for body in bodies]

    assert {refusal["details"][0]["errorType"] for refusal in refusals} == listed
