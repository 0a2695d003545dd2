"""Feedback becomes rows that training reads, seen through the command that writes them."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from app.store import Entry, FeedbackStore
from app.store.rows import training_row
from model import Classifier
from training.examples import read_authored

ROOT = Path(__file__).parents[3]
SALE = "Hey friends, my candle shop is open! Use code FRIENDS10 for 10% off, only until Sunday. Order here: https://a.example"
GIFT = "I made far too much soup, so come by with a jar and take some home. No charge, obviously!"

WRONG = Entry(
    id=uuid4().hex,
    received=datetime(2026, 11, 26, tzinfo=UTC),
    author="cms",
    fingerprint="0",
    relationship="social",
    verdict="flip",
    right=False,
    label="clear",
    text=GIFT,
)


@pytest.mark.parametrize(
    ("changes", "flip"),
    [
        ({}, {"social": 0, "mixed": 0}),
        ({"label": "review"}, {"social": 1, "mixed": 0}),
        ({"text": SALE, "right": True, "label": None, "relationship": "mixed"}, {"social": 2, "mixed": 2}),
        ({"grade_social": 0.5, "grade_mixed": 0.25}, {"social": 0.5, "mixed": 0.25}),
        ({"grade_mixed": 3.0, "relationship": "market", "label": None}, {"social": 3, "mixed": 3}),
    ],
)
def test_what_was_said_is_the_label_and_the_rest_agrees_with_it(
    classifier: Classifier, changes: dict[str, object], flip: dict[str, float]
) -> None:
    row = training_row(replace(WRONG, **changes), classifier)  # type: ignore[arg-type]

    assert row is not None
    assert row["flip"] == flip


@pytest.mark.parametrize(
    "changes", [{"text": None}, {"label": None}, {"relationship": "market"}, {"relationship": "market", "right": True}]
)
def test_without_a_text_or_a_label_there_is_no_row(classifier: Classifier, changes: dict[str, object]) -> None:
    assert training_row(replace(WRONG, **changes), classifier) is None  # type: ignore[arg-type]


def test_what_was_filled_in_is_named(classifier: Classifier) -> None:
    row = training_row(WRONG, classifier)
    said = training_row(replace(WRONG, grade_mixed=0.0, market_cues=[], social_cues=["gift"]), classifier)

    assert row is not None
    assert row["filled"] == ["mixed", "market cues", "social cues"]
    assert said is not None
    assert said["filled"] == []
    assert (said["market"], said["social"]) == ([], ["gift"])


def flipguard(*arguments: str, database: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "FLIPGUARD_FEEDBACK_DATABASE": database}
    command = [sys.executable, "-m", "app", "feedback", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_training_reads_what_the_command_exports(store: FeedbackStore, url: str, tmp_path: Path) -> None:
    store.add(WRONG)
    store.add(replace(WRONG, id=uuid4().hex, text=SALE, right=True, label=None))
    store.add(replace(WRONG, id=uuid4().hex, text=None))
    corpus = tmp_path / "corpus"
    corpus.mkdir()

    exported = flipguard("export", str(corpus / "authored-feedback.jsonl"), database=url)

    assert exported.returncode == 0, exported.stderr
    assert "Wrote 2 rows; left out 1" in exported.stderr
    gift, sale = sorted(read_authored(corpus), key=lambda example: example.social)
    assert (gift.text, gift.social) == (GIFT, 0)
    assert (sale.text, sale.social) == (SALE, 2)
    assert "sale" in sale.market_cues


def test_the_command_deletes_by_id_and_by_age(store: FeedbackStore, url: str) -> None:
    second = replace(WRONG, id=uuid4().hex)
    store.add(WRONG)
    store.add(second)

    assert flipguard("delete", WRONG.id, database=url).returncode == 0
    assert [entry.id for entry in store.entries()] == [second.id]
    assert "no feedback with the id" in flipguard("delete", WRONG.id, database=url).stderr
    assert flipguard("purge", "--days", "0", database=url).stdout == "Deleted 1.\n"
    assert list(store.entries()) == []


def test_a_database_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    missing = flipguard("export", database=f"sqlite:///{tmp_path}/none.sqlite3")
    down = flipguard("export", database="postgresql://nobody@127.0.0.1:1/none")

    assert (missing.returncode, down.returncode) == (2, 2)
    assert "There is no feedback yet" in missing.stderr
    assert "The database of feedback can't be used" in down.stderr
    assert "Traceback" not in missing.stderr + down.stderr
