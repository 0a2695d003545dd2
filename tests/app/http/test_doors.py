import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.http import create_app
from app.keys import Key, Scope, hash_of, make_key, write_keys
from app.settings import Settings, SettingsError
from model import Classifier

POST = {"text": "Good morning!"}
Problem = Callable[..., dict[str, Any]]


def entry(name: str, secret: str, *scopes: Scope, **more: Any) -> Key:
    return Key(id=name, sha256=hash_of(secret), scopes=frozenset(scopes), **more)


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture(scope="module")
def secrets() -> dict[str, str]:
    return {name: make_key() for name in ("cms", "monitor", "old", "slow")}


@pytest.fixture(scope="module")
def file(secrets: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("keys") / "keys.toml"
    yesterday = datetime.now(UTC) - timedelta(days=1)
    write_keys(
        file,
        [
            entry("cms", secrets["cms"], Scope.CHECK),
            entry("monitor", secrets["monitor"], Scope.METRICS),
            entry("old", secrets["old"], Scope.CHECK, expires=yesterday),
            entry("slow", secrets["slow"], Scope.CHECK, rate="3/year"),
        ],
    )
    return file


@pytest.fixture(scope="module")
def guarded(file: Path, classifier: Classifier) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(keys_file=file), classifier)) as client:
        yield client


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/docs", "/openapi.json", "/problems/key-needed"])
def test_health_and_documentation_are_open_to_all(guarded: TestClient, path: str) -> None:
    assert guarded.get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/v1/check", "/v1/batch", "/v1/model", "/v1/feedback", "/v1/nothing", "/docsx", "/metrics"]
)
def test_everything_else_asks_for_a_key_before_it_says_anything(
    guarded: TestClient, problem_in: Problem, path: str
) -> None:
    for headers in ({}, bearer("fg_wrong"), bearer(""), {"Authorization": "Basic Zm9v"}, {"X-API-Key": "fg_wrong"}):
        answer = guarded.post(path, json=POST, headers=headers)

        problem_in(answer, 401, "key-needed")
        assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_key_lets_in_by_either_header(guarded: TestClient, secrets: dict[str, str]) -> None:
    assert guarded.post("/v1/check", json=POST, headers=bearer(secrets["cms"])).status_code == 200
    assert guarded.post("/v1/check", json=POST, headers={"X-API-Key": secrets["cms"]}).status_code == 200


def test_a_key_is_good_for_what_it_was_made_for_alone(
    guarded: TestClient, problem_in: Problem, secrets: dict[str, str]
) -> None:
    checking = guarded.post("/v1/check", json=POST, headers=bearer(secrets["monitor"]))
    managing = guarded.post("/v1/admin/reload", headers=bearer(secrets["cms"]))

    assert "key for check" in problem_in(checking, 403, "forbidden")["detail"]
    assert "key for admin" in problem_in(managing, 403, "forbidden")["detail"]


def test_an_expired_key_is_refused_with_its_end(
    guarded: TestClient, problem_in: Problem, secrets: dict[str, str]
) -> None:
    answer = guarded.post("/v1/check", json=POST, headers=bearer(secrets["old"]))

    assert "expired at" in problem_in(answer, 401, "key-needed")["detail"]


def test_a_refused_body_is_not_read(guarded: TestClient) -> None:
    def body() -> Iterator[bytes]:
        yield b"{"
        raise AssertionError("the body was read")

    # The test client joins chunks before it sends them, so the application is asked directly.
    statuses: list[int] = []

    async def receive() -> dict[str, Any]:
        next(body())
        raise AssertionError("the body was read")

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    scope = {"type": "http", "method": "POST", "path": "/v1/check", "headers": [], "query_string": b""}
    guarded.portal.call(guarded.app, scope, receive, send)  # type: ignore[union-attr]

    assert statuses == [401]


def test_keys_are_rotated_without_a_restart(classifier: Classifier, tmp_path: Path) -> None:
    file, first, second = tmp_path / "keys.toml", make_key(), make_key()
    write_keys(file, [entry("first", first, Scope.CHECK)])
    with TestClient(create_app(Settings(keys_file=file), classifier)) as client:

        def statuses() -> list[int]:
            return [client.get("/v1/model", headers=bearer(key)).status_code for key in (first, second)]

        assert statuses() == [200, 401]
        write_keys(file, [entry("first", first, Scope.CHECK), entry("second", second, Scope.CHECK)])
        assert statuses() == [200, 200]
        write_keys(file, [entry("second", second, Scope.CHECK)])
        assert statuses() == [401, 200]


@pytest.mark.parametrize("damage", ["[[keys", None])
def test_a_file_that_breaks_or_vanishes_leaves_the_keys_in_force(
    classifier: Classifier, tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: str | None
) -> None:
    file, secret = tmp_path / "keys.toml", make_key()
    write_keys(file, [entry("first", secret, Scope.CHECK)])
    with TestClient(create_app(Settings(keys_file=file), classifier)) as client:
        if damage is None:
            file.unlink()
        else:
            file.write_text(damage)

        assert client.get("/v1/model", headers=bearer(secret)).status_code == 200
        assert client.get("/v1/model", headers=bearer(make_key())).status_code == 401
    assert "stay in force" in caplog.text


def test_a_file_that_is_broken_at_the_start_stops_it_with_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_text("[[keys")

    with pytest.raises(SettingsError, match="is not TOML"):
        create_app(Settings(keys_file=file))


def test_a_key_that_sent_enough_waits_while_others_go_on(
    guarded: TestClient, problem_in: Problem, secrets: dict[str, str]
) -> None:
    answers = [guarded.post("/v1/check", json=POST, headers=bearer(secrets["slow"])) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[0].headers["ratelimit-policy"] == '"31104000s";q=3;w=31104000'
    assert [answer.headers["ratelimit"].split(";")[1] for answer in answers[:3]] == ["r=2", "r=1", "r=0"]
    problem_in(answers[3], 429, "rate-limited")
    assert 1 <= int(answers[3].headers["retry-after"]) <= 360 * 24 * 3600
    assert guarded.post("/v1/check", json=POST, headers=bearer(secrets["cms"])).status_code == 200


def test_each_row_of_a_batch_counts_as_a_post(classifier: Classifier) -> None:
    with TestClient(create_app(Settings(rate_limit="3/year"), classifier)) as client:
        answer = client.post("/v1/batch", json=[POST] * 5)

    results = [json.loads(line) for line in answer.text.splitlines()]
    assert ["result" in line for line in results] == [True, True, True, False, False]
    assert {line["error"]["type"] for line in results[3:]} == {"/problems/rate-limited"}


def test_without_keys_managing_is_closed(client: TestClient, problem_in: Problem) -> None:
    problem_in(client.post("/v1/admin/reload"), 403, "forbidden")


@pytest.mark.parametrize(
    ("address", "status"),
    [("192.168.0.7", 403), ("0.0.0.0", 403), ("2001:db8::1", 403), ("127.0.0.1", 200), ("::1", 200)],
)
def test_without_keys_nobody_is_answered_on_an_address_that_others_can_reach(
    classifier: Classifier, address: str, status: int
) -> None:
    """Whatever started the application: the address is the one that the connection came in through."""
    host = f"[{address}]" if ":" in address else address
    with TestClient(create_app(Settings(), classifier), base_url=f"http://{host}") as closed:
        assert closed.get("/v1/model").status_code == status
    with TestClient(create_app(Settings(open_without_keys=True), classifier), base_url=f"http://{host}") as opened:
        assert opened.get("/v1/model").status_code == 200


def test_no_other_site_may_call_unless_it_is_named(classifier: Classifier, client: TestClient, file: Path) -> None:
    ask = {"Origin": "https://desk.example", "Access-Control-Request-Method": "POST"}
    settings = Settings(cors_origins=("https://desk.example",), keys_file=file)
    with TestClient(create_app(settings, classifier)) as opened:
        allowed = opened.options("/v1/check", headers=ask)
        other = opened.options("/v1/check", headers={**ask, "Origin": "https://other.example"})
        refused = opened.post("/v1/check", json=POST, headers={"Origin": "https://desk.example"})

    assert "access-control-allow-origin" not in client.options("/v1/check", headers=ask).headers
    assert allowed.headers["access-control-allow-origin"] == "https://desk.example"
    assert "access-control-allow-origin" not in other.headers
    assert refused.status_code == 401
    assert refused.headers["access-control-allow-origin"] == "https://desk.example"
    assert "access-control-allow-credentials" not in allowed.headers


def test_a_real_server_will_not_listen_elsewhere_without_keys(serve: Any) -> None:
    with pytest.raises(AssertionError, match="no key is asked for"), serve("--host", "0.0.0.0"):
        pass


def test_keys_are_never_in_the_log(
    guarded: TestClient, secrets: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    guarded.post("/v1/check", json=POST, headers=bearer(secrets["cms"]))
    guarded.post("/v1/check", json=POST, headers=bearer("fg_wrong"))

    assert secrets["cms"] not in caplog.text
    assert "fg_wrong" not in caplog.text
