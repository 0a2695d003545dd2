"""The page as files over HTTP."""

import gzip
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.http import create_app
from app.http.page import PAGE_FOLDER
from app.keys import Key, Scope, hash_of, make_key, write_keys
from app.settings import Settings
from model import Classifier

FILES = sorted(path for path in PAGE_FOLDER.rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def client(classifier: Classifier) -> TestClient:
    return TestClient(create_app(Settings(), classifier))


def test_the_page_may_load_from_its_own_host_alone_and_run_nothing_inline(client: TestClient) -> None:
    page = client.get("/")

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    policy = dict(part.split(" ", 1) for part in page.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert {policy[f"{kind}-src"] for kind in ("script", "style", "connect", "img")} == {"'self'"}
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert policy["require-trusted-types-for"] == "'script'"


def test_the_whole_page_weighs_less_than_a_hundred_kilobytes() -> None:
    assert sum(len(gzip.compress(file.read_bytes())) for file in FILES) < 100_000


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_is_served_and_names_no_other_host(client: TestClient, file: Path) -> None:
    answer = client.get(f"/page/{file.relative_to(PAGE_FOLDER)}")

    assert answer.content == file.read_bytes()
    assert answer.headers["cache-control"] == "no-cache"
    hosts = re.findall(r"https?://([\w.-]+)", answer.text)
    assert {host for host in hosts if not host.endswith(".example")} <= {"www.w3.org"}


def test_files_travel_compressed_and_only_when_they_changed(client: TestClient) -> None:
    path = "/page/scripts/desk/desk.js"
    first = client.get(path, headers={"Accept-Encoding": "gzip"})
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})

    assert first.headers["content-encoding"] == "gzip"
    assert client.get("/", headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"
    assert again.status_code == 304


def test_what_the_page_refers_to_exists() -> None:
    for file in FILES:
        if file.suffix == ".js":
            found = re.findall(r'(?:from|import\() ?"(\.[^"]+)"', file.read_text("utf-8"))
            assert all((file.parent / name).is_file() for name in found), file
    page = (PAGE_FOLDER / "index.html").read_text("utf-8")
    for name in re.findall(r'(?:src|href)="page/([^"]+)"', page):
        assert (PAGE_FOLDER / name).is_file(), name


def test_the_page_opens_without_a_key_though_checking_needs_one(classifier: Classifier, tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    write_keys(file, [Key(id="cms", sha256=hash_of(make_key()), scopes=frozenset({Scope.CHECK}))])
    locked = TestClient(create_app(Settings(keys_file=file), classifier))

    assert locked.get("/").status_code == locked.get("/page/scripts/main.js").status_code == 200
    assert locked.post("/v1/check", json={"text": "Hello"}).status_code == 401
