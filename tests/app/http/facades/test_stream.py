"""Stream's webhook, as Stream calls it."""

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.http import create_app
from app.http.facades.stream.before_message_send import PATH, SECONDS
from app.http.facades.stream.signed_body import signature_of, unpacked
from app.http.problems import ProblemError
from app.keys import Key, Scope, hash_of, make_key, write_keys
from app.settings import Settings, in_force
from model import Classifier

SECRET = "the-secret-of-an-app"

CHANNELS = """
[channels.market-square]
relationship = "market"

[channels."commerce"]
relationship = "market"

[channels."commerce:friends"]
relationship = "social"
"""


def send(client: TestClient, text: str | None, query: str = "", **more: Any) -> Any:
    message = {"id": "", "text": text, "html": "", "type": "regular", "attachments": [], "mentioned_users": []}
    body = {"message": message, "user": {"id": "ann"}, "channel": {"cid": "messaging:a", "type": "messaging"}, **more}
    answer = client.post(PATH + query, json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("relationship", ["social", "mixed", "market"])
def test_a_message_is_refused_where_the_verdict_is_flip_and_nowhere_else(
    client: TestClient, flip: str, harmless: str, relationship: str
) -> None:
    for text in (flip, harmless):
        judged = client.post("/v1/check", json={"text": text, "relationship": relationship}).json()
        said = send(client, text, f"?relationship={relationship}")

        assert bool(said) == (judged["verdict"] == "flip")
        if said:
            assert said["message"]["type"] == "error"
            assert said["message"]["text"] == f"{judged['because']} {judged['advice'][0]['message']}"


def test_doubts_are_refused_where_that_is_asked_for(client: TestClient, flip: str, harmless: str) -> None:
    assert send(client, flip, "?block=review")
    assert send(client, harmless, "?block=review") == {}
    text = "Anyone free on Sunday? I need two hands to move the shelves, and I'd pay 15 an hour."
    verdict = client.post("/v1/check", json={"text": text, "relationship": "mixed"}).json()["verdict"]
    assert bool(send(client, text, "?relationship=mixed&block=review")) == (verdict != "clear")


@pytest.mark.parametrize("text", [None, "", "🎉", "👍👍"])
def test_a_message_without_words_is_sent(client: TestClient, text: str | None) -> None:
    assert send(client, text) == {}


def test_what_nobody_wrote_is_not_judged(client: TestClient, flip: str) -> None:
    assert send(client, flip, message={"text": flip, "type": "system"}) == {}
    assert send(client, flip, message={"text": flip, "type": "reply"})
    assert send(client, flip, message={"text": flip})


@pytest.fixture(scope="module")
def declared(classifier: Classifier, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Speak to a service that knows Stream's channels."""
    file = tmp_path_factory.mktemp("project") / "flipguard.toml"
    file.write_text(CHANNELS)
    with TestClient(create_app(Settings(config=file), classifier)) as client:
        yield client


@pytest.mark.parametrize(
    ("query", "channel", "refused"),
    [
        ("", {"cid": "messaging:a", "type": "messaging"}, True),
        ("", {"cid": "commerce:candles", "type": "commerce"}, False),
        ("", {"cid": "commerce:friends", "type": "commerce"}, True),
        ("?relationship=social", {"cid": "commerce:candles", "type": "commerce"}, True),
        ("?channel=market-square", {"cid": "messaging:a", "type": "messaging"}, False),
        ("", {"cid": "messaging:a", "type": "linkedin"}, True),
        ("", None, True),
    ],
)
def test_the_address_says_who_reads_else_what_is_declared_of_the_channel(
    declared: TestClient, flip: str, query: str, channel: dict[str, str] | None, refused: bool
) -> None:
    assert bool(send(declared, flip, query, channel=channel)) == refused


def test_readers_that_differ_are_refused(client: TestClient, flip: str) -> None:
    body = {"message": {"text": flip}}
    answer = client.post(f"{PATH}?relationship=market", json=body, headers={"X-FlipGuard-Relationship": "social"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "readers-contradict")


@pytest.fixture(scope="module")
def signed(classifier: Classifier) -> Iterator[Callable[..., Any]]:
    """Give a function that sends a body to a service that knows the secret."""
    with TestClient(create_app(Settings(stream_secret=SECRET), classifier)) as client:  # type: ignore[arg-type]

        def post(body: bytes, signature: str, **headers: str) -> Any:
            sent = {"Content-Type": "application/json", "X-Signature": signature, **headers}
            return client.post(PATH, content=body, headers=sent)

        yield post


def test_a_body_is_taken_with_the_signature_of_what_it_unpacks_to(signed: Callable[..., Any], flip: str) -> None:
    body = json.dumps({"message": {"text": flip}}).encode()
    right = signature_of(body, SECRET)

    for wire, headers in (
        (body, {}),
        (gzip.compress(body), {"Content-Encoding": "gzip"}),
        (gzip.compress(body), {}),
        (body, {"Content-Encoding": "gzip"}),  # something on the way has unpacked it
    ):
        assert signed(wire, right, **headers).json()["message"]["type"] == "error"
    for wrong in (
        "",
        right[:-1],
        right.upper(),
        signature_of(body, "another"),
        signature_of(gzip.compress(body), SECRET),
        "é",
    ):
        answer = signed(body, wrong.encode())
        assert (answer.status_code, answer.json()["type"]) == (403, "/problems/forbidden")
    assert signed(body + b" ", right).status_code == 403


def test_a_body_that_grows_too_large_or_is_cut_is_not_unpacked(signed: Callable[..., Any]) -> None:
    bomb, cut = gzip.compress(b" " * 50_000_000), gzip.compress(b'{"message": {"text": "Hello"}}')[:-9]

    assert signed(bomb, signature_of(b"", SECRET)).status_code == 413
    assert signed(cut, signature_of(b"", SECRET)).status_code == 400
    assert signed(b"\x1f\x8bnonsense", signature_of(b"", SECRET)).status_code == 400
    with pytest.raises(ProblemError, match="more once it is unpacked"):
        unpacked(gzip.compress(b"x" * 11), 10)
    assert unpacked(gzip.compress(b"x" * 10), 10) == b"x" * 10


def test_the_secret_comes_from_a_variable_or_a_file_and_is_never_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "flipguard_stream_secret").write_text("from a file")
    monkeypatch.setenv("FLIPGUARD_SECRETS_DIR", str(tmp_path))
    settings = Settings.from_environment()
    assert settings.stream_secret is not None
    assert settings.stream_secret.get_secret_value() == "from a file"
    monkeypatch.setenv("FLIPGUARD_STREAM_SECRET", SECRET)
    settings = Settings.from_environment()
    assert settings.stream_secret is not None
    assert settings.stream_secret.get_secret_value() == SECRET
    (shown,) = (each for each in in_force(settings) if each.variable == "FLIPGUARD_STREAM_SECRET")
    assert (shown.value, shown.origin) == ("********", "environment")


def test_a_message_is_given_up_before_stream_stops_waiting(classifier: Classifier, harmless: str) -> None:
    """Stream waits 1.5 s for an answer; a service that may take longer gives up all the same."""

    class Slow:
        def predict_proba(self, _passages: object) -> None:
            done.wait(60)

    done = threading.Event()
    with TestClient(create_app(Settings(request_seconds=60), Classifier(Slow(), classifier.manifest))) as client:
        answer = client.post(PATH, json={"message": {"text": harmless}})
        done.set()

    assert SECONDS < 1.5
    assert (answer.status_code, answer.json()["type"]) == (504, "/problems/deadline-passed")
    assert "1.2 s" in answer.json()["detail"]


def test_streams_own_key_does_not_stand_in_the_way_of_ours(classifier: Classifier, tmp_path: Path, flip: str) -> None:
    key = make_key()
    write_keys(tmp_path / "keys.toml", [Key(id="stream", sha256=hash_of(key), scopes=frozenset({Scope.CHECK}))])
    body, theirs = {"message": {"text": flip}}, {"X-Api-Key": "a1b2c3"}
    with TestClient(create_app(Settings(keys_file=tmp_path / "keys.toml"), classifier)) as client:
        assert client.post(PATH, json=body, headers=theirs).status_code == 401
        assert client.post(f"{PATH}?key={key}", json=body, headers=theirs).json()["message"]["type"] == "error"
