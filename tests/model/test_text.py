from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import InputError
from model.text import MAX_TEXT_LENGTH, PHRASE_WORDS, Span, checked, passages, phrases, sentences


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
    assert all(len(phrase.split()) >= PHRASE_WORDS for phrase in found)


def test_a_conjunction_does_not_save_a_crumb() -> None:
    text = "I'm a freelance illustrator of books and sound designer, looking for paid work."
    assert [span.of(text) for span in phrases(text)] == [
        "I'm a freelance illustrator of books and sound designer,",
        "looking for paid work.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Add me only if you agree with my price.",
        "But if you want one, send me four euros tonight.",
        "If you want a jar and a lid, send me four euros tonight.",
    ],
)
def test_a_condition_stays_with_what_hangs_on_it(text: str) -> None:
    assert phrases(text + " And I'll bring it round.") == [Span(0, len(text)), Span(len(text) + 1, len(text) + 25)]


@pytest.mark.parametrize(
    "short", ["Dr. Osei raises money here", "Bring cake, e.g. with plums", "Two days (ie. the weekend)"]
)
def test_an_abbreviation_ends_no_sentence(short: str) -> None:
    assert len(sentences(short)) == 1


@pytest.mark.parametrize(
    "long", ["Everybody brings a boiled egg. Send four euros.", "We skate on the ice. Send four euros."]
)
def test_a_word_that_looks_like_an_abbreviation_ends_one(long: str) -> None:
    assert len(sentences(long)) == 2


WRAPPED = "Hurry, for the registrations of the new pottery course in the village hall"


@pytest.mark.parametrize("end", ["\n", "\r\n", " \n"])
def test_a_line_that_a_mail_program_wrapped_goes_on(end: str) -> None:
    text = f"{WRAPPED}{end}have started\nand tell your friends"
    assert [span.of(text) for span in sentences(text)] == [f"{WRAPPED}{end}have started", "and tell your friends"]


@pytest.mark.parametrize("end", ["\n", "\r\n", " \n"])
def test_what_follows_a_colon_is_a_line_of_its_own(end: str) -> None:
    assert len(sentences(f"{WRAPPED}:{end}cakes")) == 2


def test_short_lines_and_whole_paragraphs_end_a_sentence() -> None:
    assert len(sentences("for sale\nred bike, barely used\n" + "word " * 21 + "end\nlast line")) == 4


def test_a_bare_link_stays_with_what_leads_to_it() -> None:
    text = "Still selling this printer, 50 bucks.\nhttps://example.org/printer?id=4\nSee you all on Friday."
    assert [span.of(text) for span in phrases(text)] == [
        "Still selling this printer, 50 bucks.\nhttps://example.org/printer?id=4",
        "See you all on Friday.",
    ]


def test_a_price_and_a_time_are_no_links() -> None:
    text = "Jars of plum jam for you\n€6.50\n10:30"
    assert [span.of(text) for span in phrases(text)] == text.split("\n")


def test_emoji_part_phrases_where_there_are_no_full_stops() -> None:
    text = "🎯 10,000 followers goal 🎁 a million coins for everyone ✅ Follow and tag three friends ⏰ only until this midnight"
    assert [span.of(text) for span in phrases(text)] == [
        "🎯 10,000 followers goal",
        "🎁 a million coins for everyone",
        "✅ Follow and tag three friends",
        "⏰ only until this midnight",
    ]


def test_what_stands_in_brackets_stays_in_its_sentence() -> None:
    assert len(phrases("Selling a brand new silver camera (it is still in its box) to whoever comes first")) == 1


def test_a_heart_stands_for_a_word() -> None:
    assert len(phrases("We all of us really ❤ our little town hall so much")) == 1


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
