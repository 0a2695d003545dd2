import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from app.cli.formats.snippet import MAX_LINES, SnippetLine, snippet
from app.cli.outcome import Place
from app.cli.sources.document import Document


def marked(text: str, *words: str, width: int = 80) -> list[SnippetLine]:
    document = Document.of("x", text)
    places = []
    for word in words:
        start = text.index(word)
        places.append(Place(document.position(start), document.position(start + len(word)), word))
    return list(snippet(document, places, width))


def test_carets_stand_under_the_words() -> None:
    assert marked("one two three", "two") == [SnippetLine(1, "one two three", "    ^^^")]


@pytest.mark.parametrize(
    ("text", "shown", "carets"),
    [
        ("漢字 two", "漢字 two", "     ^^^"),
        ("👩‍👩‍👧 two", "👩‍👩‍👧 two", "   ^^^"),
        ("e\u0301 two", "e\u0301 two", "  ^^^"),
        ("\ttwo", "    two", "    ^^^"),
        ("\x1b[2J two\u202e", "�[2J two�", "     ^^^"),
    ],
)
def test_wide_joined_and_unprintable_characters_are_counted_as_they_are_shown(
    text: str, shown: str, carets: str
) -> None:
    assert marked(text, "two") == [SnippetLine(1, shown, carets)]


def test_wide_words_get_wide_carets() -> None:
    assert marked("a 漢字 b", "漢字")[0].carets == "  ^^^^"


def test_a_long_line_is_cut_around_the_words() -> None:
    (line,) = marked("x" * 200 + " two " + "y" * 200, "two", width=30)
    assert wcswidth(line.text) <= 30
    assert line.text.startswith("…x")
    assert line.text.endswith("y…")
    assert line.text[line.carets.index("^") :].startswith("two ")


def test_a_long_line_is_cut_between_words_where_there_are_any() -> None:
    (line,) = marked("several words before two several words behind", "two", width=28)
    assert line == SnippetLine(1, "…before two several…", "        ^^^")


def test_two_places_on_a_line_share_it_if_they_fit() -> None:
    assert marked("one two three", "one", "three") == [SnippetLine(1, "one two three", "^^^     ^^^^^")]


def test_two_places_that_do_not_fit_get_a_line_each() -> None:
    lines = marked("one " + "x" * 100 + " two", "one", "two", width=30)
    assert [line.number for line in lines] == [1, 1]
    assert [line.carets.count("^") for line in lines] == [3, 3]


def test_a_place_of_several_lines_shows_each_and_of_many_the_ends() -> None:
    assert marked("a one\n  two\r\nthree b", "one\n  two\r\nthree") == [
        SnippetLine(1, "a one", "  ^^^"),
        SnippetLine(2, "  two", "  ^^^"),
        SnippetLine(3, "three b", "^^^^^"),
    ]
    text = "\n".join(f"line {number}" for number in range(1, 21))
    assert [line.number for line in marked(text, text)] == [1, 2, 19, 20]
    assert len(marked(text, text)) == MAX_LINES


def test_an_empty_place_gets_one_caret() -> None:
    document = Document.of("x", "one")
    start = document.position(0)
    assert list(snippet(document, [Place(start, start, "")], 80)) == [SnippetLine(1, "one", "^")]


@given(
    st.text(st.sampled_from("ab 漢🎉\t\u0301\u200d👩"), min_size=1, max_size=60), st.integers(0, 59), st.integers(1, 30)
)
def test_no_line_is_wider_than_asked_and_something_is_always_marked(text: str, start: int, length: int) -> None:
    start = min(start, len(text) - 1)
    document = Document.of("x", text)
    place = Place(document.position(start), document.position(min(len(text), start + length)), "")
    for line in snippet(document, [place], 24):
        assert wcswidth(line.text) <= 24
        assert "^" in line.carets
