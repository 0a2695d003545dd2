"""The cascade as it is served: nothing is read further than it has to be."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from model import Classifier, Relationship, Verdict
from model.artifact import read_manifest, released_folder
from model.loading import load_weights
from model.outputs import HEADS
from model.reader import Reader
from model.released_readers import reader_folders
from model.scorer import CascadeScorer, Yardstick
from model.weights import Weights

CORPUS = Path(__file__).parents[2] / "training" / "corpus"

NEVER, ALWAYS = (-np.inf, np.inf), (-np.inf, -np.inf)
"""Bars with which a reading never suffices, and with which it always does."""

SALE = "Join my candle team, DM me to learn how I earn 900 a week! Only today, order here, and tell all your friends."
CHAT = "The frog is back in our pond, and the kids are beside themselves."


class Counted(Reader):
    """A released reader that counts what it reads."""

    read: int = 0

    def logits(self, passage: str) -> NDArray[np.float64]:
        self.read += 1
        return super().logits(passage)


@pytest.fixture(scope="module")
def weights() -> Weights:
    return load_weights(released_folder())


@pytest.fixture
def readers() -> list[Counted]:
    folder = released_folder()
    return [Counted.open(one) for one in reader_folders(folder, read_manifest(folder))]


@pytest.fixture(scope="module")
def posts() -> list[str]:
    """Give a post that the released model's wording knows, and written ones that its readers have to read."""
    lines = (CORPUS / "authored.jsonl").read_text("utf-8").splitlines()[::60]
    return ["Where are you now?", *(json.loads(line)["text"] for line in lines)]


def _with_bars(weights: Weights, *bars: tuple[float, float]) -> Weights:
    changed = [replace(one, sure=np.array(sure)) for one, sure in zip(weights.readings, bars, strict=False)]
    return replace(weights, readings=[*changed, *weights.readings[len(bars) :]])


@pytest.mark.parametrize(
    ("bars", "read"), [((ALWAYS, ALWAYS), [0, 0]), ((NEVER, ALWAYS), [1, 0]), ((NEVER, NEVER), [1, 1])]
)
def test_what_suffices_is_not_read_further(
    weights: Weights, readers: list[Counted], bars: Sequence[tuple[float, float]], read: list[int]
) -> None:
    scorer = CascadeScorer(_with_bars(weights, *bars), readers)
    assert scorer.predict_proba([SALE]).shape == (1, len(HEADS))
    assert [reader.read for reader in readers] == read


def test_each_reader_of_the_released_model_reads_only_what_was_left_open(
    weights: Weights, readers: list[Counted], posts: list[str]
) -> None:
    scorer = CascadeScorer(weights, readers)
    scorer.predict_proba(posts)
    quick, careful = (reader.read for reader in readers)
    assert 0 < careful < quick < len(posts)
    assert quick == sum(scorer.glance(post) is None for post in posts)


def test_a_glance_gives_just_what_a_whole_look_gives_or_nothing_and_asks_no_reader(
    weights: Weights, readers: list[Counted], posts: list[str]
) -> None:
    scorer = CascadeScorer(weights, readers)
    glances = [scorer.glance(post) for post in posts]
    assert not any(reader.read for reader in readers)
    known = [(post, chances) for post, chances in zip(posts, glances, strict=True) if chances is not None]
    assert 0 < len(known) < len(posts)
    assert np.array_equal(
        np.stack([chances for _, chances in known]), scorer.predict_proba([post for post, _ in known])
    )
    assert not any(reader.read for reader in readers)


def test_a_model_without_readers_knows_everything_at_a_glance(weights: Weights, posts: list[str]) -> None:
    plain = CascadeScorer(weights, [])
    known = [chances for post in posts if (chances := plain.glance(post)) is not None]
    assert np.array_equal(np.array(known), plain.predict_proba(posts))


def test_the_released_wording_never_calls_a_flip_by_itself(weights: Weights, posts: list[str]) -> None:
    assert weights.readings[0].sure[1] == np.inf
    scorer, thresholds = CascadeScorer(weights, []), read_manifest(released_folder()).thresholds
    for post in posts:
        chances = scorer.predict_proba([post])[0]
        if not weights.readings[0].leaves_open(chances):
            assert thresholds[Relationship.SOCIAL].verdict(chances[0]) is not Verdict.FLIP


def test_evidence_is_measured_without_the_careful_reader(weights: Weights, readers: list[Counted]) -> None:
    scorer = CascadeScorer(_with_bars(weights, NEVER, NEVER), readers)
    classifier = Classifier(scorer, read_manifest(released_folder()), yardstick=Yardstick(weights, readers))
    assert classifier.assess(SALE).cues[0].spans
    quick, careful = (reader.read for reader in readers)
    assert careful == 1
    assert quick > 3


def test_a_yardstick_measures_alike_whether_or_not_a_reading_suffices(weights: Weights, readers: list[Counted]) -> None:
    sure, unsure = (
        Yardstick(_with_bars(weights, bar, bar), readers).predict_proba([SALE, CHAT]) for bar in (ALWAYS, NEVER)
    )
    assert np.array_equal(sure, unsure)
    assert [reader.read for reader in readers] == [4, 0]
