import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from app.cli.sources.document import Document
from app.cli.sources.markdown import read_markdown
from app.cli.sources.post import Post, Trouble
from model import Relationship, Span

# fmt: off
ATOMS = (
    "a", "word ", "Hi there", "*", "**", "_", "~", "~~", "`", "``", "#", "$", "!", "[", "]", "(u)", "![", "|", "\\", "\\|",
    "\n", "\n\n", "\r\n", "\r", "\\\n", "  \n", "  ", "    ", "\t", "\u00a0", "\u2028", "\x0c", "\x0b",
    "- ", "* ", "+ ", "1. ", "> ", "# ", "## ", "[ ] ", "---\n", "===\n", "```\n", "|---|---|\n", "| a | b |\n",
    '](http://x "t")', "[ref]: /x\n", "[ref]", "<http://x.y>", "relationship: market\n",
    "&amp;", "&#x1F600;", "&copy", "&NotEqualTilde;", "😀", "👩‍👩‍👧", "é", "漢字",
    "<b>", "</b>", "<br>", "<!-- c -->", "<!--", "-->", "<div>", "</div>\n", "<code>", "</code>", "<pre>", "</pre>",
    "<script>", "<![CDATA[", "<?",
)
# fmt: on

PAGES = st.lists(st.sampled_from(ATOMS), max_size=40).map("".join)


def only_post(source: str) -> Post:
    (post,) = read_markdown(Document.of("post.md", source))
    assert isinstance(post, Post)
    return post


def prose(source: str) -> str:
    return only_post(source).prose.text


def trouble(source: str) -> Trouble:
    (trouble,) = read_markdown(Document.of("post.md", source))
    assert isinstance(trouble, Trouble)
    return trouble


@given(PAGES)
@settings(max_examples=400, deadline=None)
def test_every_visible_character_is_tied_to_the_same_character_in_the_file(source: str) -> None:
    for post in read_markdown(Document.of("post.md", source)):
        if isinstance(post, Trouble):
            continue
        reached = Span(0, 0)
        for place, character in enumerate(post.prose.text):
            origin = post.prose.origin(Span(place, place + 1))
            assert reached.start <= origin.start <= origin.end <= len(source)
            assert reached.end <= origin.end
            reached = origin
            shown = origin.of(source)
            assert character in (shown, " ", "\n") or (shown.startswith("&") and character in unescape(shown))


@given(PAGES)
@settings(max_examples=400, deadline=None)
def test_the_prose_is_the_text_that_the_parser_would_render(source: str) -> None:
    """Compared letter by letter, for all that holds neither HTML nor check boxes, where we leave more out."""
    if "<" in source or "[ ]" in source:
        return
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"]).use(front_matter_plugin)
    quotes, rendered = 0, ""
    for token in parser.parse(source) if source else []:
        quotes += token.nesting if token.type.startswith("blockquote") else 0
        if token.type == "inline" and not quotes:
            rendered += "".join(child.content for child in token.children or [] if child.type == "text")
    for post in read_markdown(Document.of("post.md", source)):
        if isinstance(post, Post):
            assert "".join(post.prose.text.split()) == "".join(rendered.split())


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("*a* **b** ***c*** ~~d~~ _e_", "a b c d e"),
        ("5 * 3 * 2 and snake_case and **open", "5 * 3 * 2 and snake_case and **open"),
        ("# Head ##\n\nTwo\nlines\n===", "Head\n\nTwo lines"),
        ("soft\nwrap, hard  \nbreak, hard\\\nbreak", "soft wrap, hard\nbreak, hard\nbreak"),
        ("[a *link*](http://x.y 'title') and [ref] and [text][ref]\n\n[ref]: /z 'q'", "a link and ref and text"),
        ("before ![alt *text*](image.png) after", "before after"),
        ("run `rm -rf` now", "run now"),
        ("fish &amp; chips &copy; \\*star\\*", "fish & chips © *star*"),
        ("<https://x.y> https://z.w", "https://x.y https://z.w"),
        ("one <!-- not this --> two<br>three <b>four</b> <code>five</code>", "one two\nthree four"),
        ("- one\n  - two\n    * three\n1) four", "one\ntwo\nthree\nfour"),
        ("- [ ] open\n- [x] done\n\n[ ] plain", "open\ndone\n\n[ ] plain"),
        ("a\n\n> quoted\nlazy\n\nb", "a\n\nb"),
        ("a\n\n```\ncode\n```\n\n    indented\n\nb", "a\n\nb"),
        ("<!-- a\ncomment -->\n\nb", "b"),
        (
            "<div>one <i>two</i> &lt;\n<p>three</p></div>\n\n<script>\nx()\n</script>\n\nfour",
            "one two <\n\nthree\n\nfour",
        ),
        ("| A | B \\| C |\n|---|---|\n| *d* | e | f |\n| | g |", "A B | C\nd e\ng"),
        ("a\n\n***\n\nb", "a\n\nb"),
        ("", ""),
    ],
)
def test_what_is_judged_is_what_a_reader_sees(source: str, seen: str) -> None:
    assert prose(source) == seen


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("source", "line", "column"),
    [
        ("---\ntitle: x\n---\n# 🎉🎉 *WORD*\n", 4, 7),
        ("- a\n  - é [WORD](x)\n", 2, 8),
        ("-\ta\n\n\t👩‍👩‍👧 WORD\n", 3, 8),
        ("> quote\n\n1. one\n\n   | a | b |\n   |---|---|\n   | \\| 漢 | **WORD** |\n", 7, 15),
        ("&amp;&amp; `code` \\* <b>WORD</b>\n", 1, 25),
        ("a  \n   WORD\n===\n", 2, 4),
        ("<div>\n\u00a0<p>🎉 WORD</p>\n</div>\n", 2, 7),
        ("\x0c\nsecond WORD\n", 2, 8),
    ],
)
def test_a_word_is_found_at_its_line_and_column(source: str, line: int, column: int, line_break: str) -> None:
    post = only_post(source.replace("\n", line_break))
    start = post.prose.text.index("WORD")
    origin = post.prose.origin(Span(start, start + 4))
    assert origin.of(post.document.text) == "WORD"
    place = post.document.position(origin.start)
    assert (place.line, place.column) == (line, column)


def test_a_stretch_across_markup_covers_the_markup_inside_it_alone() -> None:
    source = "**25%** off [today](http://x) only"
    post = only_post(source)
    start = post.prose.text.index("25%")
    assert post.prose.origin(Span(start, start + len("25% off today"))).of(source) == "25%** off [today"


@pytest.mark.parametrize("relationship", Relationship)
def test_front_matter_declares_the_relationship(relationship: Relationship) -> None:
    post = only_post(f"---\ntitle: Hi\nrelationship: {relationship}  # why not\n---\nText")
    assert (post.declared.relationship, post.prose.text) == (relationship, "Text")


def test_without_front_matter_or_without_the_key_nothing_is_declared() -> None:
    assert only_post("Text").declared.relationship is None
    assert only_post("---\ntitle: Hi\nnested:\n  relationship: nobody\n---\nText").declared.relationship is None
    assert only_post("---\n---\nText").declared.relationship is None


@pytest.mark.parametrize(
    ("front_matter", "line", "words"),
    [
        ("title: x\nrelationship: frends", 3, ["“relationship”", "“frends”", "social, mixed or market"]),
        ("relationship:", 2, ["“relationship” has no value", "social, mixed or market"]),
        ("relationship: [social]", 2, ["a list or a mapping"]),
        ("relationship: social\nrelationship: market", 3, ["declared twice"]),
        ("a: 1\nb: [1", 3, ["can't be read as YAML"]),
        ("a: 1\n\tb: 2", 3, ["can't be read as YAML"]),
        ("just words", 2, ["no “key: value” lines", "***"]),
        ("a: " + "[" * 3000, 2, ["nested too deeply"]),
    ],
)
def test_front_matter_that_cannot_be_used_is_told_with_its_line(front_matter: str, line: int, words: list[str]) -> None:
    found = trouble(f"---\n{front_matter}\n---\nText")
    assert found.line == line
    assert all(word in found.message for word in words)


def test_front_matter_that_is_never_closed_is_told() -> None:
    found = trouble("---\ntitle: x\nrelationship: market\n\nText")
    assert (found.line, "never closed" in found.message) == (1, True)


def test_a_line_across_the_page_at_the_top_is_no_front_matter() -> None:
    assert prose("---\n\nText about a relationship: ours") == "Text about a relationship: ours"


def test_hostile_pages_are_read_too() -> None:
    for source in (
        "[" * 5000,
        "*a " * 5000,
        "![" * 300 + "]()" * 300,
        "> " * 500 + "a",
        "<!--" * 5000,
        "- " * 500 + "deep",
    ):
        assert re.sub(r"\s", "", prose(source)) is not None
