from pathlib import Path

from fastapi.testclient import TestClient

from app.http import create_app
from app.settings import Settings
from model import Classifier


def test_every_row_has_to_the_last_digit_what_the_service_answers(
    run, many, read, classifier: Classifier, tmp_path: Path
) -> None:
    """Whichever process scored it: with two, the first rows are scored in this one and the others in two more."""
    source = many("in.jsonl", 330)
    run("score", source, tmp_path / "by-one.jsonl", "--workers", "1")
    result = run("score", source, tmp_path / "out.jsonl", "--workers", "2")
    assert result.code == 1
    assert " 7 could not be scored" in result.err
    assert (tmp_path / "by-one.jsonl").read_bytes() == (tmp_path / "out.jsonl").read_bytes()
    rows = read(tmp_path / "out.jsonl")
    assert [row.get("id", row.get("input", {}).get("id")) for row in rows] == list(range(330))
    with TestClient(create_app(Settings(), classifier)) as service:
        for row in (*rows[0:140:20], *rows[-9:]):
            answer = service.post("/v1/check", json={"text": row["text"], "advice": False}).json()
            assert (row["flip_risk"], row["verdict"]) == (answer["flip_risk"], answer["verdict"])
            assert list(row["cues"].items()) == [(found["cue"], found["score"]) for found in answer["cues"]]
