"""The commands in the documentation run as they are written, in the example that it names."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.channels_file import read_channels
from app.http.schemas import CheckRequest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "report"

_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_EXIT = re.compile(r"# exits with (\d+)$")


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """Copy the example to where its commands may write, with `flipguard` on the path."""
    folder = tmp_path / "example"
    shutil.copytree(EXAMPLE, folder)
    (folder / ".git").mkdir()
    program = tmp_path / "bin" / "flipguard"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m app "$@"\n')
    program.chmod(0o755)
    return folder


@pytest.mark.parametrize("page", ["bulk.md", "channels.md", "report.md"])
def test_every_command_does_what_its_page_says(page: str, example: Path) -> None:
    blocks = _BLOCK.findall((ROOT / "docs" / page).read_text(encoding="utf-8"))
    commands = [line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    assert len(commands) >= 3
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("FLIPGUARD_")}
    surroundings["PATH"] = f"{example.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    for command in commands:
        done = subprocess.run(
            command, shell=True, cwd=example, env=surroundings, capture_output=True, text=True, check=False
        )
        wanted = _EXIT.search(command)
        assert done.returncode == (int(wanted[1]) if wanted else 0), f"{command}\n{done.stdout}{done.stderr}"
        assert done.stdout or done.stderr, command


def test_the_example_has_something_of_everything(example: Path) -> None:
    """It shows flips and what restores them, on all three kinds of audiences."""
    program = example.parent / "bin" / "flipguard"
    done = subprocess.run(
        [program, "report", "posts.jsonl", "--html", "report.html"],
        cwd=example,
        capture_output=True,
        text=True,
        check=True,
    )
    assert re.match(r"Of 52 posts, \d+ flipped and \d+ nearly did\.", done.stdout)
    for said in (
        "street (social)",
        "wick-letter (mixed)",
        "shop-list (market)",
        "Give your offers a place of their own",
    ):
        assert said in done.stdout
    assert "Three things to do" in (example / "report.html").read_text(encoding="utf-8")


def test_the_file_and_the_request_that_are_shown_can_be_used(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "channels.md").read_text(encoding="utf-8")
    (declared,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (request,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    file = tmp_path / "flipguard.toml"
    file.write_text(declared, encoding="utf-8")
    assert list(read_channels(file).declared) == ["wick-letter"]
    draft = CheckRequest.model_validate_json(request)
    assert (draft.channel, len(draft.history), draft.policy.stage) == ("street", 3, False)
