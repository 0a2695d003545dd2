"""What docs/facades.md shows works as it is written, and what docs/compatibility.md says was proved."""

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.http.facades.known import FACADES
from tests import compatibility

ROOT = Path(__file__).parents[4]
PAGE = (ROOT / "docs" / "facades.md").read_text("utf-8")
PROGRAMS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
ADDRESS = "http://127.0.0.1:8000"


@pytest.mark.parametrize("program", PROGRAMS)
def test_each_program_on_the_page_runs_as_it_is_written(
    clients: Any, address: str, tmp_path: Path, program: str
) -> None:
    file = tmp_path / "program.py"
    shown = program.replace(ADDRESS, address).replace("print(", "shown = (")
    file.write_text(f"import json\n{shown}\nprint(json.dumps(shown))\n", encoding="utf-8")

    flagged, risk_or_words, because = clients.run(file)

    assert flagged
    assert risk_or_words in program if isinstance(risk_or_words, str) else risk_or_words > 0.5
    assert "customer" in because


def test_every_facade_and_every_path_is_on_the_page(client: TestClient) -> None:
    for facade in FACADES:
        assert f"| `{facade.name}` | " in PAGE
        for path in facade.paths:
            assert f"`{path}`" in PAGE
    for path in re.findall(r"`(/v1/[\w/]+)`", PAGE):
        assert path in client.get("/openapi.json").json()["paths"]


def test_every_row_of_the_table_names_a_test_that_exists_and_a_facade_that_is_known() -> None:
    for row in compatibility.rows():
        file, _, name = row.rsplit("`", 2)[1].partition("::")
        assert f"def {name}(" in (ROOT / file).read_text("utf-8"), row
        assert row.split(" | ")[0].removeprefix("| ") in {facade.name for facade in FACADES}
