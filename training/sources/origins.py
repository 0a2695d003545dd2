"""Where repositories come from: clones that lie here already, or a git host."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from .errors import SourceError
from .repository import Repository, git

GITHUB = "https://github.com"
"""The public home of all source repositories."""

_PASSWORD_WANTED = "terminal prompts disabled"  # how GitHub meets questions for what it hasn't
_REMOTE = "origin"
_NO_BLOBS = "--filter=blob:none"
_GIVE_UP_ON_SILENCE = ("-c", "http.lowSpeedLimit=1000", "-c", "http.lowSpeedTime=60")


class Origin(Protocol):
    """Gives the repositories that the labels name."""

    def repository(self, home: str, commit: str, paths: Iterable[str]) -> Repository:
        """Make the named files of a commit readable here, as far as they exist; raises `SourceError` if it is not to be had."""


@dataclass(frozen=True, slots=True)
class Mirrors:
    """A folder of clones: OWNER+NAME/repo, bare, or with a work tree beside its `.git`."""

    folder: Path

    def repository(self, home: str, commit: str, paths: Iterable[str]) -> Repository:  # noqa: ARG002 - all paths are there
        """Find the clone; nothing is fetched."""
        clone = _place(self.folder, home)
        if not clone.is_dir():
            raise SourceError(f"no clone of it lies at {clone}")
        work_tree = clone / ".git"
        repository = Repository(work_tree if work_tree.is_dir() else clone, commit)
        repository.check_commit()
        return repository


@dataclass(frozen=True, slots=True)
class Host:
    """A git host, and the folder where what came from it is kept, laid out like `Mirrors`."""

    address: str
    folder: Path

    def repository(self, home: str, commit: str, paths: Iterable[str]) -> Repository:
        """Fetch that one commit without its history, and of its files only the named ones."""
        repository = Repository(_place(self.folder, home), commit)
        if not (repository.git_dir / "HEAD").exists():
            git("init", "--quiet", "--bare", str(repository.git_dir))
        repository.run("config", f"remote.{_REMOTE}.url", f"{self.address.rstrip('/')}/{home}")
        if not repository.has_commit():
            _fetch(repository, "--depth=1", _NO_BLOBS, _REMOTE, commit)
        blobs = repository.blobs()
        wanted = {blobs[path] for path in paths if path in blobs} & _missing(repository)
        if wanted:
            # asked for together, for git would else ask for each by itself
            _fetch(repository, _NO_BLOBS, "--stdin", _REMOTE, stdin="\n".join(sorted(wanted)))
        return repository


def _place(folder: Path, home: str) -> Path:
    return folder / home.replace("/", "+") / "repo"


def _fetch(repository: Repository, *arguments: str, stdin: str | None = None) -> None:
    # a blob has no history to negotiate, so git is told not to try
    steady = (*_GIVE_UP_ON_SILENCE, "-c", "fetch.negotiationAlgorithm=noop")
    try:
        repository.run(*steady, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", *arguments, stdin=stdin)
    except SourceError as error:
        if _PASSWORD_WANTED in str(error):
            raise SourceError("the host has no such public repository") from error
        raise


def _missing(repository: Repository) -> set[str]:
    listed = repository.run("rev-list", "--objects", "--no-object-names", "--missing=print", "-1", repository.commit)
    return {line[1:] for line in listed.splitlines() if line.startswith("?")}
