"""What policy sees in the scores of a post."""

from dataclasses import replace

import pytest

from model import Classifier, Manifest, MarketCue, Scores
from model.policy.reading import UNDOES_CONSENT_FROM, read

PITCH = "Last chance: 20% off every candle in my shop till midnight, order here!!"


@pytest.fixture
def scores(classifier: Classifier) -> Scores:
    return classifier.scores(PITCH)


@pytest.fixture
def manifest(classifier: Classifier) -> Manifest:
    """Give the released manifest, but that a disguise is reported from a fifth on."""
    bars = {**classifier.manifest.cue_thresholds, MarketCue.DISGUISE: 0.2}
    return replace(classifier.manifest, cue_thresholds=bars)


def _disguised_by(scores: Scores, score: float) -> Scores:
    return replace(scores, market_cues={**scores.market_cues, MarketCue.DISGUISE: score})


@pytest.mark.parametrize(
    ("score", "reported", "undoes_consent"),
    [(0.19, False, False), (0.2, True, False), (UNDOES_CONSENT_FROM, True, True)],
)
def test_a_disguise_is_reported_earlier_than_it_undoes_a_consent(
    scores: Scores, manifest: Manifest, score: float, reported: bool, undoes_consent: bool
) -> None:
    reading = read(_disguised_by(scores, score), manifest)
    assert (reading.disguised, reading.undoes_consent) == (reported, undoes_consent)


def test_what_friends_would_not_feel_carries_no_act(scores: Scores, manifest: Manifest) -> None:
    harmless = replace(scores, social=0.0, mixed=0.0)
    assert MarketCue.SALE in read(scores, manifest).acts
    assert not read(harmless, manifest).acts
    assert not read(_disguised_by(harmless, 1.0), manifest).disguised
