"""Whoever refuses a request to a facade, its client reads an error of its own. A new facade is one row in the table."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient
from numpy.typing import NDArray

from app.http import create_app
from app.http.facades.known import FACADES
from app.keys import Key, Scope, hash_of, make_key, write_keys
from app.settings import FACADE_NAMES, Settings
from model import Classifier

TEXT = "Good morning, everyone! There is soup at ours on Sunday."


def openai(answer: Any, status: int) -> None:
    """Find OpenAI's envelope, with all four keys, in an answer."""
    error = answer.json()["error"]
    assert error.keys() == {"message", "type", "param", "code"}
    assert error["type"] == {429: "requests"}.get(status, "server_error" if status >= 500 else "invalid_request_error")
    assert error["message"]
    assert error["code"]


def perspective(answer: Any, status: int) -> None:
    """Find Google's envelope in an answer, with details, since some clients read the first unasked."""
    error = answer.json()["error"]
    assert error.keys() == {"code", "message", "status", "details"}
    assert error["code"] == status
    assert error["message"]
    assert error["status"] == {
        401: "UNAUTHENTICATED",
        403: "PERMISSION_DENIED",
        404: "NOT_FOUND",
        429: "RESOURCE_EXHAUSTED",
        500: "INTERNAL",
        503: "UNAVAILABLE",
        504: "DEADLINE_EXCEEDED",
    }.get(status, "INVALID_ARGUMENT")
    assert error["details"][0]["@type"].startswith("type.googleapis.com/google.")


def problem(answer: Any, status: int) -> None:
    """Find our own document, where a client reads nothing but the status."""
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status


def languagetool(answer: Any, _status: int) -> None:
    """Find a line of text, which editors show to whoever writes."""
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text.startswith("Error: ")


def json_rpc(answer: Any, status: int) -> None:
    """Find an error of JSON-RPC or, where a tool was used already, a result that tells the agent of it."""
    said = answer.json()
    assert said["jsonrpc"] == "2.0"
    if status == 200:
        assert said["result"]["isError"]
        assert said["result"]["content"][0]["text"]
    else:
        assert said["error"]["code"] <= -32000
        assert said["error"]["message"]


@dataclass(frozen=True, slots=True)
class Spoken:
    """How a facade is spoken to, and what its refusals look like; `statuses` are those that it answers instead of ours."""

    name: str
    path: str
    body: bytes
    media_type: str
    envelope: Callable[[Any, int], None]
    statuses: dict[int, int]

    def post(self, client: TestClient, body: bytes | None = None, **headers: str) -> Any:
        sent = {"Content-Type": self.media_type, **headers}
        return client.post(self.path, content=self.body if body is None else body, headers=sent)

    def is_refused(self, answer: Any, status: int) -> None:
        status = self.statuses.get(status, status)
        assert answer.status_code == status, answer.text
        self.envelope(answer, status)
        assert answer.headers["x-request-id"]
        assert answer.headers["x-content-type-options"] == "nosniff"


JSON = "application/json"
SPOKEN = (
    Spoken("openai", "/v1/moderations", b'{"input": "%b"}' % TEXT.encode(), JSON, openai, {422: 400}),
    Spoken("litellm", "/beta/litellm_basic_guardrail_api", b'{"texts": ["%b"]}' % TEXT.encode(), JSON, problem, {}),
    Spoken(  # it takes its JSON as whatever it is sent, as Google does
        "perspective",
        "/v1alpha1/comments:analyze",
        b'{"comment": {"text": "%b"}, "requestedAttributes": {"FLIP": {}}}' % TEXT.encode(),
        "text/plain",
        perspective,
        {422: 400},
    ),
    Spoken(
        "languagetool",
        "/v2/check",
        b"text=%b&language=en" % TEXT.replace(" ", "+").encode(),
        "application/x-www-form-urlencoded",
        languagetool,
        {422: 400, 429: 403, 504: 500},
    ),
    Spoken("stream", "/stream/before-message-send", b'{"message": {"text": "%b"}}' % TEXT.encode(), JSON, problem, {}),
    Spoken(  # what goes wrong once a tool is used is told in the tool's result
        "mcp",
        "/mcp",
        b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "check_post", "arguments": {"text": "%b"}}}'
        % TEXT.encode(),
        JSON,
        json_rpc,
        {422: 400, 504: 200, 500: 200},
    ),
)

facades = pytest.mark.parametrize("facade", SPOKEN, ids=lambda facade: facade.name)


class Failing:
    """A scorer that fails."""

    def predict_proba(self, passages: Sequence[str]) -> NDArray[np.float64]:
        raise ValueError(passages[0])


@dataclass(frozen=True, slots=True)
class Guarded:
    """A service that asks for keys, with a good one, one for something else, and one that is used up after one post."""

    client: TestClient
    good: str
    other: str
    slow: str


@pytest.fixture(scope="module")
def guarded(classifier: Classifier, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    file = tmp_path_factory.mktemp("keys") / "keys.toml"
    good, other, slow = make_key(), make_key(), make_key()
    write_keys(
        file,
        [
            Key(id="good", sha256=hash_of(good), scopes=frozenset({Scope.CHECK})),
            Key(id="other", sha256=hash_of(other), scopes=frozenset({Scope.METRICS})),
            Key(id="slow", sha256=hash_of(slow), scopes=frozenset({Scope.CHECK}), rate="1/year"),
        ],
    )
    with TestClient(create_app(Settings(keys_file=file), classifier)) as client:
        yield Guarded(client, good, other, slow)


def test_every_facade_is_in_the_table_and_can_be_named_in_the_settings() -> None:
    names = [facade.name for facade in FACADES]

    assert sorted(names) == sorted(FACADE_NAMES)
    assert {spoken.name for spoken in SPOKEN} == set(names)


@facades
def test_the_request_of_the_table_is_answered(client: TestClient, facade: Spoken) -> None:
    assert facade.post(client).status_code == 200


@facades
def test_a_key_is_asked_for_in_the_clients_own_words(guarded: Guarded, facade: Spoken) -> None:
    answer = facade.post(guarded.client)

    facade.is_refused(answer, 401)
    facade.is_refused(facade.post(guarded.client, Authorization="Bearer fg_wrong"), 401)
    facade.is_refused(facade.post(guarded.client, Authorization=f"Bearer {guarded.other}"), 403)
    assert facade.post(guarded.client, Authorization=f"Bearer {guarded.good}").status_code == 200


@facades
def test_a_key_is_found_wherever_the_client_puts_it(guarded: Guarded, facade: Spoken) -> None:
    (built,) = (built for built in FACADES if built.name == facade.name)

    for name in ("X-API-Key", *built.key_headers):
        assert facade.post(guarded.client, **{name: guarded.good}).status_code == 200
    for name in built.key_parameters:
        answer = guarded.client.post(
            f"{facade.path}?{name}={guarded.good}", content=facade.body, headers={"Content-Type": facade.media_type}
        )
        assert answer.status_code == 200
    stranger = guarded.client.post("/v1/check", json={"text": TEXT}, headers={"api-key": guarded.good})
    assert stranger.status_code == 401


@facades
def test_too_many_posts_are_refused_with_when_to_come_again(guarded: Guarded, facade: Spoken) -> None:
    for _ in range(2):
        answer = facade.post(guarded.client, Authorization=f"Bearer {guarded.slow}")

    facade.is_refused(answer, 429)
    assert int(answer.headers["retry-after"]) >= 1


@facades
def test_a_body_that_is_too_large_or_broken_or_something_else_is_refused(client: TestClient, facade: Spoken) -> None:
    facade.is_refused(facade.post(client, b" " * 2_000_000), 413)
    if facade.media_type == JSON:
        facade.is_refused(facade.post(client, b'{"broken'), 400)
        facade.is_refused(facade.post(client, b"[]"), 422)
        facade.is_refused(facade.post(client, **{"Content-Type": "text/csv"}), 415)


@facades
def test_another_path_or_method_of_the_facade_is_refused_in_its_shape_and_any_other_in_ours(
    client: TestClient, facade: Spoken
) -> None:
    facade.is_refused(client.post(f"{facade.path}/"), 404)
    wrong = client.delete(facade.path)
    facade.is_refused(wrong, 405)
    assert "POST" in wrong.headers["allow"]
    problem(client.post(f"{facade.path}x"), 404)


@facades
def test_without_a_model_a_client_is_told_to_come_again(facade: Spoken) -> None:
    answer = facade.post(TestClient(create_app(Settings())))

    facade.is_refused(answer, 503)
    assert answer.headers["retry-after"] == "1"


@facades
def test_when_the_line_is_full_a_client_is_told_when_to_come_again(classifier: Classifier, facade: Spoken) -> None:
    done = threading.Event()
    with TestClient(create_app(Settings(threads=1, waiting_line=0), classifier)) as client:
        reading = client.portal.start_task_soon(client.app.state.workroom.run, done.wait, 60)  # type: ignore[union-attr, attr-defined]
        answer = facade.post(client)
        done.set()
        reading.result()

    facade.is_refused(answer, 503)
    assert int(answer.headers["retry-after"]) >= 1


@facades
def test_a_deadline_that_passes_is_the_clients_own_error(classifier: Classifier, facade: Spoken) -> None:
    """In a service of its own: a post that was given up keeps its reader until it is read."""
    with TestClient(create_app(Settings(), classifier)) as client:
        facade.is_refused(facade.post(client, **{"X-Request-Timeout": "0.000001"}), 504)


@facades
def test_a_failure_says_nothing_of_the_text(classifier: Classifier, facade: Spoken) -> None:
    client = TestClient(create_app(Settings(), Classifier(Failing(), classifier.manifest)))

    answer = facade.post(client)

    facade.is_refused(answer, 500)
    assert "soup" not in answer.text


@facades
def test_a_facade_that_is_switched_off_is_not_there(classifier: Classifier, facade: Spoken) -> None:
    others = tuple(name for name in FACADE_NAMES if name != facade.name)
    with TestClient(create_app(Settings(facades=others), classifier)) as client:
        problem(facade.post(client), 404)
        assert facade.path not in client.get("/openapi.json").json()["paths"]


@facades
def test_the_documentation_shows_it_under_its_own_tag_and_what_it_refuses_with(
    client: TestClient, facade: Spoken
) -> None:
    document = client.get("/openapi.json").json()
    operation = document["paths"][facade.path]["post"]

    assert operation["tags"] == [facade.name]
    assert facade.name in {tag["name"] for tag in document["tags"]}
    for status in (401, 429, 503):
        assert str(facade.statuses.get(status, status)) in operation["responses"]


@facades
def test_metrics_name_its_route(client: TestClient, facade: Spoken) -> None:
    facade.post(client)

    assert f'route="{facade.path}"' in client.get("/metrics").text


def test_facades_are_switched_by_name_and_none_of_them_by_a_word(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FLIPGUARD_FACADES", "none")
    assert Settings.from_environment().facades == ()
    monkeypatch.setenv("FLIPGUARD_FACADES", "openai")
    assert Settings.from_environment().facades == ("openai",)
    monkeypatch.delenv("FLIPGUARD_FACADES")
    assert Settings.from_environment().facades == FACADE_NAMES
    file = tmp_path / "settings.toml"
    file.write_text('facades = ["litellm"]')
    monkeypatch.setenv("FLIPGUARD_SETTINGS_FILE", str(file))
    assert Settings.from_environment().facades == ("litellm",)
