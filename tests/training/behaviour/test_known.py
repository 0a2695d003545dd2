from pathlib import Path

from model import Relationship, Verdict
from training.behaviour.known import KNOWN, KnownMiss, bar_of, read_known, rebaseline, write_known
from training.behaviour.outcome import Miss, Outcome
from training.behaviour.rules import Answer, Behaviour, Case, Kind, unmoved
from training.behaviour.suites import behaviours

ANSWER = Answer({Relationship.SOCIAL: 0.5}, {Relationship.SOCIAL: Verdict.REVIEW})


def _outcome(name: str, misses: int) -> Outcome:
    cases = tuple(Case(f"{name} {n}", "base") for n in range(20))
    behaviour = Behaviour(name, Kind.INVARIANCE, cases, unmoved, aim=0.1)
    return Outcome(behaviour, tuple(Miss(case, ANSWER, ANSWER) for case in cases[:misses]))


def test_only_tests_that_miss_their_aim_are_taken_down() -> None:
    known = rebaseline([_outcome("good", 2), _outcome("bad", 6)], "v9", {})
    assert list(known) == ["bad"]
    assert known["bad"].rate == 0.3
    assert 0.3 < known["bad"].bar <= 0.34
    assert "v9" in known["bad"].reason


def test_a_reason_outlives_a_new_baseline_and_a_miss_that_is_mended_does_not() -> None:
    before = {"bad": KnownMiss(0.5, 0.53, "long words"), "mended": KnownMiss(0.5, 0.53, "hearsay")}
    known = rebaseline([_outcome("bad", 4), _outcome("mended", 0)], "v9", before)
    assert known.keys() == {"bad"}
    assert known["bad"].reason == "long words"


def test_the_bar_of_a_test_is_its_aim_unless_it_is_a_known_miss() -> None:
    known = {"bad": KnownMiss(0.5, 0.53, "long words")}
    assert bar_of(_outcome("good", 0), known) == 0.1
    assert bar_of(_outcome("bad", 0), known) == 0.53


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    known = {'odd "name": with [signs]': KnownMiss(0.5, 0.53, "“quoted” — said so")}
    write_known(known, "v9", tmp_path / "known.toml")
    assert read_known(tmp_path / "known.toml") == known
    write_known({}, "v9", tmp_path / "none.toml")
    assert read_known(tmp_path / "none.toml") == {}


def test_every_known_miss_is_of_a_test_that_there_is() -> None:
    assert read_known(KNOWN).keys() <= {one.name for one in behaviours()}
