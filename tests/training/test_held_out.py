"""Models side by side on held-out rows: what is measured of which set."""

from collections.abc import Callable
from pathlib import Path

import pytest

from model.artifact import read_manifest, released_folder
from training.comparison.held_out import held_out_page, sets_of
from training.examples import Example

MakeExample = Callable[..., Example]

PITCH = "25% off for my friends, only till midnight, tap to order!!"
CHAT = "The cat is asleep on the washing machine again."


@pytest.fixture
def rows(make_example: MakeExample) -> list[Example]:
    """Make a real flip and a real chat, and the same as a written pair of the second round."""
    return [
        make_example(PITCH, id="a", social=3, public=True),
        make_example(CHAT, id="b", public=True),
        make_example(PITCH, id="c", social=3, group="pair", joined=2),
        make_example(CHAT, id="d", group="pair", joined=1),
    ]


def test_sets_are_parted_by_kind_and_by_round_where_there_are_several(rows: list[Example]) -> None:
    found = {name: [row.id for row in examples] for name, examples in sets_of(rows, rows[:1]).items()}
    assert found == {
        "real posts": ["a", "b"],
        "written posts": ["c", "d"],
        "written posts, round 1": ["d"],
        "written posts, round 2": ["c"],
        "benchmark": ["a"],
    }


def test_a_set_without_examples_is_left_out(rows: list[Example]) -> None:
    assert list(sets_of(rows[:2], [])) == ["real posts"]


def test_the_page_has_a_column_a_model_and_a_row_a_figure(rows: list[Example], tmp_path: Path) -> None:
    lines = list(held_out_page([released_folder()], sets_of(rows, []), tmp_path))
    assert f"| set | posts | flips | figure | {read_manifest(released_folder()).version} |" in lines
    assert "| real posts | 2 | 1 | `social` AUROC / average precision | 1.000 / 1.000 |" in lines
    assert "| real posts | 2 | 0 | `mixed` AUROC / average precision | – / – |" in lines
    assert "| written posts | 2 | 1 | of 1 pairs, ranked right | 1.000 |" in lines
    assert "| written posts, round 1 | 1 | 0 | of 0 pairs, ranked right | – |" in lines
    assert list(tmp_path.glob("scores-*.json"))


def test_models_of_the_same_version_keep_a_column_each(rows: list[Example], tmp_path: Path) -> None:
    lines = list(held_out_page([released_folder(), released_folder()], sets_of(rows[:2], []), tmp_path))
    version = read_manifest(released_folder()).version
    assert f"| set | posts | flips | figure | {version} | {version} |" in lines
    assert "| real posts | 2 | 1 | `social` AUROC / average precision | 1.000 / 1.000 | 1.000 / 1.000 |" in lines
