import random

import pytest

from training.behaviour.changes import CHANGES, SLOT_CHANGES
from training.behaviour.slots import choose, fill, others

TEXT = "I'll sell the lamp on Monday, that's all."


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_changes_the_text_and_keeps_most_of_it(name: str) -> None:
    changed = CHANGES[name](TEXT, random.Random(1))
    assert changed != TEXT
    words = set(TEXT.casefold().split())
    assert len(words & set(changed.casefold().split())) >= len(words) - 3


@pytest.mark.parametrize(
    ("text", "written_out"), [("I'll go, it's late.", "I will go, it is late."), ("We go.", "We go.")]
)
def test_contractions_are_written_out(text: str, written_out: str) -> None:
    assert CHANGES["contractions written out"](text, random.Random(1)) == written_out


@pytest.mark.parametrize("slots", SLOT_CHANGES.values())
def test_another_filling_differs_in_the_named_slots_alone(slots: tuple[str, ...]) -> None:
    rng = random.Random(1)
    before = choose(rng)
    after = others(before, slots, rng)
    assert {name for name in before if before[name] != after[name]} == set(slots)


def test_a_template_is_filled_with_one_choice_a_slot() -> None:
    choices = choose(random.Random(1))
    first, second = fill("{friend} {friend}", choices).split(" ")
    assert first == second
