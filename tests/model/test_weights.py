"""The released numbers, served without scikit-learn, answer to the last bit as the pipeline in which they were fitted."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.pipeline import Pipeline

from model import ArtifactError, Classifier
from model.artifact import released_folder
from model.loading import load_pipeline, load_weights
from model.outputs import HEADS
from model.scorer import CascadeScorer, Yardstick
from model.verification import sha256
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
def weights() -> Weights:
    """Load the numbers as they were released."""
    return load_weights(released_folder())


@pytest.fixture(scope="session")
def wording(weights: Weights) -> Wording:
    return weights.wording


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


def test_the_probabilities_are_those_of_the_pipeline_to_the_last_bit(
    pipeline: Pipeline, classifier: Classifier
) -> None:
    """Whichever reading decides: the posts are such that every one of them does."""
    posts = [*_written_posts()[::40], *ODD]
    chances = pipeline.predict_proba(posts)
    assert np.array_equal(chances, classifier._scorer.predict_proba(posts))
    each = pipeline.named_steps["heads"].predict_each(pipeline.named_steps["signals"].transform(posts))
    assert all(np.any((chances == table).all(axis=1)) for table in each)


def test_evidence_is_measured_with_what_the_pipeline_makes_of_the_first_reader(
    pipeline: Pipeline, classifier: Classifier
) -> None:
    posts = [*_written_posts()[::240], *ODD]
    each = pipeline.named_steps["heads"].predict_each(pipeline.named_steps["signals"].transform(posts))
    assert np.array_equal(each[1], classifier._yardstick.predict_proba(posts))


def test_no_passages_give_no_rows(weights: Weights) -> None:
    for scorer in (CascadeScorer(weights, []), Yardstick(weights, [])):
        assert scorer.predict_proba([]).shape == (0, len(HEADS))


def test_the_released_numbers_are_those_of_the_pipeline(weights: Weights, pipeline: Pipeline) -> None:
    fitted = Weights.of(pipeline)
    assert (weights.words, weights.characters) == (fitted.words, fitted.characters)
    assert np.array_equal(weights.ngram_weights, fitted.ngram_weights)
    assert len(weights.readings) == len(fitted.readings) == 3
    for one, other in zip(weights.readings, fitted.readings, strict=True):
        for name, array in one.arrays(0).items():
            assert np.array_equal(array, other.arrays(0)[name])


def test_a_model_with_its_weights_is_served_without_scikit_learn_and_scipy() -> None:
    program = (
        "import sys; from pathlib import Path; from model import Classifier; "
        f"Classifier.load(Path({str(released_folder())!r})).assess('20% off for my friends, tap to order!'); "
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
def test_files_that_are_no_weights_are_refused(weights: Weights, tmp_path: Path, name: str, content: bytes) -> None:
    weights.save(tmp_path)
    assert len(Weights.open(tmp_path, readers=2).readings) == 3
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ArtifactError, match="are not the weights of a model"):
        Weights.open(tmp_path, readers=2)


def test_a_model_with_more_readers_than_weights_for_them_is_refused(weights: Weights, tmp_path: Path) -> None:
    weights.save(tmp_path)
    with pytest.raises(ArtifactError, match=r"are not the weights of a model \(.*reading3"):
        Weights.open(tmp_path, readers=3)


@pytest.mark.parametrize(("place", "change"), [(0, {"lowercase": False}), (1, {"ngram_range": (1, 4)})])
def test_n_grams_that_are_read_otherwise_than_they_are_served_are_refused(
    place: int, change: dict[str, object]
) -> None:
    pipeline = load_pipeline(released_folder())
    ngrams = dict(pipeline.named_steps["signals"].transformer_list)["ngrams"]
    ngrams.vectors_.transformer_list[place][1].set_params(**change)
    with pytest.raises(ValueError, match=next(iter(change))):
        Weights.of(pipeline)
