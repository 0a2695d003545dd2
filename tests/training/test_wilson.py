import pytest

from training.wilson import wilson


@pytest.mark.parametrize(("share", "count"), [(0.0, 1), (0.5, 10), (1.0, 400)])
def test_wilson_s_interval_holds_the_share_and_stays_in_range(share: float, count: int) -> None:
    low, high = wilson(share, count)
    assert 0 <= low <= share <= high <= 1
    assert high - low > 1e-3


@pytest.mark.parametrize(
    ("certainty", "least", "most"), [(0.95, 0.8712, 0.9956), (0.9, 0.8954, 0.9944), (0.6, 0.9445, 0.9889)]
)
def test_the_surer_an_interval_is_the_wider_it_is(certainty: float, least: float, most: float) -> None:
    assert wilson(39 / 40, 40, certainty) == pytest.approx((least, most), abs=5e-5)
