import numpy as np

from training.course import Course
from training.split import Split

PARTS = Split(train=np.array([0, 2, 4]), validation=np.array([1]), test=np.array([3]))


def test_what_is_measured_learns_from_the_training_rows_alone() -> None:
    twin = Course.of_twin(PARTS)
    assert twin.rows.tolist() == [0, 2, 4]
    assert twin.earlier is None


def test_what_is_released_goes_on_from_the_twin_over_every_row() -> None:
    release = Course.of_release(PARTS, 5)
    assert release.rows.tolist() == [0, 1, 2, 3, 4]
    assert release.earlier is not None
    assert release.earlier.rows.tolist() == Course.of_twin(PARTS).rows.tolist()
    assert release.earlier.earlier is None
