import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.http import create_app
from app.keys import Key, Scope, hash_of, make_key, write_keys
from app.settings import Settings
from model import Classifier
from tests.model_folders import rename
from tests.patience import eventually

Problem = Callable[..., dict[str, Any]]
POST = {"text": "Good morning!"}
ARTIFACTS = Path(__file__).parents[3] / "model" / "artifacts"
MANIFEST = "manifest.json"


def released() -> Path:
    return ARTIFACTS / (ARTIFACTS / "RELEASED").read_text().strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the released model, as version “first”."""
    folder = tmp_path / "model"
    shutil.copytree(released(), folder)
    rename(folder, "first")
    return folder


@pytest.fixture
def admin(folder: Path, tmp_path: Path) -> Iterator[TestClient]:
    secret = make_key()
    write_keys(tmp_path / "keys.toml", [Key(id="boss", sha256=hash_of(secret), scopes=frozenset(Scope))])
    settings = Settings(model_folder=folder, keys_file=tmp_path / "keys.toml")
    with TestClient(create_app(settings), headers={"Authorization": f"Bearer {secret}"}) as client:
        yield client


def test_a_new_model_is_taken_up_and_named_in_every_answer(admin: TestClient, folder: Path) -> None:
    before = admin.post("/v1/check", json=POST).json()["model"]
    rename(folder, "second")
    still = admin.post("/v1/check", json=POST).json()["model"]

    answer = admin.post("/v1/admin/reload").json()

    after = admin.post("/v1/check", json=POST).json()["model"]
    assert (before["version"], still["version"], after["version"]) == ("first", "first", "second")
    assert answer == {"outcome": "changed", "before": before, "model": after}
    assert admin.get("/v1/model").json()["version"] == admin.get("/health/ready").json()["model"]["version"] == "second"
    assert 'flipguard_model_info{digest="' + after["digest"] in admin.get("/metrics").text
    assert before["digest"] not in admin.get("/metrics").text


def test_the_same_model_may_be_loaded_again(admin: TestClient) -> None:
    before = admin.app.state.classifier  # type: ignore[attr-defined]
    assert admin.post("/v1/admin/reload").json()["outcome"] == "unchanged"
    assert admin.app.state.classifier is before, "workers share its memory"  # type: ignore[attr-defined]


@pytest.mark.parametrize("damage", ["weights.npz", "vocabulary.json", MANIFEST])
def test_a_model_that_is_damaged_or_gone_is_refused_and_the_old_one_goes_on(
    admin: TestClient, problem_in: Problem, folder: Path, damage: str
) -> None:
    content = (folder / damage).read_bytes()
    (folder / damage).write_bytes(b"{}" + content[2:])

    problem = problem_in(admin.post("/v1/admin/reload"), 409, "model-refused")

    assert damage in problem["detail"]
    assert admin.post("/v1/check", json=POST).json()["model"]["version"] == "first"
    assert 'flipguard_model_reloads_total{outcome="refused"} 1.0' in admin.get("/metrics").text
    (folder / damage).write_bytes(content)
    assert admin.post("/v1/admin/reload").status_code == 200


@pytest.mark.parametrize("pin", ["version", "digest"])
def test_a_request_may_pin_the_model_by_version_or_digest(client: TestClient, classifier: Classifier, pin: str) -> None:
    wanted = getattr(classifier.identity, pin)

    assert client.post("/v1/check", json={**POST, "model": wanted}).status_code == 200


def test_an_unknown_pin_is_refused_with_what_there_is(
    client: TestClient, problem_in: Problem, classifier: Classifier
) -> None:
    problem = problem_in(client.post("/v1/check", json={**POST, "model": "v0"}), 422, "invalid-request")

    (fault,) = problem["errors"]
    assert (fault["field"], fault["code"], fault["got"]) == ("model", "unknown-model", "v0")
    assert fault["allowed"] == [classifier.identity.version, classifier.identity.digest]


def test_a_row_of_a_batch_may_pin_it_too(client: TestClient, classifier: Classifier) -> None:
    rows = [{**POST, "model": classifier.identity.version}, {**POST, "model": "v0"}]

    answer = client.post("/v1/batch", json=rows).text.splitlines()

    assert ['"result"' in line for line in answer] == [True, False]


def test_on_hang_up_the_new_model_is_taken_up_and_no_request_fails(serve: Any, folder: Path) -> None:
    with serve(FLIPGUARD_MODEL_FOLDER=str(folder)) as service:
        versions, statuses, done = [], set(), threading.Event()

        def ask() -> None:
            while not done.is_set():
                answer = service.client.post("/v1/check", json=POST)
                statuses.add(answer.status_code)
                versions.append(answer.json()["model"]["version"])

        asking = threading.Thread(target=ask)
        asking.start()
        rename(folder, "second")
        service.process.send_signal(signal.SIGHUP)
        eventually(lambda: versions and versions[-1] == "second", "The second model did not answer")
        (folder / "weights.npz").unlink()
        service.process.send_signal(signal.SIGHUP)
        eventually(lambda: "was refused" in service.said(), "The broken model was not refused")
        seen = len(versions)
        eventually(lambda: len(versions) >= seen + 5, "Posts were not answered after the refusal")
        done.set()
        asking.join()

    assert statuses == {200}
    assert versions[-1] == "second"
    assert sorted(set(versions)) == ["first", "second"]
    assert versions == sorted(versions)
