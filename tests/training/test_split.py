from collections.abc import Callable
from dataclasses import replace

import numpy as np

from training.examples import Example
from training.near_duplicates import near_duplicates
from training.parts import Part
from training.split import groups_of, split

MakeExample = Callable[..., Example]
SETTINGS = {"folds": 10, "largest_source": 250, "seed": 7, "similarity": 0.8}


def test_every_row_is_in_exactly_one_part(authored: list[Example]) -> None:
    parts = split(authored[:1200], **SETTINGS)  # type: ignore[arg-type]
    rows = np.concatenate([parts.train, parts.validation, parts.test])
    assert sorted(rows) == list(range(1200))
    assert min(len(parts.validation), len(parts.test)) > 50


def test_groups_stay_on_one_side(authored: list[Example]) -> None:
    parts = split(authored[:1200], **SETTINGS)  # type: ignore[arg-type]
    sides = [{authored[row].group for row in rows} for rows in (parts.train, parts.validation, parts.test)]
    assert not sides[0] & sides[1]
    assert not sides[0] & sides[2]
    assert not sides[1] & sides[2]


def test_the_split_is_the_same_every_time(authored: list[Example]) -> None:
    first, second = (split(authored[:600], **SETTINGS) for _ in range(2))  # type: ignore[arg-type]
    assert (first.test == second.test).all()


def test_near_duplicates_join_their_groups(make_example: MakeExample) -> None:
    text = "Come to the lake on Saturday and bring the big blue boat with you"
    examples = [
        make_example(text, id="a"),
        make_example(text + "!", id="b"),
        make_example("Quite another thing was said by the neighbours", id="c"),
    ]
    groups = groups_of(examples, near_duplicates([example.text for example in examples], 0.8), 250)
    assert groups[0] == groups[1] != groups[2]


def test_a_place_where_people_speak_alike_stays_together_and_a_heap_of_messages_does_not(
    make_example: MakeExample,
) -> None:
    examples = [make_example(f"post {n}", id=f"r{n}", public=True, group="subreddit") for n in range(3)]
    assert len(set(groups_of(examples, [], largest_source=3))) == 1
    assert len(set(groups_of(examples, [], largest_source=2))) == 3


def _joined(examples: list[Example], number: int) -> list[Example]:
    return [replace(example, joined=number) for example in examples]


def test_rows_that_join_later_move_none_that_was_there(authored: list[Example]) -> None:
    first, later = _joined(authored[:900], 1), _joined(authored[900:1200], 2)
    before, after = (split(rows, **SETTINGS) for rows in (first, [*first, *later]))  # type: ignore[arg-type]
    for part in ("train", "validation", "test"):
        rows = getattr(after, part)
        assert rows[rows < len(first)].tolist() == getattr(before, part).tolist()
    assert min(sum(rows >= len(first)) for rows in (after.train, after.validation, after.test)) > 5


def test_a_later_row_stays_with_its_group(authored: list[Example]) -> None:
    first = _joined(authored[:600], 1)
    parts = split(first, **SETTINGS)  # type: ignore[arg-type]
    later = [replace(first[row], id=f"new-{row}", joined=2) for row in (parts.test[0], parts.train[0])]
    grown = split([*first, *later], **SETTINGS)  # type: ignore[arg-type]
    assert len(first) in grown.test
    assert len(first) + 1 in grown.train


def test_a_later_row_stays_with_its_own_group_though_it_nearly_repeats_a_text_of_another_part(
    authored: list[Example],
) -> None:
    first = _joined(authored[:600], 1)
    parts = split(first, **SETTINGS)  # type: ignore[arg-type]
    tested, taught = first[parts.test[0]], first[parts.train[0]]
    later = [
        replace(one, id=f"new-{one.id}", text=other.text, joined=2)
        for one, other in ((tested, taught), (taught, tested))
    ]
    grown = split([*first, *later], **SETTINGS)  # type: ignore[arg-type]
    assert len(first) in grown.test
    assert len(first) + 1 in grown.train


def test_too_few_new_rows_to_deal_out_all_train(authored: list[Example], make_example: MakeExample) -> None:
    first = _joined(authored[:600], 1)
    grown = split([*first, make_example("Quite another thing.", id="n", joined=2)], **SETTINGS)  # type: ignore[arg-type]
    assert len(first) in grown.train


def test_a_row_whose_part_is_written_down_has_that_one_whatever_its_label_is_now(authored: list[Example]) -> None:
    parts = split(authored[:600], **SETTINGS)  # type: ignore[arg-type]
    held_out = {
        row: part for part, rows in ((Part.VALIDATION, parts.validation), (Part.TEST, parts.test)) for row in rows
    }
    relabelled = [
        replace(example, social=3 - example.social, part=held_out.get(row, Part.TRAIN))
        for row, example in enumerate(authored[:600])
    ]
    again = split([*relabelled, *_joined(authored[600:1200], 2)], **SETTINGS)  # type: ignore[arg-type]
    for part in ("train", "validation", "test"):
        rows = getattr(again, part)
        assert rows[rows < 600].tolist() == getattr(parts, part).tolist()
        assert (rows >= 600).any()
