from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model import Classifier
from model.outputs import HEADS
from training.served import as_served


@dataclass(frozen=True)
class _Scorer:
    """Gives every passage the same chances."""

    chances: NDArray[np.float64]

    def predict_proba(self, texts: list[str]) -> NDArray[np.float64]:
        return np.tile(self.chances, (len(texts), 1))


def test_the_mixed_risk_is_bounded_as_the_classifier_bounds_it(classifier: Classifier) -> None:
    chances = np.full((2, len(HEADS)), 0.3)
    chances[:, HEADS.index("mixed")] = [0.2, 0.9]
    served = as_served(chances)[:, HEADS.index("mixed")].tolist()
    assert served == [Classifier(_Scorer(row), classifier.manifest).scores("We are home.").mixed for row in chances]
    assert served == [0.2, 0.3]
    assert chances[1, HEADS.index("mixed")] == 0.9, "what was given stays as it was"
