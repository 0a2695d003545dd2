from collections.abc import Callable
from dataclasses import replace

import pytest

from model import Classifier, Relationship, Thresholds
from model.artifact import released_folder
from model.loading import load
from training.examples import Example
from training.kept_scores import KeptScores
from training.params import ReleaseParams
from training.release_gate import Comparison, WorseModelError, compare_releases, refuse_worse

MakeExample = Callable[..., Example]
STRICT = ReleaseParams(tolerance=0.01, certainty=0.9, resamples=40)

TEXTS = (
    (3, "25% off my {n} candles for my friends, tap to order!!"),
    (3, "Could you look over my lease? Happy to pay you {n} bucks."),
    (0, "Could you look over my lease? I'm lost on page {n}."),
    (0, "The kids found {n} frogs in the pond."),
)


@pytest.fixture
def bench(make_example: MakeExample) -> list[Example]:
    """Make a benchmark of 40 posts."""
    return [
        make_example(text.format(n=n + 20), id=f"{n}-{kind}", social=grade, mixed=grade, public=True)
        for n in range(10)
        for kind, (grade, text) in enumerate(TEXTS)
    ]


def _with_thresholds(review: float, flip: float) -> KeptScores:
    """Load the released model with other thresholds: a real model that is worse at its promises."""
    scorer, _, manifest = load(released_folder())
    bands = {readers: Thresholds(review, flip) for readers in (Relationship.SOCIAL, Relationship.MIXED)}
    return KeptScores(Classifier(scorer, replace(manifest, thresholds=bands)))


def test_a_model_is_not_worse_than_itself(bench: list[Example], classifier: Classifier) -> None:
    same = compare_releases(bench, KeptScores(classifier), KeptScores(classifier), STRICT, seed=7)
    assert {one.name for one in same} >= {"social auroc", "social false_alarms"}
    assert not any(one.is_worse for one in same)
    refuse_worse(same)


def test_a_broken_promise_is_a_worse_figure(bench: list[Example], classifier: Classifier) -> None:
    found = compare_releases(bench, KeptScores(classifier), _with_thresholds(0.0, 0.001), STRICT, seed=7)
    worse = {one.name for one in found if one.is_worse}
    assert "social false_alarms" in worse
    assert "social auroc" not in worse
    with pytest.raises(WorseModelError, match="social false_alarms"):
        refuse_worse(found)


def test_to_call_nothing_a_flip_is_told_by_the_recall(bench: list[Example]) -> None:
    found = compare_releases(bench, _with_thresholds(0.1, 0.2), _with_thresholds(0.1, 1.0), STRICT, seed=7)
    by_name: dict[str, Comparison] = {one.name: one for one in found}
    assert not by_name["social flip_precision"].is_worse
    assert by_name["social flip_recall"].is_worse


def test_a_loss_within_the_tolerance_is_noise(bench: list[Example]) -> None:
    lenient = replace(STRICT, tolerance=1.0)
    found = compare_releases(bench, _with_thresholds(0.1, 0.2), _with_thresholds(0.0, 0.001), lenient, seed=7)
    assert not any(one.is_worse for one in found)
