"""Readers that are opened when a text first needs them answer as those that were opened at once."""

import shutil
import threading
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from model import ArtifactError, Classifier, Verdict
from model.artifact import released_folder
from model.late_reader import LateReader
from tests.patience import eventually

HARMLESS = [
    "The cat is asleep on the washing machine again.",
    "It rained all day and the garden is happy.",
    "The dog ate my homework again, and then he slept.",
    "We are home, the soup is on and the baby sleeps.",
]
PITCH = "25% off for my friends, only till midnight, tap to order!!"
READERS = ["quick/reader.onnx", "careful/reader.onnx", "careful/reader.matrices", "careful/tokenizer.json"]


class Opened:
    def logits(self, passage: str) -> NDArray[np.float64]:
        return np.array([float(len(passage))])


def test_it_is_opened_once_by_whoever_asks_first() -> None:
    opened: list[Opened] = []
    may_open = threading.Event()

    def open_reader() -> Opened:
        opened.append(Opened())
        assert may_open.wait(60)
        return opened[-1]

    reader = LateReader(open_reader)
    assert not opened
    threads = [threading.Thread(target=reader.logits, args=("four",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    eventually(lambda: opened, "nobody opened the reader")
    may_open.set()  # by now all have asked, or will find it being opened
    for thread in threads:
        thread.join()
    assert len(opened) == 1
    assert reader.logits("four") == [4.0]


@pytest.fixture(scope="module")
def clear_by_its_wording(classifier: Classifier) -> str:
    """Give a text that no reader has to read."""
    return next(text for text in HARMLESS if classifier.glance(text))


@pytest.mark.parametrize("text", [*HARMLESS, PITCH])
def test_late_or_not_the_answer_is_the_same_to_the_last_bit(classifier: Classifier, text: str) -> None:
    assert Classifier.load(late=True).assess(text) == classifier.assess(text)


@pytest.mark.parametrize("name", READERS)
def test_a_reader_that_was_changed_is_refused_where_it_is_needed(
    tmp_path: Path, name: str, clear_by_its_wording: str
) -> None:
    folder = Path(shutil.copytree(released_folder(), tmp_path / "model"))
    (folder / name).write_bytes((folder / name).read_bytes() + b" ")
    late = Classifier.load(folder, late=True)
    assert late.assess(clear_by_its_wording).verdict is Verdict.CLEAR
    with pytest.raises(ArtifactError, match=name):
        late.assess(PITCH)


def test_what_every_text_needs_is_checked_at_once(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(released_folder(), tmp_path / "model"))
    (folder / "weights.npz").write_bytes(b"")
    with pytest.raises(ArtifactError, match=r"weights\.npz"):
        Classifier.load(folder, late=True)
