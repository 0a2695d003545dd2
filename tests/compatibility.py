"""The table in docs/compatibility.md: a row for each thing that a test did with a real client.

A test says at its end what it proved; the row must be there, word for word. `UPDATE_DOCS=1 make test` writes it.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "compatibility.md"

Works = Callable[..., None]


@pytest.fixture
def works(request: pytest.FixtureRequest) -> Works:
    """Give the function that claims a row: the facade, the client and its version, what was run and what came of it."""
    test = f"{Path(str(request.path)).relative_to(ROOT).as_posix()}::{request.function.__name__}"

    def works(facade: str, client: str, version: str, run: str, result: str) -> None:
        row = f"| {facade} | {client} | {version} | {run} | {result} | `{test}` |"
        if os.environ.get("UPDATE_DOCS"):
            _write(row)
        assert row in rows(), f"run UPDATE_DOCS=1 pytest {test}, and read the change to {DOCUMENT.name}"

    return works


def rows() -> list[str]:
    """Give the rows of the table, without its head."""
    return [line for line in DOCUMENT.read_text("utf-8").splitlines() if line.startswith("| ") and line.endswith("` |")]


def _write(row: str) -> None:
    """Put a row in the place of the one that the same test claimed for the same client."""
    text = DOCUMENT.read_text("utf-8")
    others = [line for line in rows() if _key(line) != _key(row)]
    head, _, rest = text.partition("|---|---|---|---|---|---|\n")
    tail = "".join(f"{line}\n" for line in rest.splitlines() if line not in rows())
    table = "".join(f"{line}\n" for line in sorted([*others, row]))
    DOCUMENT.write_text(f"{head}|---|---|---|---|---|---|\n{table}{tail}", encoding="utf-8")


def _key(row: str) -> tuple[str, str]:
    cells = row.split(" | ")
    return cells[1], cells[-1]
