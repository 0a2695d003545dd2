"""A glance at a short clear post gives what a whole assessment gives, and nothing where that takes longer."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from model import Classifier, InputError, Relationship, Verdict, judge, judge_at_a_glance, preset
from model.outputs import HEADS
from model.passage_scorer import Scorer
from model.text import PASSAGE_LENGTH

SALE = "Hey friends, my candle shop is open! Use code FRIENDS10 for 10% off, only until Sunday. Order here: https://a.example"
GIFT = "I made far too much soup, so come by with a jar and take some home. No charge, obviously!"
CHAT = "Good morning! Snow on the hill, and the dog is beside himself."


class AllKnowing:
    """A scorer that knows everything at a glance."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer

    def predict_proba(self, passages: Sequence[str]) -> NDArray[np.float64]:
        return self._scorer.predict_proba(passages)

    def glance(self, passage: str) -> NDArray[np.float64] | None:
        chances: NDArray[np.float64] = self.predict_proba([passage])[0]
        return chances


class Doubtful(AllKnowing):
    """A scorer that has to look at everything twice."""

    def glance(self, passage: str) -> NDArray[np.float64] | None:  # noqa: ARG002
        return None


@pytest.fixture(scope="module")
def quick(classifier: Classifier) -> Classifier:
    return Classifier(AllKnowing(classifier._scorer), classifier.manifest)


@pytest.mark.parametrize("relationship", Relationship)
@pytest.mark.parametrize("text", [GIFT, CHAT, CHAT + "\n\n❄️ é"])
def test_of_a_clear_post_it_gives_the_whole_assessment(
    quick: Classifier, text: str, relationship: Relationship
) -> None:
    assert quick.glance(text, relationship) == quick.assess(text, relationship)


def test_a_post_that_is_not_clear_or_has_cues_to_explain_takes_longer(quick: Classifier) -> None:
    assert quick.glance(SALE) is None
    assert quick.glance(SALE, Relationship.MIXED) is None
    assert quick.assess(SALE, Relationship.MARKET).verdict is Verdict.CLEAR
    assert quick.glance(SALE, Relationship.MARKET) is None


def test_so_does_one_of_several_passages(quick: Classifier) -> None:
    assert quick.glance((CHAT * 20)[:PASSAGE_LENGTH]) is not None
    assert quick.glance((CHAT * 20)[: PASSAGE_LENGTH + 1]) is None


def test_so_does_one_whose_scorer_is_not_sure_or_never_glances(classifier: Classifier) -> None:
    assert Classifier(Doubtful(classifier._scorer), classifier.manifest).glance(CHAT) is None

    class Slow:
        def predict_proba(self, passages: Sequence[str]) -> NDArray[np.float64]:
            return np.zeros((len(passages), len(HEADS)))

    assert Classifier(Slow(), classifier.manifest).glance(CHAT) is None


@pytest.mark.parametrize("text", ["", "🙂", "a\0b", "a\ud800"])
def test_what_cannot_be_judged_is_refused_alike(quick: Classifier, text: str) -> None:
    with pytest.raises(InputError) as refused:
        quick.assess(text)
    with pytest.raises(InputError) as refused_at_once:
        quick.glance(text)

    assert str(refused_at_once.value) == str(refused.value)


@pytest.mark.parametrize("audience", ["linkedin", "facebook", Relationship.SOCIAL])
def test_a_decision_at_a_glance_is_the_whole_decision(quick: Classifier, audience: str) -> None:
    readers = audience if isinstance(audience, Relationship) else preset(audience)
    assert readers is not None

    assert judge_at_a_glance(quick, GIFT, readers) == judge(quick, GIFT, readers)
    assert judge_at_a_glance(quick, SALE, Relationship.SOCIAL) is None
