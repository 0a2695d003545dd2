from collections.abc import Callable

import numpy as np
import pytest

from model import Thresholds
from training.report.sample import MARKET_CUES, Sample

MakeSample = Callable[..., Sample]


@pytest.fixture
def make_sample() -> MakeSample:
    """Make a measured set of social risks and mean grades; mixed ones are the same, no cue is carried unless told."""

    def make(
        risks: list[float], marks: list[float], carried: list[int] | None = None, *, written: bool = False
    ) -> Sample:
        cues = np.zeros((len(marks), len(MARKET_CUES)), dtype=bool)
        cues[carried or [], 0] = True
        return Sample(
            risks=np.column_stack([risks, risks]),
            marks=np.column_stack([marks, marks]).astype(float),
            reported=cues,
            carried=cues,
            clusters=np.arange(len(marks)) // 2 if written else np.arange(len(marks)),
            written=np.full(len(marks), written),
            bars=(Thresholds(0.3, 0.7), Thresholds(0.3, 0.7)),
        )

    return make
