import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit, logit

from model.odds import log_odds, log_odds_of, probabilities


@given(st.lists(st.floats(-800, 800), min_size=1))
def test_probabilities_are_scipys_to_the_last_bit(logits: list[float]) -> None:
    assert np.array_equal(probabilities(np.array(logits)), expit(np.array(logits)))


@given(st.lists(st.floats(1e-4, 1 - 1e-4), min_size=1))
def test_log_odds_are_scipys_to_the_last_bit(chances: list[float]) -> None:
    assert np.array_equal(log_odds(np.array(chances)), logit(np.array(chances)))


def test_shapes_stay() -> None:
    table = np.linspace(0.1, 0.9, 6).reshape(2, 3)
    assert log_odds(table).shape == probabilities(table).shape == (2, 3)


def test_even_odds_are_zero() -> None:
    assert log_odds_of(0.5) == 0
    assert math.isclose(log_odds_of(0.8), math.log(4))
