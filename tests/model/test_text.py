from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import InputError
from model.text import MAX_TEXT_LENGTH, Span, checked, passages, phrases, sentences


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "text-empty"),
        (" \n\t ", "text-empty"),
        ("🙂🙂 …", "text-empty"),
        ("a\0b", "text-not-text"),
        ("hi \ud83d there", "text-broken-character"),
        ("word " * MAX_TEXT_LENGTH, "text-too-long"),
    ],
)
def test_a_text_that_cannot_be_judged_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(InputError) as refusal:
        checked(text)
    assert (refusal.value.field, refusal.value.code) == ("text", code)


@pytest.mark.parametrize("text", ["hi", "مرحبا بكم", "晚饭", "🙂 ok", "x" * MAX_TEXT_LENGTH, "line\r\nline\tend\u200b"])
def test_any_text_with_words_is_accepted_as_it_is(text: str) -> None:
    assert checked(text) == text


def test_sentences_end_at_marks_and_lines() -> None:
    text = "Dinner was lovely, Mom! Next one's at ours.\n\nBring nothing 🙂"
    assert [span.of(text) for span in sentences(text)] == [
        "Dinner was lovely, Mom!",
        "Next one's at ours.",
        "Bring nothing 🙂",
    ]


def test_a_sentence_does_not_end_at_an_abbreviation() -> None:
    assert len(sentences("Dr. Osei is raising money for St. Jude, e.g. with cake.")) == 1


def test_phrases_are_never_crumbs() -> None:
    text = "Well, yes, we had fun at the lake, and so you each owe me £4.13 for the oars."
    found = [span.of(text) for span in phrases(text)]
    assert len(found) > 1
    assert all(len(phrase.split()) >= 3 for phrase in found)


def test_a_conjunction_does_not_save_a_crumb() -> None:
    text = "I'm Bo, a freelance illustrator of books and sound designer, looking for paid work."
    assert "and sound designer," not in [span.of(text) for span in phrases(text)]


def test_a_condition_stays_with_what_hangs_on_it() -> None:
    text = (
        "Add me only if you agree with my price. If you want one, send me four euros, and I'll bring it round tonight."
    )
    assert [span.of(text) for span in phrases(text)] == [
        "Add me only if you agree with my price.",
        "If you want one, send me four euros,",
        "and I'll bring it round tonight.",
    ]


def test_a_short_text_is_one_passage() -> None:
    assert passages("Hello. There.") == [Span(0, 13)]


def test_passages_of_a_long_text_overlap_by_a_sentence() -> None:
    text = " ".join(f"This is sentence number {n}." for n in range(200))
    spans = passages(text)
    assert len(spans) > 1
    assert all(later.start < earlier.end for earlier, later in pairwise(spans))


@given(st.text(max_size=400), st.integers(20, 90))
def test_every_word_lies_in_a_passage(text: str, length: int) -> None:
    covered: set[int] = set()
    for span in passages(text, length):
        covered.update(range(span.start, span.end))
        assert span.end - span.start <= max(length, len(text) if len(text) <= length else length)
    assert all(position in covered for position, character in enumerate(text) if not character.isspace())


@given(st.text(max_size=300))
def test_phrases_lie_in_order_and_hold_every_character_but_space(text: str) -> None:
    spans = phrases(text)
    assert all(earlier.end <= later.start for earlier, later in pairwise(spans))
    inside = {position for span in spans for position in range(span.start, span.end)}
    left_out = "".join(character for position, character in enumerate(text) if position not in inside)
    assert not any(character.isalnum() for character in left_out)
