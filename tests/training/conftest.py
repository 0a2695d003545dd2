import re
from collections.abc import Callable
from pathlib import Path

import pytest

from training.encoders import MINILM, MPNET
from training.examples import AUTHORED, CORPUS, PUBLIC, Example, read_authored
from training.params import PARAMS

MakeExample = Callable[..., Example]


@pytest.fixture
def make_example() -> MakeExample:
    """Make an example from the few fields that a test cares for."""

    def make(
        text: str = "We are home.",
        *,
        id: str = "x-1",  # noqa: A002 - the field is called so
        social: float = 0,
        mixed: float = 0,
        public: bool = False,
        **rest: object,
    ) -> Example:
        fields: dict[str, object] = {
            "market_cues": frozenset(),
            "social_cues": frozenset(),
            "kind": PUBLIC if public else AUTHORED,
            "group": f"group of {id}",
            "source": "tests",
        }
        return Example(id=id, text=text, social=social, mixed=mixed, **{**fields, **rest})  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def authored() -> list[Example]:
    """Read the written half of the corpus."""
    return read_authored()


@pytest.fixture
def small_corpus(tmp_path: Path) -> Path:
    """Make a corpus folder of 160 written rows."""
    lines = (CORPUS / "authored-contrast.jsonl").read_text("utf-8").splitlines()[:160]
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "authored-small.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def quick_params(tmp_path: Path) -> Path:
    """Write parameters that train for a moment only, with one small teacher."""
    text = PARAMS.read_text("utf-8")
    quick = re.sub(r"(?m)^epochs = \d+", "epochs = 1", text)
    for before, after in {
        "folds = 12": "folds = 5",
        "teachers = 2": "teachers = 1",
        MPNET.name: MINILM.name,
    }.items():
        assert before in quick
        quick = quick.replace(before, after)
    path = tmp_path / "quick.toml"
    path.write_text(quick, encoding="utf-8")
    return path
