from pathlib import Path

import numpy as np

from model import Classifier
from training.kept_scores import KeptScores

TEXT = "The ferry leaves at nine, bring a coat."


def test_scores_are_those_of_the_product(classifier: Classifier) -> None:
    row = KeptScores(classifier).table([TEXT])[0]
    scores = classifier.scores(TEXT)
    assert row[0] == scores.social
    assert row[1] == scores.mixed
    assert tuple(row[2:]) == tuple(score for _, score in scores.each_cue())


def test_what_was_scored_once_is_found_again_without_the_text_being_kept(
    classifier: Classifier, tmp_path: Path
) -> None:
    with KeptScores(classifier, tmp_path) as first:
        table = first.table([TEXT, "The stove is on."])
    (kept,) = tmp_path.iterdir()
    assert "ferry" not in kept.read_text("utf-8")
    written = kept.stat().st_mtime_ns
    with KeptScores(classifier, tmp_path) as second:
        np.testing.assert_array_equal(second.table([TEXT, "The stove is on."]), table)
    assert kept.stat().st_mtime_ns == written


def test_no_text_is_no_row(classifier: Classifier) -> None:
    assert KeptScores(classifier).table([]).shape[0] == 0
