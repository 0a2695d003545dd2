import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.reading import Reading


def _reading(lower: float, upper: float) -> Reading:
    rng = np.random.default_rng(1)
    return Reading(rng.normal(size=(3, 5)), rng.normal(size=3), np.array([lower, upper]))


@pytest.mark.parametrize(
    ("risk", "is_open"), [(0.0, False), (0.0999, False), (0.1, True), (0.8999, True), (0.9, False)]
)
def test_a_reading_is_left_open_from_the_lower_bar_up_to_the_upper(risk: float, is_open: bool) -> None:
    assert _reading(0.1, 0.9).leaves_open(np.array([risk, 1.0, 1.0])) is is_open


def test_without_an_upper_bar_no_risk_is_high_enough_to_suffice() -> None:
    assert _reading(0.1, np.inf).leaves_open(np.array([1.0, 0, 0]))


@given(st.lists(st.lists(st.floats(-50, 50), min_size=5, max_size=5), min_size=1, max_size=9))
def test_a_passage_has_the_same_chances_alone_and_in_company_to_the_last_bit(rows: list[list[float]]) -> None:
    reading = _reading(0, 1)
    together = reading.chances(np.array(rows))
    assert together.shape == (len(rows), 3)
    assert all(np.array_equal(reading.chances(np.array([row]))[0], together[n]) for n, row in enumerate(rows))


def test_readings_are_found_in_a_file_by_their_number() -> None:
    arrays = {**_reading(0, 1).arrays(0), **_reading(0.1, 0.9).arrays(1)}
    assert Reading.among(arrays, 1).sure.tolist() == [0.1, 0.9]
    with pytest.raises(KeyError, match="reading2"):
        Reading.among(arrays, 2)
