"""`flipguard check` on one file, cold, and on many, against starting Python at all and against other linters."""

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from .figures import US, Figures, seconds_of
from .linters import commands, write_posts
from .plan import Plan
from .running import ROOT, plain_environment

PART = "files"
COLD = "one file, cold"
NOTHING = "python -c pass"

_BOUND = 900
"""Seconds after which a command is given up."""

Command = tuple[str, Sequence[str], Path]


def measure(plan: Plan, figures: Figures) -> None:
    """Run every command, one after the other."""
    figures.refer(PART, US)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, many = folder / "one", folder / "many"
        for posts, count in ((one, 1), (many, plan.files)):
            posts.mkdir()
            write_posts(posts, count)
        path = os.pathsep.join([plan.path, os.environ["PATH"]]) if plan.path else os.environ["PATH"]
        for _ in range(plan.repeats):
            _time(figures, COLD, _cold(one, path, plan), folder / f"cache-{random.random()}", path)
        found = _all(many, path, plan)
        _time(figures, f"{plan.files:,} files", found, folder / "cache", path)
        _remark_on_missing(figures, {tool for tool, _, _ in found})


def _cold(posts: Path, path: str, plan: Plan) -> list[Command]:
    return [(NOTHING, (sys.executable, "-c", "pass"), ROOT), *_all(posts, path, plan, without_memory=True)]


def _all(posts: Path, path: str, plan: Plan, *, without_memory: bool = False) -> list[Command]:
    model = ("--model", str(plan.model_folder)) if plan.model_folder else ()
    return [
        (_called(tool), (*command, *model, *(("--no-cache",) if without_memory else ())), folder)
        if tool.startswith(US)
        else (tool, command, folder)
        for tool, command, folder in commands(posts, path)
        if not (without_memory and tool == f"{US}, second run")
    ]


def _called(tool: str) -> str:
    return US if tool == f"{US}, first run" else tool


def _time(figures: Figures, case: str, given: Sequence[Command], cache: Path, path: str) -> None:
    environment = {**plain_environment(), "PATH": path, "FLIPGUARD_CACHE_FOLDER": str(cache)}
    for tool, command, folder in given:
        codes: list[int] = []

        def run(command: Sequence[str] = command, folder: Path = folder, codes: list[int] = codes) -> None:
            done = subprocess.run(
                command, cwd=folder, env=environment, capture_output=True, check=False, timeout=_BOUND
            )
            codes.append(done.returncode)

        figures.add(PART, case, tool, "s", seconds_of(run))
        if codes[0] not in (0, 1):
            figures.remark(f"Files: {tool} ended with {codes[0]}, so its time says little.")


def _remark_on_missing(figures: Figures, found: set[str]) -> None:
    missing = list(_missing(found))
    if missing:
        figures.remark(
            f"Files: {' and '.join(missing)} are not installed here and left out; --path names their folders."
        )


def _missing(found: set[str]) -> Iterator[str]:
    yield from (tool for tool in ("proselint", "alex", "textlint") if tool not in found)
