"""Documents cannot lie: every console block is run, and what it prints must be what the document shows.

`UPDATE_DOCS=1 make test` writes the true output into the documents instead.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = (ROOT / "README.md", ROOT / "docs" / "ci.md")
"""The others show commands without what they print; test_documented_commands.py runs those."""
BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)
RISK = re.compile(r"\b[01]\.\d\d+\b")
"""8-bit arithmetic differs a little between processors, so a risk need not be the same to the last digit."""
PROMPT = re.compile(r"^\$ ", re.MULTILINE)


@pytest.fixture(scope="module")
def address(serve: Callable[..., AbstractContextManager[Any]]) -> Iterator[str]:
    """Run the service for the commands that ask it."""
    with serve() as service:
        yield service.address.rstrip("/")


def _run(command: str, address: str, folder: Path) -> str:
    command = command.replace("http://127.0.0.1:8000", address)
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "NO_COLOR": "1",
        "COLUMNS": "100",
    }
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False, cwd=folder, env=environment
    )
    printed = done.stdout + done.stderr
    return printed.replace(address, "http://127.0.0.1:8000").rstrip("\n") + "\n"


def _true(block: str, address: str, folder: Path) -> str:
    commands = [part.split("\n")[0] for part in PROMPT.split(block)[1:]]
    return "".join(f"$ {command}\n{_run(command, address, folder)}" for command in commands)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_shows_is_what_is_printed(document: Path, address: str, tmp_path: Path) -> None:
    if (ROOT / "examples").exists():
        (tmp_path / "examples").symlink_to(ROOT / "examples")
    text = document.read_text("utf-8")
    true = BLOCK.sub(lambda match: _true(match.group(), address, tmp_path), text)
    if os.environ.get("UPDATE_DOCS"):
        document.write_text(true, encoding="utf-8")
    assert RISK.sub("0.##", text) == RISK.sub("0.##", true), (
        f"run UPDATE_DOCS=1 pytest tests/app/test_documents.py, and read the change to {document.name}"
    )


def test_every_make_target_that_a_document_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for document in (ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        for code in re.findall(r"```sh\n(.*?)```|`(make [^`]+)`", document.read_text("utf-8"), re.DOTALL):
            for line in "\n".join(code).splitlines():
                words = shlex.split(line, comments=True)
                if words[:1] == ["make"]:
                    assert {word for word in words[1:] if "=" not in word} <= targets, line


def test_every_link_to_a_file_leads_somewhere() -> None:
    for document in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "training" / "corpus").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
