import numpy as np
import pytest

from model import Thresholds
from training.metrics import (
    calibration_error,
    calibration_error_by_chance,
    cue_figures,
    flip_curves,
    flip_figures,
    pairs_ranked_right,
    slice_figures,
)

BANDS = Thresholds(review=0.3, flip=0.7)


def test_figures_of_a_perfect_head() -> None:
    figures = flip_figures(np.array([0.99, 0.9, 0.01, 0.02]), np.array([3.0, 2.0, 0.0, 1.0]), BANDS)
    assert figures["auroc"] == figures["average_precision"] == figures["flip_precision"] == 1.0
    assert figures["recall_above_clear"] == 1.0
    assert figures["false_alarms"] == 0.0


def test_a_figure_that_a_set_cannot_give_is_none() -> None:
    figures = flip_figures(np.array([0.1, 0.2]), np.array([0.0, 0.0]), BANDS)
    assert figures["auroc"] is None
    assert figures["flip_precision"] is None


def test_clear_cut_posts_leave_out_the_disputed_ones() -> None:
    figures = flip_figures(np.array([0.9, 0.1, 0.95]), np.array([3.0, 0.0, 1.0]), BANDS)
    assert figures["auroc"] == 0.5
    assert figures["clear_cut_auroc"] == 1.0


def test_calibration_error_is_the_gap_between_risk_and_share() -> None:
    risks = np.full(100, 0.3)
    assert calibration_error(risks, np.arange(100) < 30) == pytest.approx(0)
    assert calibration_error(risks, np.arange(100) < 50) == pytest.approx(0.2)


def test_by_chance_even_true_risks_err_and_less_so_on_more_posts() -> None:
    assert calibration_error_by_chance(np.array([0.0, 1.0, 1.0]), 20, 1) == (0, 0, 0)
    risks = np.linspace(0.01, 0.99, 50)
    few, many = (calibration_error_by_chance(np.repeat(risks, times), 50, 1) for times in (1, 40))
    assert few[1] < few[0] < few[2]
    assert many[0] < few[0] / 3


def test_only_pairs_of_a_flip_and_none_in_one_group_count() -> None:
    figures = pairs_ranked_right(np.array([0.9, 0.2, 0.5, 0.6]), np.array([3, 0, 2, 0]), ["a", "a", "b", "b"])
    assert figures == {"pairs": 2, "ranked_right": 0.5}


def test_curves_count_every_post() -> None:
    risks, marks = np.array([0.05, 0.5, 0.51, 0.99]), np.array([0.0, 0.0, 2.0, 3.0])
    curves = flip_curves(risks, marks)
    assert sum(row["posts"] for row in curves["reliability"]) == sum(curves["histogram"]) == 4
    assert curves["precision_recall"][-1] == [0.0, 1.0]
    assert curves["roc"][0] == [0.0, 0.0]
    assert curves["roc"][-1] == [1.0, 1.0]


def test_slices_come_worst_first() -> None:
    risks, marks = np.array([0.9, 0.1, 0.1, 0.9]), np.array([3.0, 0.0, 3.0, 0.0])
    slices = slice_figures(risks, marks, ["good", "good", "bad", "bad"])
    assert [(one["name"], one["auroc"]) for one in slices] == [("bad", 0.0), ("good", 1.0)]


def test_a_cue_that_hardly_any_post_carries_has_no_share_in_the_mean() -> None:
    labels = np.array([[1.0, 0.0]] * 5 + [[0.0, 1.0]])
    scores = np.array([[0.9, 0.1]] * 5 + [[0.1, 0.1]])
    assert cue_figures(scores, labels, {"sale": 0.5, "wage": 0.5}) == {"sale": 1.0, "macro": 1.0}
    assert cue_figures(scores[:1], labels[:1], {"sale": 0.5, "wage": 0.5}) == {}
