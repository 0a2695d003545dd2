"""Corrections make risks true for real posts, and move no rank."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from model.heads import CascadedHeads
from model.odds import log_odds, probabilities
from model.outputs import FLIP_HEADS, HEADS, READER_COLUMNS
from training.corrections import Correction, corrected_heads, fit_corrections
from training.examples import Example
from training.metrics import calibration_error

MakeExample = Callable[..., Example]

CORRECTIONS = (Correction(1.5, 0.4), Correction(2.0, -0.3))


def _drawn(slope: float, intercept: float, posts: int = 20_000) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Draw risks that are false by a slope and an intercept, and what became of the posts."""
    rng = np.random.default_rng(3)
    risks = rng.uniform(0.02, 0.98, posts)
    return risks, rng.random(posts) < probabilities(slope * log_odds(risks) + intercept)


def test_a_correction_finds_by_how_much_risks_are_false() -> None:
    risks, flips = _drawn(1.4, 0.6)
    found = Correction.fitted(risks, flips)
    assert found.slope == pytest.approx(1.4, abs=0.05)
    assert found.intercept == pytest.approx(0.6, abs=0.05)
    assert calibration_error(found.of(risks), flips) < 0.015 < calibration_error(risks, flips)


def test_risks_that_rank_the_wrong_way_round_are_left_alone() -> None:
    risks, flips = _drawn(-1.0, 0.0)
    assert Correction.fitted(risks, flips) == Correction.none()


def test_where_every_post_is_a_flip_nothing_is_corrected() -> None:
    assert Correction.fitted(np.full(60, 0.7), np.ones(60, dtype=bool)) == Correction.none()


def test_only_real_posts_are_asked_and_only_where_enough_are_flips(make_example: MakeExample) -> None:
    risks, flips = _drawn(1.0, 0.5, posts=400)
    real = [make_example(id=f"r{n}", social=3 * flip, public=True) for n, flip in enumerate(flips.tolist())]
    written = [make_example(id=f"w{n}", social=0) for n in range(400)]
    chances = np.tile(np.concatenate([risks, risks])[:, None], (1, len(HEADS)))
    social, mixed = fit_corrections([*real, *written], chances, enough_flips=50)
    assert social == Correction.fitted(risks, flips)
    assert mixed == Correction.none()


def test_corrected_heads_answer_with_corrected_risks_and_leave_the_same_posts_open() -> None:
    rng = np.random.default_rng(5)
    signals = rng.normal(0, 1, (300, len(HEADS) + 2 * len(READER_COLUMNS)))
    heads = CascadedHeads(2, [(0.3, np.inf), (0.2, 0.7)]).fit(signals, (signals[:, : len(HEADS)] > 0).astype(float))
    before, after = heads.predict_proba(signals), corrected_heads(heads, CORRECTIONS).predict_proba(signals)
    for column in range(len(HEADS)):
        wanted = CORRECTIONS[column].of(before[:, column]) if column < len(FLIP_HEADS) else before[:, column]
        assert np.allclose(after[:, column], wanted, atol=1e-6)
    bars = [reading.sure.tolist() for reading in corrected_heads(heads, CORRECTIONS).readings_]
    assert bars[0] == [CORRECTIONS[0].of_bar(0.3), np.inf]
    assert bars[2] == [-np.inf, np.inf]
