"""The client as others get it: a wheel of its own, its types, and the code in its README."""

import ast
import contextlib
import io
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.running_service import Service

CLIENT = Path(__file__).parents[3] / "clients" / "python"

TYPED = """
from typing import assert_type
from flipguard_client import Answer, AsyncFlipGuard, FlipGuard, Unchecked

def sync(guard: FlipGuard, safe: bool) -> float:
    assert_type(guard.check("a"), Answer)
    result = guard.check("a", fail_open=safe, channel="street")
    assert_type(result, Answer | Unchecked)
    if result.checked:
        return result.flip_risk
    assert_type(result, Unchecked)
    return 0.0

async def other(guard: AsyncFlipGuard) -> str | None:
    async for row in guard.batch(["a", {"text": "b", "id": 1}]):
        return row.result.verdict if row.result else None
    return (await guard.check("a", relationship="mixed")).verdict
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and lay it where nothing else is."""
    built, place = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("place")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(built)]
    subprocess.run(build, cwd=CLIENT, check=True, capture_output=True)
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(place)]
    subprocess.run([*install, *map(str, built.glob("*.whl"))], check=True, capture_output=True)
    return place


def test_the_wheel_stands_alone_and_holds_its_types(installed: Path) -> None:
    script = (
        f"import sys; sys.path.insert(0, {str(installed)!r}); import flipguard_client; print(flipguard_client.__file__)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", script], cwd=installed, check=True, capture_output=True, text=True
    )

    assert Path(done.stdout.strip()).is_relative_to(installed)
    assert (installed / "flipguard_client" / "py.typed").exists()


def test_the_client_imports_what_it_declares_and_nothing_of_the_service() -> None:
    declared = tomllib.loads((CLIENT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    allowed = {re.split(r"\W", name)[0] for name in declared} | sys.stdlib_module_names | {"pydantic_core"}
    for file in (CLIENT / "flipguard_client").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                assert {alias.name.split(".")[0] for alias in node.names} <= allowed, file.name
            elif isinstance(node, ast.ImportFrom) and not node.level:
                assert str(node.module).split(".")[0] in allowed, file.name


def test_a_type_checker_tells_an_answer_from_none(tmp_path: Path) -> None:
    (tmp_path / "use.py").write_text(TYPED, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "use.py"]

    done = subprocess.run(
        command, cwd=tmp_path, env={"MYPYPATH": str(CLIENT)}, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_code_in_the_readme_runs_and_prints_what_its_comments_say(service: Service) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (CLIENT / "README.md").read_text("utf-8"), re.DOTALL)
    assert len(blocks) >= 6
    names: dict[str, object] = {}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        for block in blocks:
            exec(block.replace("http://127.0.0.1:8000", service.address), names)

    lines = printed.getvalue().splitlines()
    assert lines[0] == "flip"
    assert any(line.startswith("text ") for line in lines)
    assert lines[lines.index("unchecked") - 1] == "False"
    assert "monday clear" in lines
    assert "tuesday flip" in lines
    assert lines[-1] == "['clear', 'flip']"
