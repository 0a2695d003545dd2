"""The real `python -m training`, on a corpus of 160 rows."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from model import Classifier, Verdict
from model.artifact import released_folder
from model.outputs import READER_NAMES
from training.encoders import MINILM, MPNET, Encoder
from training.examples import CORPUS
from training.gathering import TEST_SETS

PlaceEncoder = Callable[[Encoder, Path], Path]


def _training(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "training", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=CORPUS.parents[1])


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    """Write a benchmark of six posts with mean votes."""
    posts = [
        (3, "Join my team, DM me to learn how I earn 900 a week!"),
        (0, "The frog is back in our pond."),
        (2, "25% off"),
    ]
    rows = [
        {"id": f"b:{n}", "text": f"{text} {n}", "flip": {"social": grade, "mixed": 0}, "market": [], "social": []}
        for n, (grade, text) in enumerate(posts * 2)
    ]
    path = tmp_path / "bench.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_the_whole_recipe_trains_publishes_and_answers(
    small_corpus: Path, quick_params: Path, bench: Path, tmp_path: Path, place_tiny_encoder: PlaceEncoder
) -> None:
    """The quick reader starts from the real encoder; the teacher and the careful reader from a tiny one of their kind."""
    place_tiny_encoder(MPNET, tmp_path / "build")
    options = ["--corpus", small_corpus, "--params", quick_params, "--bench", bench]
    places = ["--artifacts", tmp_path / "artifacts", "--build", tmp_path / "build"]
    done = _training("train", *options, *places)
    assert done.returncode == 0, done.stderr
    assert "Corpus: 160 written posts" in done.stdout
    assert "Benchmark of real posts" in done.stdout
    folder = tmp_path / "artifacts" / "v1"
    assert (tmp_path / "artifacts" / "RELEASED").read_text().strip() == "v1"
    assert {path.parent.name for path in folder.rglob("reader.onnx")} == set(READER_NAMES)
    answer = Classifier.load(folder).assess("We are home and the soup is on.")
    assert answer.verdict in Verdict
    assert answer.model.version == "v1"
    again = _training("train", *options, *places)
    assert "Published" in again.stdout
    assert (tmp_path / "artifacts" / "RELEASED").read_text().strip() == "v2"
    first, second = (Classifier.load(tmp_path / "artifacts" / name) for name in ("v1", "v2"))
    assert first.scores("Pay me 5 for the soup").social == second.scores("Pay me 5 for the soup").social
    page = tmp_path / "held-out.md"
    both = [tmp_path / "artifacts" / name for name in ("v1", "v2")]
    assert _training("held-out", *both, *options, "--build", tmp_path / "build", "--out", page).returncode == 0
    assert "| set | posts | flips | figure | v1 | v2 |" in page.read_text("utf-8")
    _goes_on_elsewhere(folder, options, small_corpus, tmp_path / "elsewhere")


def _goes_on_elsewhere(model: Path, options: list[object], corpus: Path, build: Path) -> None:
    """Let the corpus grow where nothing but the released model is at hand: its reader goes on, and nobody teaches again."""
    new = {"id": "new:1", "text": "Fresh soup, 9 a bowl.", "flip": {"social": 3, "mixed": 1}, "market": ["sale"]}
    row = {**new, "social": [], "writer": "W", "platform": "", "group": "new", "joined": 2}
    (corpus / "authored-new.jsonl").write_text(json.dumps(row), encoding="utf-8")
    restore = ["restore", *options, "--build", build, "--model", model, "--reader", READER_NAMES[0]]
    restored = _training(*restore, "--rounds", 1)
    assert restored.returncode == 0, restored.stderr
    assert "is there already" in _training(*restore, "--rounds", 1).stderr
    assert "--rounds is 3, but the corpus has 2" in _training(*restore, "--rounds", 3).stderr
    went_on = _training("readers", *options, "--build", build, "--only", "twin", "--reader", READER_NAMES[0])
    assert went_on.returncode == 0, went_on.stderr
    assert len(list(build.glob(f"{READER_NAMES[0]}-*.safetensors"))) == 2
    assert not list(build.glob("teacher-*"))


def test_a_row_that_repeats_a_text_which_is_tested_on_is_refused(small_corpus: Path) -> None:
    tested = json.loads((TEST_SETS / "chats.jsonl").read_text("utf-8").splitlines()[0])
    row = {**tested, "id": "N-1", "group": "N-g1", "text": tested["text"].upper(), "writer": "N"}
    (small_corpus / "authored-new.jsonl").write_text(json.dumps(row), encoding="utf-8")
    refused = _training("check", "--corpus", small_corpus)
    assert refused.returncode == 2
    assert "N-1 repeats benchmark text" in refused.stderr


def _as_no_flip(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "flip": {"social": 0, "mixed": 0}, "market": []}


def test_parts_are_written_down_once_and_stay_when_labels_change(small_corpus: Path, tmp_path: Path) -> None:
    deal = ["deal", "--corpus", small_corpus, "--build", tmp_path / "build"]
    done = _training(*deal)
    assert done.returncode == 0, done.stderr
    written = (small_corpus / "parts.json").read_text("utf-8")
    assert min(len(json.loads(written)[part]) for part in ("validation", "test")) > 5
    rows = small_corpus / "authored-small.jsonl"
    settled = [_as_no_flip(json.loads(line)) for line in rows.read_text("utf-8").splitlines()[::2]]
    others = rows.read_text("utf-8").splitlines()[1::2]
    rows.write_text("\n".join([*map(json.dumps, settled), *others]), encoding="utf-8")
    assert _training(*deal).returncode == 0
    assert (small_corpus / "parts.json").read_text("utf-8") == written
    (small_corpus / "parts.json").unlink()
    assert _training(*deal).returncode == 0
    assert (small_corpus / "parts.json").read_text("utf-8") != written, "dealt by the new labels"


def test_a_label_that_was_settled_anew_is_refused_where_no_part_is_written_down(
    small_corpus: Path,
) -> None:
    rows = small_corpus / "authored-small.jsonl"
    first, *others = rows.read_text("utf-8").splitlines()
    rows.write_text("\n".join([json.dumps({**json.loads(first), "settled": 2}), *others]), encoding="utf-8")
    done = _training("check", "--corpus", small_corpus)
    assert done.returncode == 2
    assert "Take the file from the last commit" in done.stderr


def test_parts_are_not_dealt_while_texts_are_missing(small_corpus: Path, tmp_path: Path) -> None:
    copyfile(CORPUS / "public.jsonl", small_corpus / "public.jsonl")
    done = _training("deal", "--corpus", small_corpus, "--build", tmp_path / "build")
    assert done.returncode == 2
    assert "this needs all" in done.stderr
    assert not (small_corpus / "parts.json").exists()


def test_the_plain_recipe_needs_no_reader_and_says_what_it_is_not(
    small_corpus: Path, quick_params: Path, tmp_path: Path
) -> None:
    labels = {"id": "s:1", "sha256": "0" * 64, "flip": {"social": 0, "mixed": 0}, "market": [], "social": []}
    (small_corpus / "public.jsonl").write_text(json.dumps(labels), encoding="utf-8")
    done = _training(
        "train", "--plain", "--corpus", small_corpus, "--params", quick_params, "--artifacts", tmp_path / "artifacts"
    )
    assert done.returncode == 0, done.stderr
    assert "NOT the recipe of the released model" in done.stderr
    assert not list((tmp_path / "artifacts").rglob("reader.onnx"))
    assert Classifier.load(tmp_path / "artifacts" / "v1").scores("We are home.").social >= 0


def test_the_learning_curve_has_a_row_for_every_part_and_ends_with_all_training_rows(
    small_corpus: Path, quick_params: Path, tmp_path: Path
) -> None:
    done = _training(
        *("curve", "--corpus", small_corpus, "--params", quick_params),
        *("--build", tmp_path / "build", "--out", tmp_path / "curve.md"),
    )
    assert done.returncode == 0, done.stderr
    rows = [line.split("|")[1].strip() for line in (tmp_path / "curve.md").read_text("utf-8").splitlines()[-5:]]
    learnt = [int(row) for row in rows]
    assert learnt == sorted(set(learnt))
    assert learnt[-1] > 0.5 * 160


@pytest.mark.parametrize("options", [(), ("--fit",)])
def test_recipes_are_compared_in_one_table_with_released_readers_or_fitted_ones(
    options: tuple[str, ...],
    small_corpus: Path,
    quick_params: Path,
    bench: Path,
    tmp_path: Path,
    place_tiny_encoder: PlaceEncoder,
) -> None:
    for encoder in (MINILM, MPNET):
        place_tiny_encoder(encoder, tmp_path / "build")
    done = _training(
        *("compare", *options, "--corpus", small_corpus, "--params", quick_params, "--bench", bench),
        *("--build", tmp_path / "build", "--out", tmp_path / "recipes.md"),
    )
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "recipes.md").read_text("utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("|")][2:]
    assert [row for row in rows if "n-grams, logistic regression" in row]
    assert [row for row in rows if "the whole recipe" in row]
    assert all(any(f"{name} reader" in row for row in rows) for name in READER_NAMES)
    assert any("a teacher" in row for row in rows) == bool(options)
    assert (released_folder().name in page) != bool(options)


def test_readers_are_either_fitted_or_a_models() -> None:
    done = _training("compare", "--fit", "--model", released_folder())
    assert done.returncode == 2
    assert "Leave one of the two out" in done.stderr


@pytest.mark.parametrize("option", ["--untaught", "--no-untaught"])
def test_whether_nobody_teaches_readers_is_said_only_where_they_are_fitted(option: str) -> None:
    done = _training("compare", option)
    assert done.returncode == 2
    assert "go with --fit" in done.stderr


def test_a_faulty_corpus_stops_the_training_with_the_rows_to_mend(small_corpus: Path) -> None:
    path = small_corpus / "authored-small.jsonl"
    first = path.read_text("utf-8").splitlines()[0]
    path.write_text(path.read_text("utf-8") + first + "\n", encoding="utf-8")
    done = _training("check", "--corpus", small_corpus)
    assert done.returncode == 2
    assert "rows have this id" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_part_that_names_no_row_is_a_fault_once_all_texts_are_at_hand(small_corpus: Path) -> None:
    (small_corpus / "parts.json").write_text('{"rounds": 1, "validation": ["gone-7"], "test": []}', encoding="utf-8")
    done = _training("check", "--corpus", small_corpus)
    assert done.returncode == 2
    assert "gone-7: parts.json holds it out, but no row has this id" in done.stderr
    label = {"id": "s:1", "sha256": "0" * 64, "flip": {"social": 0, "mixed": 0}, "market": [], "social": []}
    (small_corpus / "public.jsonl").write_text(json.dumps(label), encoding="utf-8")
    assert _training("check", "--corpus", small_corpus).returncode == 0, "its text may be among those that are missing"


def test_help_names_every_command() -> None:
    done = _training("--help")
    assert done.returncode == 0
    assert "check" in done.stdout
    assert "train" in done.stdout
