import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from app.http import create_app
from app.keys import Key, Scope, hash_of, make_key, write_keys
from app.settings import Settings
from app.store import Entry, FeedbackStore
from model import Classifier
from tests.patience import eventually

Problem = Callable[..., dict[str, Any]]
WRONG = {"verdict": "flip", "right": False, "label": "clear", "comment": "It is a gift."}
WITH_TEXT = {**WRONG, "keep_text": True, "text": "Come by with a jar, there is soup!"}


def url(file: Path) -> str:
    return f"sqlite:///{file}"


def kept(file: Path) -> list[Entry]:
    store = FeedbackStore(url(file))
    entries = list(store.entries())
    store.close()
    return entries


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "feedback.sqlite3"


@pytest.fixture
def open_client(classifier: Classifier, file: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(feedback_database=SecretStr(url(file))), classifier)) as client:
        yield client


def test_feedback_is_kept_and_acknowledged_with_its_id(open_client: TestClient, file: Path) -> None:
    answer = open_client.post("/v1/feedback", json=WITH_TEXT)

    (entry,) = kept(file)
    assert answer.status_code == 201
    assert answer.json() == {
        "id": entry.id,
        "received": entry.received.isoformat().replace("+00:00", "Z"),
        "text_kept": True,
    }
    assert (entry.text, entry.comment, entry.label) == (WITH_TEXT["text"], "It is a gift.", "clear")


def test_all_that_may_be_said_is_kept(open_client: TestClient, file: Path) -> None:
    said = {
        **WITH_TEXT,
        "relationship": "mixed",
        "flip_risk": 0.75,
        "model": {"version": "v1", "digest": "sha256:0"},
        "grades": {"social": 1, "mixed": 0.5},
        "market_cues": ["sale"],
        "social_cues": ["gift", "thanks"],
    }

    assert open_client.post("/v1/feedback", json=said).status_code == 201

    (entry,) = kept(file)
    assert (entry.relationship, entry.flip_risk, entry.model_version) == ("mixed", 0.75, "v1")
    assert (entry.grade_social, entry.grade_mixed) == (1, 0.5)
    assert (entry.market_cues, entry.social_cues) == (["sale"], ["gift", "thanks"])


@pytest.mark.parametrize(
    ("said", "field", "hint"),
    [
        ({**WRONG, "text": "Come by!"}, "body", "without consent"),
        ({**WRONG, "keep_text": True}, "body", "no “text” to keep"),
        ({"verdict": "flip", "right": True, "label": "clear"}, "body", "“right” is true"),
        ({"verdict": "flip", "right": False, "label": "flip"}, "body", "“right” is false"),
        ({"right": True}, "verdict", "missing"),
        ({**WRONG, "verdict": "flips"}, "verdict", "“flip”"),
        ({**WRONG, "comment": "a\0b"}, "comment", "NUL"),
        ({**WRONG, "comment": "x" * 2001}, "comment", "2,000"),
        ({**WRONG, "grades": {"social": 4}}, "grades.social", "3"),
        ({**WRONG, "market_cues": ["sold"]}, "market_cues.0", "“sale”"),
        ({**WRONG, "flip_risk": 1.5}, "flip_risk", "1"),
        ({**WRONG, "user": "me"}, "user", "no field"),
    ],
)
def test_what_contradicts_itself_or_cannot_be_kept_is_refused_by_its_field(
    open_client: TestClient, problem_in: Problem, file: Path, said: dict[str, Any], field: str, hint: str
) -> None:
    problem = problem_in(open_client.post("/v1/feedback", json=said), 422, "invalid-request")

    assert problem["errors"][0]["field"] == field
    assert hint in problem["errors"][0]["message"]
    assert not file.exists()


def test_sent_again_under_the_same_key_it_is_kept_once_and_answered_alike(open_client: TestClient, file: Path) -> None:
    headers = {"Idempotency-Key": "post-17/verdict"}

    first, again = (open_client.post("/v1/feedback", json=WRONG, headers=headers) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.headers["idempotency-replayed"] == "true"
    assert first.json() == again.json()
    assert len(kept(file)) == 1


def test_another_feedback_under_the_same_key_is_refused(open_client: TestClient, problem_in: Problem) -> None:
    headers = {"Idempotency-Key": "post-17"}
    open_client.post("/v1/feedback", json=WRONG, headers=headers)

    answer = open_client.post("/v1/feedback", json={**WRONG, "comment": "Other"}, headers=headers)

    assert problem_in(answer, 422, "invalid-request")["errors"][0]["field"] == "Idempotency-Key"


@pytest.mark.parametrize("key", ["", "with space", "x" * 256])
def test_an_idempotency_key_that_is_none_is_refused(open_client: TestClient, problem_in: Problem, key: str) -> None:
    answer = open_client.post("/v1/feedback", json=WRONG, headers={"Idempotency-Key": key})

    assert problem_in(answer, 422, "invalid-request")["errors"][0]["field"] == "Idempotency-Key"


def test_deleted_feedback_is_gone_from_the_file(open_client: TestClient, problem_in: Problem, file: Path) -> None:
    secret = "a word that nobody else uses: xylophonist"
    made = open_client.post("/v1/feedback", json={**WITH_TEXT, "text": secret}).json()

    assert open_client.delete(f"/v1/feedback/{made['id']}").status_code == 204
    problem_in(open_client.delete(f"/v1/feedback/{made['id']}"), 404, "not-found")
    assert kept(file) == []
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"xylophonist" not in file.read_bytes()


def test_each_key_deletes_its_own_and_an_admins_key_deletes_any(
    classifier: Classifier, problem_in: Problem, tmp_path: Path, file: Path
) -> None:
    secrets = {name: make_key() for name in ("cms", "desk", "boss")}
    rights = {"boss": frozenset({Scope.FEEDBACK, Scope.ADMIN})}
    keys = [
        Key(id=name, sha256=hash_of(secret), scopes=rights.get(name, frozenset({Scope.FEEDBACK})))
        for name, secret in secrets.items()
    ]
    write_keys(tmp_path / "keys.toml", keys)
    settings = Settings(feedback_database=SecretStr(url(file)), keys_file=tmp_path / "keys.toml")
    as_ = {name: {"Authorization": f"Bearer {secret}"} for name, secret in secrets.items()}
    with TestClient(create_app(settings, classifier)) as client:
        first, second = (client.post("/v1/feedback", json=WRONG, headers=as_["cms"]).json()["id"] for _ in range(2))

        problem_in(client.delete(f"/v1/feedback/{first}", headers=as_["desk"]), 404, "not-found")
        assert client.delete(f"/v1/feedback/{first}", headers=as_["cms"]).status_code == 204
        assert client.delete(f"/v1/feedback/{second}", headers=as_["boss"]).status_code == 204


def test_old_feedback_is_deleted_when_the_service_starts(classifier: Classifier, file: Path) -> None:
    store = FeedbackStore(url(file))
    old = Entry(
        id="0" * 32, received=datetime.now(UTC) - timedelta(days=31), author="cms", fingerprint="", relationship="social",
        verdict="flip", right=True,
    )  # fmt: skip
    store.add(old)
    settings = Settings(feedback_database=SecretStr(url(file)), feedback_days=30)
    with TestClient(create_app(settings, classifier)) as client:
        eventually(lambda: client.get("/health/live") and not list(store.entries()), "Old feedback was not deleted")
    store.close()


def test_neither_text_nor_comment_is_logged(open_client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "app")
    open_client.post("/v1/feedback", json={**WITH_TEXT, "comment": "xylophonist"})
    open_client.post("/v1/feedback", json={**WITH_TEXT, "comment": "xylophonist" * 1000})

    assert "xylophonist" not in caplog.text
    assert "jar" not in caplog.text
