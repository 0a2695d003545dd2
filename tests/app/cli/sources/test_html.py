import pytest

from app.cli.sources.markdown.html import hides, read_html
from app.cli.sources.markdown.seen import Break, Piece


def test_text_is_given_with_its_place_and_entities_are_resolved() -> None:
    content = "a <b>c</b> &lt;"
    seen = [piece for piece in read_html(content) if isinstance(piece, Piece) and piece.text]
    assert seen == [Piece("a ", 0, 2), Piece("c", 5, 6), Piece(" ", 10, 11), Piece("<", 11, 15)]


def test_blocks_part_what_stands_before_and_behind_them() -> None:
    breaks = [seen for seen in read_html("a<br>b<p>c</p><i>d</i>") if isinstance(seen, Break)]
    assert breaks == [Break("\n"), Break("\n\n"), Break("\n\n")]


@pytest.mark.parametrize(
    "content",
    [
        "<!-- a -->",
        "<!-- never closed",
        "<script>a</script>",
        "<pre>a <code>b</code> c</pre>",
        "<blockquote>a</blockquote>",
        "<![CDATA[a]]>",
        "<?a?>",
        "<!DOCTYPE a>",
        "<style>never closed",
    ],
)
def test_what_no_reader_is_shown_as_prose_is_left_out(content: str) -> None:
    assert "".join(piece.text for piece in read_html(f"{content}") if isinstance(piece, Piece)) == ""


def test_an_end_tag_without_its_start_hides_nothing() -> None:
    assert "".join(piece.text for piece in read_html("</pre>seen") if isinstance(piece, Piece)) == "seen"


def test_tags_say_whether_they_hide() -> None:
    assert [hides(tag) for tag in ("<code>", "</CODE>", "<code/>", "<b>", "<!-- code -->")] == [1, -1, 0, 0, 0]
