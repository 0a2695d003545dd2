"""A worse model does not pass: through the real command line, against the model that is released."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from model import Classifier
from model.artifact import RELEASED_FILE, read_manifest, released_folder
from training.examples import CORPUS

Train = Callable[..., subprocess.CompletedProcess[str]]

FLIPS = (
    "Join my team, DM me to learn how I earn {n}00 a week!",
    "{n}% off my candles for my friends, only till midnight, tap to order!!",
    "Thanks for dinner, Mom, I've sent you {n} for my plate.",
)
CALM = (
    "Thanks for dinner, Mom, next one's at ours at {n}.",
    "Help me move at {n}, there'll be pizza and beer.",
    "The rent is {n}00 now and my team laughed at my budget.",
)


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    """Write a benchmark of 60 posts that the released model ranks well."""
    rows = [
        {
            "id": f"b:{n}-{grade}-{kind}",
            "text": text.format(n=n + 11),
            "flip": {"social": grade, "mixed": grade},
            "market": [],
            "social": [],
        }
        for n in range(10)
        for grade, texts in ((3, FLIPS), (0, CALM))
        for kind, text in enumerate(texts)
    ]
    path = tmp_path / "bench.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


@pytest.fixture
def artifacts(tmp_path: Path) -> Path:
    """Copy the released model to a place where another may be published."""
    folder = tmp_path / "artifacts"
    copytree(released_folder(), folder / released_folder().name)
    (folder / RELEASED_FILE).write_text(released_folder().name + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def train(small_corpus: Path, quick_params: Path, artifacts: Path, tmp_path: Path) -> Train:
    """Train a model that learnt from 160 rows, without a reader: it can't but be worse."""
    options = ["--plain", "--corpus", small_corpus, "--params", quick_params, "--artifacts", artifacts]

    def train(*more: object) -> subprocess.CompletedProcess[str]:
        command = [
            sys.executable,
            "-m",
            "training",
            "train",
            *map(str, [*options, "--build", tmp_path / "build", *more]),
        ]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=CORPUS.parents[1])

    return train


def test_a_worse_model_is_refused_with_the_figures_and_kept_aside(
    train: Train, bench: Path, artifacts: Path, tmp_path: Path
) -> None:
    done = train("--bench", bench)
    assert done.returncode == 1, done.stderr
    assert "social auroc" in done.stderr
    assert "--despite-worse" in done.stderr
    assert "Traceback" not in done.stderr
    assert (artifacts / RELEASED_FILE).read_text().strip() == released_folder().name
    assert [folder.name for folder in artifacts.glob("v*")] == [released_folder().name]
    candidate = read_manifest(tmp_path / "build" / "candidate")
    assert candidate.metrics["Benchmark of real posts"]["social"]["intervals"]["auroc"]
    assert Classifier.load(tmp_path / "build" / "candidate").scores("We are home.").social >= 0


def test_a_reason_lets_it_pass_and_stands_in_the_manifest_and_on_the_card(
    train: Train, bench: Path, artifacts: Path
) -> None:
    done = train("--bench", bench, "--despite-worse", "the okapi asked for it")
    assert done.returncode == 0, done.stderr
    folder = released_folder(artifacts)
    release = read_manifest(folder).metrics["release"]
    assert release["compared_with"] == released_folder().name
    assert release["despite"] == "the okapi asked for it"
    assert any("auroc" in one for one in release["worse"])
    card = Classifier.load(folder).card
    assert "the okapi asked for it" in card
    assert "docs/evaluation/README.md" in card


def test_without_a_benchmark_nothing_is_trained_where_a_model_is_released(train: Train) -> None:
    done = train()
    assert done.returncode == 1
    assert "--bench" in done.stderr
    assert "Twin" not in done.stdout
