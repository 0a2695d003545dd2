from app.cli.sources.prose import Prose, ProseBuilder
from model import Span


def origins(prose: Prose) -> list[Span]:
    return [prose.origin(Span(place, place + 1)) for place in range(len(prose.text))]


def test_verbatim_prose_stands_where_it_stands() -> None:
    prose = Prose.verbatim("a 🎉 b")
    assert prose.origin(Span(2, 5)) == Span(2, 5)


def test_shown_text_keeps_its_offsets_and_a_separator_covers_what_lies_between() -> None:
    builder = ProseBuilder()
    builder.show("one", [10, 11, 12])
    builder.separate(" ")
    builder.show("two", [20, 21, 22])
    prose = builder.build()
    assert prose.text == "one two"
    assert prose.origin(Span(0, 3)) == Span(10, 13)
    assert prose.origin(Span(3, 4)) == Span(13, 20)
    assert prose.origin(Span(4, 7)) == Span(20, 23)


def test_a_substituted_character_covers_all_that_it_was_written_with() -> None:
    builder = ProseBuilder()
    builder.substitute("&", Span(3, 8))
    assert builder.build().origin(Span(0, 1)) == Span(3, 8)


def test_white_space_is_tidied_as_a_browser_does() -> None:
    builder = ProseBuilder()
    builder.show("  one \t two\n three ", range(19))
    assert builder.build().text == "one two three"


def test_of_several_separators_the_strongest_counts_and_none_stands_at_an_end() -> None:
    builder = ProseBuilder()
    builder.separate("\n")
    builder.show("a", [0])
    for separator in (" ", "\n\n", "\n"):
        builder.separate(separator)
    builder.show("b", [9])
    builder.separate("\n\n")
    assert builder.build().text == "a\n\nb"


def test_prose_within_prose_stands_in_the_outer_source() -> None:
    outer = Prose("ab", [5, 7], [6, 9])
    inner = Prose("b", [1], [2])
    assert origins(inner.within(outer)) == [Span(7, 9)]


def test_an_empty_separator_within_another_prose_stays_empty() -> None:
    outer = Prose("ab", [5, 7], [6, 9])
    inner = Prose("a\nb", [0, 1, 1], [1, 1, 2])
    assert origins(inner.within(outer)) == [Span(5, 6), Span(7, 7), Span(7, 9)]
