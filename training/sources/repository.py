"""Reads files of a git repository at one commit, without a work tree."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .errors import SourceError

_QUIET = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",  # a host that wants a password is an error, not a question
    "GIT_NO_LAZY_FETCH": "1",  # reading never reaches for the network
}

_FATAL = "fatal: "


def git(*arguments: str, stdin: str | None = None) -> str:
    """Run git; raises `SourceError` with what git says if it fails."""
    return _run(arguments, stdin).decode("utf-8", "surrogateescape")


def _run(arguments: tuple[str, ...], stdin: str | None = None) -> bytes:
    try:
        done = subprocess.run(
            ["git", *arguments],
            input=stdin.encode() if stdin is not None else b"",
            capture_output=True,
            check=False,
            env={**os.environ, **_QUIET},
        )
    except FileNotFoundError as error:
        raise SourceError("git is not installed, and nothing can be fetched without it") from error
    if done.returncode != 0:
        raise SourceError(_cause(done.stderr.decode("utf-8", "replace")) or f"git ended with {done.returncode}")
    return done.stdout


def _cause(said: str) -> str:
    """Pick the first fatal line of what git said: later ones tell only what followed from it."""
    lines = said.strip().splitlines()
    fatal = [line.removeprefix(_FATAL) for line in lines if line.startswith(_FATAL)]
    return next(iter([*fatal, *reversed(lines)]), "")


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository's git folder, and the commit whose files are meant."""

    git_dir: Path
    commit: str

    def run(self, *arguments: str, stdin: str | None = None) -> str:
        """Run git in this repository."""
        return git(f"--git-dir={self.git_dir}", *arguments, stdin=stdin)

    def check_commit(self) -> None:
        """Raise `SourceError` with what git says of it if the commit is not here."""
        self.run("cat-file", "-e", f"{self.commit}^{{commit}}")

    def has_commit(self) -> bool:
        """Whether the commit is here."""
        try:
            self.check_commit()
        except SourceError:
            return False
        return True

    def blobs(self) -> dict[str, str]:
        """Name the files of the commit and the blobs that hold them."""
        entries = self.run("ls-tree", "-r", "-z", "--full-tree", self.commit).split("\0")
        parted = (entry.partition("\t") for entry in entries if entry)
        return {path: facts.split()[2] for facts, _, path in parted}

    def content(self, blob: str) -> bytes:
        """Read the content of a blob."""
        return _run((f"--git-dir={self.git_dir}", "cat-file", "blob", blob))
