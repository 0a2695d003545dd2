from collections.abc import Callable
from dataclasses import replace

from model import MarketCue
from training.checks import find_faults, find_leaks, find_strays, find_torn_groups
from training.examples import PUBLIC, Example
from training.parts import Part

MakeExample = Callable[..., Example]


def test_a_sound_corpus_has_no_faults(make_example: MakeExample) -> None:
    flip = make_example("Pay me five.", id="b", social=3, market_cues=frozenset({MarketCue.LEDGER}))
    assert list(find_faults([make_example("We are home.", id="a"), flip])) == []


def test_repeated_ids_and_texts_are_named(make_example: MakeExample) -> None:
    faults = list(find_faults([make_example("We are home.", id="a"), make_example("We are HOME!", id="a")]))
    assert any("2 rows have this id" in fault for fault in faults)
    assert any("repeats the text of a" in fault for fault in faults)


def test_texts_that_no_door_would_accept_are_named(make_example: MakeExample) -> None:
    (fault,) = find_faults([make_example("🙂", id="a")])
    assert "holds no words" in fault


def test_a_written_flip_without_a_cue_is_named(make_example: MakeExample) -> None:
    (fault,) = find_faults([make_example(id="a", social=2)])
    assert "no market cue" in fault


def test_a_mixed_audience_that_feels_far_more_is_named(make_example: MakeExample) -> None:
    (fault,) = find_faults([make_example(id="a", social=0, mixed=2)])
    assert "far more" in fault


def test_a_text_that_nearly_repeats_a_benchmark_is_a_leak(make_example: MakeExample) -> None:
    known = "Prints for sale in my little shop by the sea, come and see them all this weekend"
    examples = [make_example(known + "!!", id="leak"), make_example("The frog sat in the rain all day", id="fine")]
    (leak,) = find_leaks(examples, [known], similarity=0.8)
    assert leak.startswith("leak repeats benchmark text 1")


def test_a_round_in_which_nothing_joined_is_named(make_example: MakeExample) -> None:
    rounds = [make_example(f"Post number {n}.", id=f"p{n}", joined=n) for n in (1, 2, 4)]
    (fault,) = find_faults(rounds)
    assert fault.startswith("p4: later than round 3")


def test_a_label_is_settled_anew_only_after_its_text_has_joined(make_example: MakeExample) -> None:
    examples = [make_example("Post 1.", id="p1"), make_example("Post 2.", id="p2", joined=2, settled=2)]
    (fault,) = find_faults(examples)
    assert fault.startswith("p2: settled in round 2")


def test_a_group_that_stands_in_several_parts_is_torn_but_a_heap_of_strangers_is_not(make_example: MakeExample) -> None:
    pair = [
        make_example("Post 1.", id="p1", group="pair", part=Part.TRAIN),
        make_example("Post 2.", id="p2", group="pair", part=Part.TEST),
        make_example("Post 3.", id="p3", group="pair", part=Part.TRAIN),
    ]
    (fault,) = find_torn_groups(pair, largest_source=250)
    assert fault.startswith("p2: its group pair stands in several parts, test, train")
    heap = [replace(example, kind=PUBLIC) for example in pair]
    assert not list(find_torn_groups(heap, largest_source=2))
    assert list(find_torn_groups(heap, largest_source=3))


def test_an_id_that_is_held_out_but_names_no_row_is_a_stray(make_example: MakeExample) -> None:
    examples = [make_example("We are home.", id="here")]
    assert not list(find_strays({"here"}, examples))
    (fault,) = find_strays({"here", "gone"}, examples)
    assert fault.startswith("gone: parts.json holds it out, but no row has this id")
