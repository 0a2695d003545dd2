import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Edit, Span
from model.advice import apply
from model.advice.candidates import struck
from model.advice.edits import adjoined, in_order, sentence_around, size, strike
from model.text import phrases, sentences


def without(text: str, words: str) -> str:
    start = text.index(words)
    return apply(text, [strike(text, Span(start, start + len(words)))])


@pytest.mark.parametrize(
    ("text", "words", "rest"),
    [
        ("Dinner was lovely! Venmo'd you $40. Love you.", "Venmo'd you $40.", "Dinner was lovely! Love you."),
        ("Dinner was lovely! Venmo'd you $40.", "Venmo'd you $40.", "Dinner was lovely!"),
        ("Buy my mug! Dinner was lovely.", "Buy my mug!", "Dinner was lovely."),
        ("Hi all.\n\nBuy my mug.\n\nSee you.", "Buy my mug.", "Hi all.\n\nSee you."),
        ("Hi all. Buy my mug.\n\nSee you.", "Buy my mug.", "Hi all.\n\nSee you."),
        ("  Buy my mug.  See you. ", "Buy my mug.", "  See you. "),
    ],
)
def test_a_struck_sentence_leaves_no_gap(text: str, words: str, rest: str) -> None:
    assert without(text, words) == rest


@pytest.mark.parametrize(
    ("text", "words", "rest"),
    [
        ("Got you chocolates, they were $48!", "they were $48!", "Got you chocolates!"),
        ("Look it over, could you do it for 30?", "could you do it for 30?", "Look it over."),
        ("Come over – bring 10 euros", "bring 10 euros", "Come over"),
        ("To win the bag, share this (I check!!)", "share this (I check!!)", "To win the bag!!"),
        ("Use my code and hit the bell.", "Use my code", "Hit the bell."),
        ("use my code, so hit the bell.", "use my code", "hit the bell."),
        ("Dropped a nitro ($9.99) on you all.", "($9.99)", "Dropped a nitro on you all."),
        ("Come (free), bring Tom.", "(free)", "Come, bring Tom."),
        ("Use my link, I get $5, it's good.", "I get $5", "Use my link, it's good."),
        ("love — MY code 🎉 helps!! bye", "MY code 🎉 helps!!", "love!! bye"),
    ],
)
def test_a_struck_phrase_leaves_a_whole_sentence(text: str, words: str, rest: str) -> None:
    assert without(text, words) == rest


def test_edits_count_in_the_text_as_it_was() -> None:
    text = "a bb ccc"
    edits = [Edit(Span(0, 1), "AAAA"), Edit(Span(5, 8)), Edit(Span(2, 4), "B")]
    assert apply(text, edits) == "AAAA B "
    assert size(edits) == 1 + 4 + 3 + 2 + 1


def test_offsets_count_code_points() -> None:
    assert without("👩‍👩‍👧 hi. Buy it. 👋 bye.", "Buy it.") == "👩‍👩‍👧 hi. 👋 bye."


def test_two_strikes_side_by_side_do_not_fight_over_the_space_between() -> None:
    text = "One. Two. Three."
    assert apply(text, struck(text, sentences(text)[1:], None).edits) == "One."
    first, second = in_order(strike(text, span) for span in sentences(text)[1:])
    assert first.span.end <= second.span.start


def test_spans_with_nothing_between_them_are_joined() -> None:
    assert adjoined("ab cd  ef", [Span(3, 5), Span(0, 2), Span(7, 9)]) == (Span(0, 9),)
    assert adjoined("ab x ef", [Span(0, 2), Span(5, 7)]) == (Span(0, 2), Span(5, 7))


def test_a_span_across_sentences_lies_in_both() -> None:
    text = "One two. Three four. Five."
    assert sentence_around(text, Span(4, 14)) == Span(0, 20)


TEXTS = st.lists(
    st.sampled_from(["Buy my mug", "come over", "for $5", ",", ".", "!", " ", "\n", "and", "🎉", "(x)", "It's"]),
    max_size=14,
).map(" ".join)


@given(TEXTS, st.data())
def test_striking_changes_nothing_but_what_it_strikes(text: str, data: st.DataObject) -> None:
    """Letters that stay keep their order and their case, but for one that now begins a sentence."""
    spans = [*phrases(text), *sentences(text)]
    if not spans:
        return
    span = data.draw(st.sampled_from(spans))
    edit = strike(text, span)
    assert edit.span.start <= span.start
    assert edit.span.end >= span.end
    assert apply(text, [edit]) == text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    assert len(edit.replacement) <= len(span.of(text))
    lost = text[edit.span.start : span.start] + text[span.end : edit.span.end]
    assert not set(lost.casefold()) & set("🎉$5(x)")
