import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.nobody import nobodys_address
from tests.odd_server import OddServer
from tests.running_service import ROOT, Serve

SALE = "25% off for my friends, only till midnight, tap to order!!"
SOUP = "There is soup on the stove tonight. Come by with a jar and take some home."

_RECIPE = re.compile(r"^## (?P<tool>[^\n]+)\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)

Recipe = Callable[[str], Path]


@pytest.fixture(scope="session")
def flipguard(serve: Serve) -> Iterator[str]:
    """Run the service, and give its address."""
    with serve(FLIPGUARD_REQUEST_SECONDS="60") as service:
        yield service.address.rstrip("/")


def recipe_in(tool: str, language: str, flipguard: str) -> str:
    """Give a recipe's own code from the document, for the service that runs here."""
    document = (ROOT / "docs" / "recipes.md").read_text("utf-8")
    text = next(found["text"] for found in _RECIPE.finditer(document) if found["tool"] == tool)
    (code,) = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    return str(code).replace("http://127.0.0.1:8000", flipguard)


@pytest.fixture
def recipe(flipguard: str, tmp_path: Path) -> Recipe:
    """Save a recipe as a program; it waits longer than it says, as the machine may be busy."""

    def recipe(tool: str) -> Path:
        file = tmp_path / "recipe.py"
        file.write_text(re.sub(r"timeout=\d+\)", "timeout=60)", recipe_in(tool, "python", flipguard)), encoding="utf-8")
        return file

    return recipe


@pytest.fixture
def vendor() -> Iterator[OddServer]:
    """Stand in for the vendor's side."""
    with OddServer.running() as vendor:
        yield vendor


@pytest.fixture
def nobody() -> str:
    return nobodys_address()
