import numpy as np

from model import Classifier
from model.outputs import HEADS
from training.served import as_served


def test_the_mixed_risk_is_bounded_by_the_social_one_as_it_is_served(classifier: Classifier) -> None:
    chances = np.full((2, len(HEADS)), 0.3)
    chances[:, HEADS.index("mixed")] = [0.2, 0.9]
    assert as_served(chances)[:, HEADS.index("mixed")].tolist() == [0.2, 0.3]
    assert chances[1, HEADS.index("mixed")] == 0.9, "what was given stays as it was"
    pitch = classifier.scores("25% off for my friends, only till midnight, tap to order!!")
    assert pitch.mixed <= pitch.social
