"""Fetching from a git host; a folder of repositories, spoken to in git's own protocol, stands for it."""

import subprocess
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from training.sources.errors import SourceError
from training.sources.origins import Host

Publish = Callable[[str, Mapping[str, bytes]], str]

HOME = "somebody/posts"
FILES = {"data/a.csv": b"title\na post\n", "data/big.bin": b"\0" * 50_000, "README": b"read me"}


def _let_it_leave_files_out(host_folder: Path) -> None:
    subprocess.run(["git", "-C", host_folder / HOME, "config", "uploadpack.allowFilter", "true"], check=True)


@pytest.fixture
def host(host_folder: Path, tmp_path: Path) -> Host:
    return Host(host_folder.as_uri(), tmp_path / "clones")


def _objects(git_dir: Path) -> list[str]:
    listed = subprocess.run(
        ["git", f"--git-dir={git_dir}", "cat-file", "--batch-check=%(objectname)", "--batch-all-objects"],
        capture_output=True,
        text=True,
        check=True,
    )
    return listed.stdout.split()


def test_of_the_named_commit_only_the_named_files_are_fetched(host_folder: Path, publish: Publish, host: Host) -> None:
    commit = publish(HOME, FILES)
    publish(HOME, {"data/a.csv": b"title\nanother post\n"})
    _let_it_leave_files_out(host_folder)
    repository = host.repository(HOME, commit, ["data/a.csv", "data/gone.csv"])
    blobs = repository.blobs()
    assert blobs.keys() == FILES.keys()
    assert repository.content(blobs["data/a.csv"]) == FILES["data/a.csv"]
    assert set(_objects(repository.git_dir)) & set(blobs.values()) == {blobs["data/a.csv"]}


def test_a_host_that_can_leave_nothing_out_sends_the_whole_commit(publish: Publish, host: Host) -> None:
    commit = publish(HOME, FILES)
    repository = host.repository(HOME, commit, ["data/a.csv"])
    blobs = repository.blobs()
    assert {path: repository.content(blob) for path, blob in blobs.items()} == FILES


def test_what_was_fetched_once_is_not_fetched_again(
    host_folder: Path, publish: Publish, host: Host, tmp_path: Path
) -> None:
    commit = publish(HOME, FILES)
    _let_it_leave_files_out(host_folder)
    host.repository(HOME, commit, ["data/a.csv"])
    (host_folder / HOME).rename(tmp_path / "moved away")
    repository = host.repository(HOME, commit, ["data/a.csv"])
    assert repository.content(repository.blobs()["data/a.csv"]) == FILES["data/a.csv"]


def test_a_commit_that_the_host_has_not_is_an_error_in_git_s_words(publish: Publish, host: Host) -> None:
    publish(HOME, FILES)
    with pytest.raises(SourceError, match="not our ref"):
        host.repository(HOME, "1" * 40, ["data/a.csv"])


def test_a_repository_that_the_host_has_not_is_an_error(host: Host) -> None:
    with pytest.raises(SourceError, match="does not appear to be a git repository"):
        host.repository("nobody/nothing", "1" * 40, ["data/a.csv"])


class _WantsPassword(BaseHTTPRequestHandler):
    """Answers like the public host when it is asked for a repository that was removed."""

    def do_GET(self) -> None:
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="here"')
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
        pass


def test_a_host_that_wants_a_password_is_not_given_one_and_counts_as_without_it(tmp_path: Path) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _WantsPassword) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        host = Host(f"http://127.0.0.1:{server.server_port}", tmp_path / "clones")
        with pytest.raises(SourceError, match="no such public repository"):
            host.repository(HOME, "1" * 40, [])
        server.shutdown()


def test_an_address_that_would_run_a_program_is_refused(tmp_path: Path) -> None:
    touched = tmp_path / "touched"
    with pytest.raises(SourceError, match="not allowed"):
        Host(f"ext::touch {touched}", tmp_path / "clones").repository(HOME, "1" * 40, [])
    assert not touched.exists()
