"""Evidence is measured: by reading phrases alone, and by striking the likeliest."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from model.evidence import MAX_SPANS, MAX_STRUCK, find_evidence
from model.outputs import HEADS

QUIET, LOUD, BAR = 0.05, 0.9, 0.4
CALM = "The boat is back on the water again."


class HearsWords:
    """A scorer to whom every text with one of its words carries `sale`, and which counts what it reads."""

    def __init__(self, *words: str) -> None:
        self.words = words
        self.read: list[str] = []

    def predict_proba(self, passages: Sequence[str]) -> NDArray[np.float64]:
        self.read.extend(passages)
        table = np.full((len(passages), len(HEADS)), QUIET)
        table[:, HEADS.index("sale")] = [LOUD if self._hears(passage) else QUIET for passage in passages]
        return table

    def _hears(self, passage: str) -> bool:
        return any(word in passage for word in self.words)


def found(passage: str, scorer: HearsWords) -> list[str]:
    return [span.of(passage) for span in find_evidence(passage, {"sale": BAR}, scorer)["sale"]]


def test_the_phrase_whose_absence_silences_the_cue_is_named() -> None:
    assert found(f"{CALM} My jam is four euros now. {CALM}", HearsWords("euros")) == ["My jam is four euros now."]


def test_two_phrases_that_hide_each_others_absence_are_both_named() -> None:
    passage = f"My jam is four euros now. {CALM} My honey is six euros now."
    assert found(passage, HearsWords("euros")) == ["My jam is four euros now.", "My honey is six euros now."]


def test_a_post_of_one_phrase_is_its_own_evidence_and_is_not_read_again() -> None:
    scorer = HearsWords("euros")
    assert found("My jam is four euros now.", scorer) == ["My jam is four euros now."]
    assert scorer.read == []


def test_some_phrase_is_named_even_if_nothing_can_be_measured() -> None:
    assert found(f"{CALM} {CALM.replace('boat', 'cat')}", HearsWords("nothing like it")) == [CALM]


def test_no_more_phrases_are_named_than_a_writer_can_take_in() -> None:
    passage = " ".join(f"My jam number {number} is four euros now. {CALM}" for number in range(7))
    assert len(found(passage, HearsWords("euros"))) == MAX_SPANS


def test_however_long_the_post_only_the_likeliest_phrases_are_struck() -> None:
    scorer = HearsWords("euros")
    passage = " ".join(f"The boat number {number} is on the water." for number in range(20)) + " My jam is four euros."
    found(passage, scorer)
    assert len([text for text in scorer.read if len(text) > len(passage) / 2]) == 1 + MAX_STRUCK


class Adds:
    """A scorer that adds up how much each word in a text speaks for `sale`."""

    def __init__(self, **odds: float) -> None:
        self.odds = odds

    def predict_proba(self, passages: Sequence[str]) -> NDArray[np.float64]:
        table = np.full((len(passages), len(HEADS)), QUIET)
        heard = [sum(odds for word, odds in self.odds.items() if word in passage) for passage in passages]
        table[:, HEADS.index("sale")] = 1 / (1 + np.exp(3 - np.array(heard)))
        return table


def named(passage: str, scorer: Adds) -> list[str]:
    return [span.of(passage) for span in find_evidence(passage, {"sale": BAR}, scorer)["sale"]]


def test_a_phrase_that_only_goes_along_is_not_named() -> None:
    passage = f"My jam is four euros now. {CALM} My kitchen smells of plums."
    assert named(passage, Adds(euros=3.5, plums=2.5)) == ["My jam is four euros now."]


def test_phrases_on_one_line_are_named_as_one_and_those_on_two_lines_as_two() -> None:
    offers = ("My jam is four euros now.", "My honey is six euros now.")
    assert found(f"{CALM} {' '.join(offers)}", HearsWords("euros")) == [" ".join(offers)]
    assert found(f"{CALM}\n" + "\n\n".join(offers), HearsWords("euros")) == list(offers)
