"""Nothing is read twice, and nothing that was read is kept but its answer."""

import threading

import numpy as np
import pytest
from numpy.typing import NDArray

from model import Classifier
from model.remembering_reader import RememberingReader

PITCH = "25% off for my friends, only till midnight, tap to order!!"


class Counting:
    def __init__(self) -> None:
        self.read: list[str] = []

    def logits(self, passage: str) -> NDArray[np.float64]:
        self.read.append(passage)
        return np.array([float(len(passage))])


def test_the_same_passage_is_read_once() -> None:
    reader = Counting()
    remembering = RememberingReader(reader)
    assert [remembering.logits(text).item() for text in ("one", "three", "one", "three")] == [3.0, 5.0, 3.0, 5.0]
    assert reader.read == ["one", "three"]


def test_of_many_passages_the_newest_are_kept() -> None:
    reader = Counting()
    remembering = RememberingReader(reader, kept=2)
    for text in ("one", "two", "one", "three", "one", "two"):
        remembering.logits(text)
    assert reader.read == ["one", "two", "three", "two"], "asked for again, “one” stayed new"


def test_nobody_spoils_what_is_kept() -> None:
    remembering = RememberingReader(Counting())
    with pytest.raises(ValueError, match="read-only"):
        remembering.logits("one")[0] = 9


def test_broken_text_is_read_as_any_other() -> None:
    assert RememberingReader(Counting()).logits("half a sign: \ud83d").item() == 14.0


def test_many_threads_get_the_right_answers() -> None:
    remembering, wrong = RememberingReader(Counting(), kept=8), []

    def ask() -> None:
        for number in range(400):
            text = "a" * (number % 16)
            if remembering.logits(text).item() != len(text):
                wrong.append(text)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_an_answer_from_memory_is_the_answer_of_a_first_reading_to_the_last_bit(classifier: Classifier) -> None:
    assert classifier.assess(PITCH) == classifier.assess(PITCH) == Classifier.load(late=True).assess(PITCH)


def test_no_words_are_kept() -> None:
    remembering = RememberingReader(Counting())
    remembering.logits(PITCH)
    assert [len(name) for name in remembering._kept] == [16]
    assert [values.dtype for values in remembering._kept.values()] == [np.float64]
