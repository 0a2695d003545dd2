from collections import Counter

import pytest

from model import MarketCue
from training.behaviour.acts import ACTS
from training.behaviour.rules import Kind
from training.behaviour.suites import behaviours
from training.examples import read_authored
from training.near_duplicates import normalised


def test_there_are_tests_of_every_kind_and_each_has_dozens_of_cases() -> None:
    tests = behaviours()
    kinds = Counter(one.kind for one in tests)
    assert min(kinds[kind] for kind in Kind) >= 8
    assert all(20 <= len(one.cases) <= 200 for one in tests)
    assert len({one.name for one in tests}) == len(tests)


def test_the_same_cases_are_written_at_every_call() -> None:
    assert [one.cases for one in behaviours()] == [one.cases for one in behaviours()]


def test_a_comparison_is_never_of_a_text_with_itself() -> None:
    compared = [one for one in behaviours() if one.kind is Kind.INVARIANCE]
    assert all(case.text != case.base for one in compared for case in one.cases)


def test_no_slot_is_left_open() -> None:
    texts = {text for one in behaviours() for case in one.cases for text in (case.text, case.base)}
    assert not [text for text in texts if "{" in text or "}" in text]


def test_every_market_cue_has_acts() -> None:
    assert set(ACTS) == set(MarketCue)


def test_no_case_stands_in_the_training_data() -> None:
    trained = {normalised(example.text) for example in read_authored()}
    cases = {normalised(case.text) for one in behaviours() for case in one.cases}
    assert not cases & trained


@pytest.mark.parametrize("kind", Kind)
def test_an_aim_is_a_share(kind: Kind) -> None:
    assert all(0 <= one.aim <= 0.25 for one in behaviours() if one.kind is kind)
