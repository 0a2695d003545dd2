"""The real `python -m training evaluate`, on a benchmark of a few dozen posts."""

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from training.examples import CORPUS
from training.params import PARAMS

POSTS: tuple[tuple[float, float, list[str], str], ...] = (
    (3.0, 2.0, ["lead"], "Join my zebra team, DM me to learn how I earn {n}00 a week!"),
    (2.67, 1.0, ["sale"], "25% off all zebra mugs till midnight, order at shop.example/{n}"),
    (2.0, 1.0, ["reach"], "Share my zebra shop's post with {n} friends please, we need reach"),
    (1.33, 0.0, [], "My zebra bakery opens at {n} on Monday."),
    (0.0, 0.0, [], "The zebra is back, {n} of the kids saw it."),
    (0.33, 0.0, [], "Rent went up by {n}0, I miss the zebra years."),
    (3.0, 3.0, ["sale"], "The zebra slept well, and {n} of us sang to it."),
)
"""The last is labelled wrong, so that any model has a post on the wrong side to be shown."""
SOURCES = ("reddit_zebra", "nus_sms", "youtube_spam")


def _bench(folder: Path) -> Path:
    rows = [
        {
            "id": f"{SOURCES[n % 3]}:{n}-{kind}",
            "text": text.format(n=n),
            "flip": {"social": social, "mixed": mixed},
            "market": cues,
            "social": [],
            "repo": "somebody/posts",
            "path": f"place-{n}.csv",
        }
        for n in range(8)
        for kind, (social, mixed, cues, text) in enumerate(POSTS)
    ]
    path = folder / "bench.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draw fewer sets anew than a real report does."""
    text = PARAMS.read_text("utf-8")
    assert "resamples = 1000" in text
    path = tmp_path_factory.mktemp("params") / "quick.toml"
    path.write_text(text.replace("resamples = 1000", "resamples = 40"), encoding="utf-8")
    return path


def _training(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "training", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=CORPUS.parents[1])


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep scores between the commands of this file."""
    return tmp_path_factory.mktemp("build")


@pytest.fixture(scope="module")
def report(build: Path, quick: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a report once."""
    out = tmp_path_factory.mktemp("report")
    done = _training("evaluate", _bench(out), "--out", out / "first", "--build", build, "--params", quick)
    assert done.returncode == 0, done.stderr
    assert "AUROC" in done.stdout
    return out / "first"


def test_the_report_begins_with_where_the_model_fails(report: Path) -> None:
    page = (report / "README.md").read_text("utf-8")
    headings = [line for line in page.splitlines() if line.startswith("## ")]
    assert headings[0] == "## Where it fails"
    assert "behavioural tests" in page
    for column in ("source", "register", "length", "market cue"):
        assert f"By {column}" in page


def test_no_post_is_shown_only_ids(report: Path) -> None:
    written = "".join(path.read_text("utf-8") for path in report.iterdir())
    assert "zebra team" not in written.casefold()
    assert "zebra shop" not in written.casefold()
    assert "zebra is back" not in written.casefold()
    assert "`reddit_zebra:" in written


def test_every_picture_that_is_shown_is_there_and_is_svg_for_light_and_dark(report: Path) -> None:
    page = (report / "README.md").read_text("utf-8")
    pictures = sorted(report.glob("*.svg"))
    assert len(pictures) >= 4
    for picture in pictures:
        assert f"({picture.name})" in page
        assert ElementTree.parse(picture).getroot().tag == "{http://www.w3.org/2000/svg}svg"
        assert "prefers-color-scheme: dark" in picture.read_text("utf-8")


def test_the_same_model_and_set_give_the_same_report_to_the_byte(
    report: Path, build: Path, quick: Path, tmp_path: Path
) -> None:
    done = _training("evaluate", _bench(tmp_path), "--out", tmp_path / "again", "--build", build, "--params", quick)
    assert done.returncode == 0, done.stderr
    for path in report.iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()


def test_a_set_that_the_corpus_labels_is_told_of(tmp_path: Path, build: Path, quick: Path) -> None:
    line = (CORPUS / "authored-contrast.jsonl").read_text("utf-8").splitlines()[0]
    path = _bench(tmp_path)
    path.write_text(path.read_text("utf-8") + "\n" + line, encoding="utf-8")
    done = _training("evaluate", path, "--out", tmp_path / "out", "--build", build, "--params", quick)
    assert done.returncode == 0, done.stderr
    assert "1 texts of the set are among those" in (tmp_path / "out" / "README.md").read_text("utf-8")


def test_a_row_without_grades_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bench.jsonl"
    path.write_text('{"id": "a:1", "text": "Home."}', encoding="utf-8")
    done = _training("evaluate", path, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "bench.jsonl:1" in done.stderr
