"""Rules that any released model keeps. Texts are the guide's own pairs and plain cases, not the training data."""

import pytest

from model import Classifier, InputError, MarketCue, Relationship, Verdict

FLIPS = [
    "Dinner was lovely, Mom! Venmo'd you $40 for my plate.",
    "Could you look over my lease? Happy to pay you 30 bucks.",
    "Everyone please share our launch press release with your friends!",
    "25% off for my friends, only till midnight, tap to order!!",
    "Anyone late to game night from now on pays me $5.",
    "Cabin's booked, €55 each to me (40 each plus my planning fee)",
]
NEAR_MISSES = [
    "Dinner was lovely, Mom! Next one's at ours.",
    "Could you look over my lease? I'm lost in it.",
    "Got you these chocolates.",
    "We launched today and I am a puddle of nerves and joy.",
    "My sister's staff code works for friends too if anyone was going to buy boots anyway: KIN25. I get nothing from it.",
    "Please be on time on Friday, the pasta won't wait.",
    "Cabin's booked, 160 / 4 = 40 each, whenever",
]


@pytest.mark.parametrize("text", FLIPS)
def test_a_flip_of_the_guide_is_not_cleared(classifier: Classifier, text: str) -> None:
    assert classifier.assess(text).verdict is not Verdict.CLEAR


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_a_near_miss_of_the_guide_is_not_called_a_flip(classifier: Classifier, text: str) -> None:
    assert classifier.assess(text).verdict is not Verdict.FLIP


def test_every_pair_of_the_guide_is_ranked_right(classifier: Classifier) -> None:
    for flip, near_miss in [(FLIPS[0], NEAR_MISSES[0]), (FLIPS[1], NEAR_MISSES[1]), (FLIPS[5], NEAR_MISSES[6])]:
        assert classifier.scores(flip).social > classifier.scores(near_miss).social


@pytest.mark.parametrize("text", FLIPS)
def test_market_is_never_flagged(classifier: Classifier, text: str) -> None:
    answer = classifier.assess(text, Relationship.MARKET)
    assert (answer.flip_risk, answer.verdict) == (0.0, Verdict.CLEAR)
    assert "no social tie to flip" in answer.because


def test_undefined_means_social(classifier: Classifier) -> None:
    assert classifier.assess(FLIPS[3]).relationship is Relationship.SOCIAL


def test_a_mixed_audience_never_feels_more_than_a_social_one(classifier: Classifier) -> None:
    for text in FLIPS + NEAR_MISSES:
        scores = classifier.scores(text)
        assert scores.mixed <= scores.social


def test_spans_point_at_the_words_that_carry_the_cue(classifier: Classifier) -> None:
    text = "🎉 What a weekend at the lake, you were all wonderful. 25% off for my friends, only till midnight, tap to order!!"
    answer = classifier.assess(text)
    sale = next(finding for finding in answer.cues if finding.cue is MarketCue.SALE)
    named = " ".join(span.of(text) for span in sale.spans)
    assert "off" in named or "order" in named
    assert "weekend at the lake" not in named


def test_the_reason_names_the_role_that_the_reader_is_pushed_into(classifier: Classifier) -> None:
    assert "become a customer" in classifier.assess(FLIPS[3]).because


def test_a_pitch_at_the_end_of_a_long_post_is_read(classifier: Classifier) -> None:
    story = "We walked along the river and the kids found a frog. " * 120
    calm, pitched = classifier.assess(story), classifier.assess(story + FLIPS[3])
    assert calm.verdict is Verdict.CLEAR
    assert pitched.verdict is not Verdict.CLEAR
    assert pitched.flip_risk > calm.flip_risk
    assert all(span.start > len(story) - 200 for finding in pitched.cues for span in finding.spans)


def test_a_text_scores_the_same_alone_and_in_company(classifier: Classifier) -> None:
    alone = [classifier.scores(text) for text in FLIPS]
    assert [classifier.scores(text) for text in reversed(FLIPS)] == alone[::-1]


def test_another_language_comes_with_a_warning(classifier: Classifier) -> None:
    answer = classifier.assess("Wer mir am Samstag beim Umzug hilft, bekommt von mir 20 Euro pro Stunde.")
    assert [warning.code for warning in answer.warnings] == ["language"]


def test_a_text_without_words_is_refused(classifier: Classifier) -> None:
    with pytest.raises(InputError, match="no words"):
        classifier.assess("🙂")
