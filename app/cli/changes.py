"""What has changed since a revision, as git tells: the lines of each file that are new or different."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .refusal import Refusal

_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_SECTION = re.compile(rb"^diff --git ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Changes:
    """The changed lines of each file by its real path: first and last, both counted. None stands for the whole file."""

    revision: str
    files: Mapping[str, tuple[tuple[int, int], ...] | None]

    @classmethod
    def since(cls, revision: str) -> "Changes":
        """Ask git what the working tree holds that the revision doesn't; refuses what git refuses.

        Of a branch that has moved on meanwhile, only what was changed here counts: the comparison is with the last
        commit that both have.
        """
        if revision.startswith("-"):
            raise Refusal(f"--diff: “{revision}” is no revision.")
        root = Path(_git(["rev-parse", "--show-toplevel"], Path.cwd()).decode().rstrip("\n"))
        base = revision if ".." in revision else _base(revision, root)
        common = ["--no-ext-diff", "--no-textconv", "--no-color", "--diff-filter=d", "--unified=0", base, "--"]
        names = _names(_git(["diff", "--name-only", "-z", *common], root))
        sections = _SECTION.split(_git(["diff", *common], root))[1:]
        files: dict[str, tuple[tuple[int, int], ...] | None] = {
            os.path.realpath(root / name): tuple(_lines(section)) for name, section in zip(names, sections, strict=True)
        }
        for name in _names(_git(["ls-files", "-z", "--others", "--exclude-standard"], root)):
            files[os.path.realpath(root / name)] = None
        return cls(revision, files)

    def touch(self, path: str, first: int, last: int) -> bool:
        """Say whether any of some lines of a file has changed."""
        real = os.path.realpath(path)
        if real not in self.files:
            return False
        lines = self.files[real]
        return lines is None or any(start <= last and end >= first for start, end in lines)

    def has(self, path: str) -> bool:
        """Say whether anything in a file has changed."""
        return os.path.realpath(path) in self.files

    def names(self) -> Iterator[str]:
        """Give the changed files, named from the working folder."""
        for path in sorted(self.files):
            yield os.path.relpath(path)


def _lines(section: bytes) -> Iterator[tuple[int, int]]:
    for hunk in _HUNK.finditer(section):
        first, count = int(hunk[1]), int(hunk[2] or 1)
        if count:
            yield first, first + count - 1


def _names(listed: bytes) -> Sequence[str]:
    return [os.fsdecode(name) for name in listed.split(b"\0") if name]


def _base(revision: str, root: Path) -> str:
    try:
        return _git(["merge-base", revision, "HEAD"], root).decode().strip()
    except Refusal:
        return revision  # a shallow clone has no common commit, but may have the revision


def _git(arguments: Sequence[str], folder: Path) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except FileNotFoundError:
        raise Refusal("--diff asks git what has changed, but there is no program “git”.") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise Refusal(f"--diff: git says: {said[0] if said else f'exit code {done.returncode}'}")
    return done.stdout
