"""The released numbers, served without scikit-learn, answer to the last bit as the pipeline in which they were fitted."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.pipeline import Pipeline

from model import ArtifactError, Classifier
from model.artifact import load_pipeline, read_manifest, released_folder, sha256
from model.scorer import WeightedScorer
from model.weights import VOCABULARY_FILE, WEIGHTS_FILE, Weights
from model.wording import Wording

CORPUS = Path(__file__).parents[2] / "training" / "corpus"

ODD = [
    "",
    "   \n\t ",
    "a",
    "é" * 3_000,
    "spam " * 3_000,  # more often than the table of logarithms is long
    "İSTANBUL ﬁne ﬂour ǅ ß ﬀ \u0345\u0301",
    "👩‍👩‍👧 25%\u00a0off\u2003now\u200b…",
    "晚饭吃了汤 ужин कल",
]


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """Load the pipeline as it was fitted."""
    return load_pipeline(released_folder())


@pytest.fixture(scope="session")
def folder(pipeline: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the released model's folder with its weights: as they were released, or taken from a pipeline older than they are."""
    manifest = read_manifest(released_folder())
    if WEIGHTS_FILE in manifest.files:
        return released_folder()
    folder = Path(shutil.copytree(released_folder(), tmp_path_factory.mktemp("weights") / "model"))
    names = Weights.of(pipeline).save(folder)
    sealed = replace(manifest, files={**manifest.files, **{name: sha256(folder / name) for name in names}})
    (folder / "manifest.json").write_bytes(sealed.to_json())
    return folder


@pytest.fixture(scope="session")
def wording(folder: Path) -> Wording:
    return Weights.open(folder).wording


def _written_posts() -> list[str]:
    return [json.loads(line)["text"] for line in (CORPUS / "authored.jsonl").read_text("utf-8").splitlines()]


def test_every_written_post_weighs_the_same_to_the_last_bit(pipeline: Pipeline, wording: Wording) -> None:
    fitted = dict(pipeline.named_steps["signals"].transformer_list)["ngrams"]
    posts = _written_posts() + ODD
    assert np.array_equal(fitted.transform(posts), np.stack([wording.logits(post) for post in posts]))


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_weighs_the_same_to_the_last_bit(pipeline: Pipeline, wording: Wording, text: str) -> None:
    fitted = dict(pipeline.named_steps["signals"].transformer_list)["ngrams"]
    assert np.array_equal(fitted.transform([text])[0], wording.logits(text))


def test_the_probabilities_are_those_of_the_pipeline_to_the_last_bit(pipeline: Pipeline, folder: Path) -> None:
    posts = _written_posts()[::24]
    assert np.array_equal(pipeline.predict_proba(posts), Classifier.load(folder)._scorer.predict_proba(posts))


def test_no_passages_give_no_rows(folder: Path) -> None:
    assert WeightedScorer(Weights.open(folder), None).predict_proba([]).shape == (0, 16)


def test_a_model_with_its_weights_is_served_without_scikit_learn_and_scipy(folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from model import Classifier; "
        f"Classifier.load(Path({str(folder)!r})).assess('20% off for my friends, tap to order!'); "
        "print(sorted({'sklearn', 'scipy', 'joblib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_same_numbers_are_the_same_bytes(pipeline: Pipeline, tmp_path: Path) -> None:
    digests = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        digests.append([sha256(tmp_path / name / file) for file in Weights.of(pipeline).save(tmp_path / name)])
    assert digests[0] == digests[1]


@pytest.mark.parametrize("name", [WEIGHTS_FILE, VOCABULARY_FILE])
@pytest.mark.parametrize("content", [b"", b"{}", b"[1]"])
def test_files_that_are_no_weights_are_refused(folder: Path, tmp_path: Path, name: str, content: bytes) -> None:
    spoilt = Path(shutil.copytree(folder, tmp_path / "model"))
    (spoilt / name).write_bytes(content)
    with pytest.raises(ArtifactError, match="are not the weights of a model"):
        Weights.open(spoilt)


@pytest.mark.parametrize(("place", "change"), [(0, {"lowercase": False}), (1, {"ngram_range": (1, 4)})])
def test_n_grams_that_are_read_otherwise_than_they_are_served_are_refused(
    place: int, change: dict[str, object]
) -> None:
    pipeline = load_pipeline(released_folder())
    ngrams = dict(pipeline.named_steps["signals"].transformer_list)["ngrams"]
    ngrams.vectors_.transformer_list[place][1].set_params(**change)
    with pytest.raises(ValueError, match=next(iter(change))):
        Weights.of(pipeline)
