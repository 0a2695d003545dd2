from collections.abc import Callable

from training.report.sample import Sample
from training.report.study import confusion

MakeSample = Callable[..., Sample]


def test_every_post_stands_in_one_cell_by_its_grade_and_verdict(make_sample: MakeSample) -> None:
    sample = make_sample([0.1, 0.5, 0.9, 0.1, 0.9, 0.9], [0, 0.49, 1.49, 1.5, 2.67, 3])
    assert confusion(sample, 0) == [[1, 1, 0], [0, 0, 1], [1, 0, 0], [0, 0, 2]]
