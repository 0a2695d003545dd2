from collections.abc import Callable

import pytest

from training.report.headlines import HEADLINES, headline_figures, headline_intervals, interval_of
from training.report.sample import Sample
from training.wilson import wilson

MakeSample = Callable[..., Sample]

RISKS = [0.9, 0.8, 0.6, 0.2, 0.1, 0.4, 0.05, 0.75]
MARKS = [3.0, 2.0, 1.67, 0.0, 0.0, 1.0, 0.0, 1.33]


def test_every_interval_holds_its_figure(make_sample: MakeSample) -> None:
    found = headline_intervals(make_sample(RISKS * 4, MARKS * 4), 200, seed=7)
    assert found.keys() == HEADLINES.keys()
    for one in found.values():
        if one.value is not None and one.low is not None and one.high is not None:
            assert one.low <= one.value <= one.high


def test_the_interval_of_a_share_is_never_narrower_than_its_counts_allow(make_sample: MakeSample) -> None:
    """Three posts of three are no proof: drawn anew they always agree."""
    found = headline_intervals(make_sample([0.9, 0.8, 0.9, 0.1, 0.1], [3, 3, 3, 0, 0]), 100, seed=7)
    assert found["social flip_precision"].value == 1
    assert found["social flip_precision"].low == pytest.approx(wilson(1.0, 3)[0], abs=1e-4)
    assert found["social false_alarms"].high == pytest.approx(wilson(0.0, 2)[1], abs=1e-4)


def test_a_few_clusters_give_no_interval(make_sample: MakeSample) -> None:
    sample = make_sample([0.9, 0.1, 0.8, 0.2], [3, 0, 3, 0], written=True)
    assert interval_of(sample, lambda part: float(part.risks.mean()), 50, seed=1).low is None


def test_pairs_are_counted_inside_contrast_groups_alone(make_sample: MakeSample) -> None:
    risks, marks = [0.9, 0.1, 0.2, 0.8], [3, 0, 3, 0]
    assert headline_figures(make_sample(risks, marks, written=True), [])["pairs_ranked_right"] == 0.5
    assert headline_figures(make_sample(risks, marks), [])["pairs_ranked_right"] is None


def test_a_cue_that_hardly_anybody_carries_does_not_count(make_sample: MakeSample) -> None:
    assert headline_intervals(make_sample(RISKS, MARKS, [0]), 10, seed=1)["cue_f1"].value is None
    assert headline_intervals(make_sample(RISKS, MARKS, [0, 1, 2, 5, 7]), 10, seed=1)["cue_f1"].value == 1
