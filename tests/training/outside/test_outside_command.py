"""The real `python -m training outside`, on small sets of the same shape that were written here."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from training.examples import CORPUS, text_sha256
from training.outside.dimensions import DIMENSIONS
from training.params import PARAMS

Run = Callable[..., subprocess.CompletedProcess[str]]

SPAM = "WINNER!! Claim your okapi prize of {n}00 now, order at shop.example/{n}, code OKAPI{n}"
HAM = (
    "The okapi slept all day, {n} visitors left.",
    "Home at {n}, keep me some okapi cake.",
    "Did {n} of you feed the fish?",
)


def _posts() -> list[dict[str, str]]:
    spam = [{"id": f"s:{n}", "text": SPAM.format(n=n * 37), "label": "spam"} for n in range(1, 9)]
    ham = [
        {"id": f"h:{n}-{kind}", "text": text.format(n=n * 11), "label": "ham"}
        for n in range(1, 7)
        for kind, text in enumerate(HAM)
    ]
    return spam + ham


def _ties() -> list[dict[str, object]]:
    said = {"fun": "What a laugh that okapi joke was {n}", "conflict": "You never listen to me about the okapi {n}"}
    rows: list[dict[str, object]] = []
    for n in range(12):
        for name, text in said.items():
            votes = {name: 3 - n % 2}
            rows.append({"id": f"t:{n}{name}", "text": text.format(n=n), "label": {"votes": votes}})
        rows.append({"id": f"t:{n}", "text": f"The okapi train leaves at {n}", "label": {"votes": {"other": 3}}})
    return rows


def _write(path: Path, rows: list[dict[str, str]] | list[dict[str, object]]) -> None:
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write the three sets."""
    folder = tmp_path / "outside"
    folder.mkdir()
    _write(folder / "sms_spam.jsonl", _posts())
    _write(folder / "youtube_spam.jsonl", _posts())
    _write(folder / "tendims.jsonl", _ties())
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Make a corpus that labels one of the posts."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    _write(folder / "public.jsonl", [{"id": "sms_spam:1", "sha256": text_sha256(_posts()[-1]["text"])}])
    return folder


@pytest.fixture
def run(folder: Path, corpus: Path, tmp_path: Path) -> Run:
    """Run the command with fewer sets drawn anew."""
    params = tmp_path / "quick.toml"
    params.write_text(PARAMS.read_text("utf-8").replace("resamples = 1000", "resamples = 40"), encoding="utf-8")
    options = ["--corpus", corpus, "--params", params, "--build", tmp_path / "build", "--out", tmp_path / "outside.md"]

    def run(*more: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "training", "outside", *map(str, [folder, *options, *more])]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=CORPUS.parents[1])

    return run


def test_the_page_holds_both_tables_and_no_text(run: Run, tmp_path: Path) -> None:
    done = run()
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "outside.md").read_text("utf-8")
    assert "What this can't say" in page
    assert "SMS Spam Collection" in page
    assert all(f"| {name} |" in page for name in DIMENSIONS)
    assert "frozen, not fine-tuned" in page
    assert "okapi" not in page.casefold() + done.stdout.casefold()


def test_what_the_model_was_trained_on_is_left_out_with_its_near_repeats(run: Run, tmp_path: Path) -> None:
    posts = _posts()
    done = run()
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "outside.md").read_text("utf-8")
    row = next(line for line in page.splitlines() if line.startswith("| SMS Spam Collection"))
    total, labelled, near, wordless, left = (int(cell) for cell in row.split("|")[2:7])
    assert (total, labelled, wordless) == (len(posts), 1, 0)
    assert near >= 1
    assert left == total - labelled - near


def test_texts_that_are_at_hand_without_a_label_are_counted(run: Run, tmp_path: Path) -> None:
    pool = tmp_path / "pool.jsonl"
    _write(pool, [{"text": one["text"]} for one in _posts()[:3]])
    done = run("--unlabelled", pool)
    assert done.returncode == 0, done.stderr
    row = next(line for line in done.stdout.splitlines() if line.startswith("| SMS Spam Collection"))
    assert row.split("|")[7].strip() == "3"


def test_a_missing_set_is_named(run: Run, folder: Path) -> None:
    (folder / "tendims.jsonl").unlink()
    done = run()
    assert done.returncode == 2
    assert "lacks tendims.jsonl" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_row_of_another_shape_is_named(run: Run, folder: Path) -> None:
    _write(folder / "sms_spam.jsonl", [{"id": "x", "text": "Home soon.", "label": "perhaps"}])
    done = run()
    assert done.returncode == 2
    assert "sms_spam.jsonl:1" in done.stderr
