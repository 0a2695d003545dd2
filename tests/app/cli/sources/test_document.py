import re

from hypothesis import given
from hypothesis import strategies as st

from app.cli.sources.document import Document, Position
from model import Span

TEXTS = st.text(st.sampled_from("ab\r\n\t 🎉é\u2028\x0c"), max_size=40)


def test_lines_and_columns_count_from_one_in_code_points() -> None:
    document = Document.of("x", "é🎉b\r\nc\rd\ne")
    assert [document.position(offset) for offset in (0, 2, 5, 7, 9)] == [
        Position(1, 1),
        Position(1, 3),
        Position(2, 1),
        Position(3, 1),
        Position(4, 1),
    ]
    assert [document.line(number) for number in (1, 2, 3, 4)] == ["é🎉b", "c", "d", "e"]


@given(TEXTS)
def test_every_character_is_found_again_at_its_line_and_column(text: str) -> None:
    document = Document.of("x", text)
    for offset, character in enumerate(text):
        place = document.position(offset)
        if character not in "\r\n":
            assert document.line(place.line)[place.column - 1] == character


@given(TEXTS)
def test_line_breaks_become_line_feeds_and_everything_keeps_its_place(text: str) -> None:
    prose = Document.of("x", text).with_line_feeds()
    assert prose.text == re.sub("\r\n?", "\n", text)
    for place, character in enumerate(prose.text):
        origin = prose.origin(Span(place, place + 1)).of(text)
        assert origin == character or (character == "\n" and origin in ("\r", "\r\n"))
