"""Trying a model out, so that nobody waits for what loads on first use."""

from .advice import advise
from .classifier import Classifier
from .policy import judge

_FLIP = "25% off for my friends, only till midnight, tap to order!!"
"""A post of which all is asked: score, evidence and advice."""


def tried_out(classifier: Classifier) -> Classifier:
    """Judge a post that flips and look for advice, and give the classifier: parts of both load on first use."""
    advise(classifier, _FLIP, judge(classifier, _FLIP))
    return classifier
