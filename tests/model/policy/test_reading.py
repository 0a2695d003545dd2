"""What policy sees in the scores of a post."""

from dataclasses import replace

import pytest

from model import Classifier, MarketCue, Scores
from model.policy.reading import SURELY_DISGUISED, read

PITCH = "Last chance: 20% off every candle in my shop till midnight, order here!!"


@pytest.fixture
def scores(classifier: Classifier) -> Scores:
    return classifier.scores(PITCH)


def _disguised_by(scores: Scores, score: float) -> Scores:
    return replace(scores, market_cues={**scores.market_cues, MarketCue.DISGUISE: score})


def test_a_disguise_undoes_a_consent_only_if_it_is_likelier_than_not(classifier: Classifier, scores: Scores) -> None:
    reported = classifier.manifest.cue_thresholds[MarketCue.DISGUISE]
    assert reported < SURELY_DISGUISED
    assert not read(_disguised_by(scores, reported), classifier.manifest).disguised
    assert read(_disguised_by(scores, SURELY_DISGUISED), classifier.manifest).disguised


def test_what_friends_would_not_feel_carries_no_act(classifier: Classifier, scores: Scores) -> None:
    harmless = replace(scores, social=0.0, mixed=0.0)
    assert read(scores, classifier.manifest).acts == {MarketCue.SALE}
    assert not read(harmless, classifier.manifest).acts
    assert not read(_disguised_by(harmless, 1.0), classifier.manifest).disguised
