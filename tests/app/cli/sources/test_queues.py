"""Queues: one post a record, and every character of it is found again in the file."""

import csv
import io
import json

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cli.sources import read_posts
from app.cli.sources.document import Document
from app.cli.sources.notice import Notice
from app.cli.sources.post import Post, Trouble
from app.cli.sources.queue import LAYOUTS, LayoutError, layout_of
from app.cli.sources.queue.csv import cells

ANY_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=1).filter(str.strip)
READABLE = st.text(st.sampled_from("ab é🎉'\"\\\n\t:#-|>,;{}[]&*!%@`/"), min_size=1).filter(str.strip)


def posts_in(name: str, text: str, **options: object) -> list[Post]:
    found = list(read_posts(Document.of(name, text), layout_of(options)))
    assert all(isinstance(one, Post) for one in found), found
    return [one for one in found if isinstance(one, Post)]


def troubles_in(name: str, text: str, **options: object) -> list[str]:
    found = read_posts(Document.of(name, text), layout_of(options))
    return [str(one) for one in found if isinstance(one, Trouble)]


def assert_each_letter_is_found_again(post: Post) -> None:
    source = post.document.text
    for letter, start, end in zip(post.prose.text, post.prose.starts, post.prose.ends, strict=True):
        if not letter.isspace():
            written = source[start:end]
            assert written == letter or written.startswith("\\") or written in ("''", '""'), (letter, written)
    assert list(post.prose.starts) == sorted(post.prose.starts)
    assert list(post.prose.ends) == sorted(post.prose.ends)


@settings(deadline=None)
@given(
    st.lists(st.lists(READABLE | st.just(""), min_size=1, max_size=4), min_size=1, max_size=4), st.sampled_from(",;\t|")
)
def test_csv_cells_are_those_of_the_csv_module(rows: list[list[str]], delimiter: str) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    text = file.getvalue()
    expected = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    found = [[cell.prose.text for cell in row] for row in cells(Document.of("a.csv", text), delimiter)]
    assert [row for row in found if row != [""]] == [row for row in expected if row != [""]]


@settings(deadline=None)
@given(ANY_TEXT)
def test_json_strings_are_read_as_json_reads_them(text: str) -> None:
    for ascii_only in (True, False):
        (post,) = posts_in("a.json", json.dumps([{"text": text}], ensure_ascii=ascii_only))
        assert post.prose.text == text
        assert_each_letter_is_found_again(post)


@settings(deadline=None)
@given(READABLE, st.sampled_from(["'", '"', "|", ">", None]))
def test_yaml_scalars_are_read_as_yaml_reads_them_in_every_style(text: str, style: str | None) -> None:
    written = yaml.safe_dump([{"text": text, "id": 1}], default_style=style, allow_unicode=True, width=20)
    expected = yaml.safe_load(written)[0]["text"]
    if isinstance(expected, str) and expected.strip():
        (post,) = posts_in("a.yaml", written)
        assert post.prose.text == expected
        assert_each_letter_is_found_again(post)


def test_a_row_says_who_reads_it_and_when() -> None:
    text = "text,relationship,channel,date\nHello,mixed,,2026-05-17\nBye,,discord,\n"
    first, second = posts_in("a.csv", text)
    assert (first.declared.relationship, first.declared.date) == ("mixed", "2026-05-17")
    assert (second.declared.channel, second.declared.lines) == ("discord", {"channel": 3})
    assert (first.name, second.label) == ("a.csv (row 1)", "row 2")


@pytest.mark.parametrize(
    ("preset", "name", "text"),
    [
        ("plain", "a.jsonl", '{"message": "Hello"}\n'),
        ("buffer", "a.csv", "Text,Image URL,Tags,Posting Time\nHello,,,2026-05-17 10:00\n"),
        ("hootsuite", "a.csv", '2026-05-17 10:00,"Hello",https://example.org\n'),
        ("publer", "a.csv", "Date,Message,Link,Media,Title,Label\n2026/05/17 10:00,Hello,,,,\n"),
        ("socialbee", "a.csv", "text,link,imageUrls,postAtSpecificTime\nHello,,,2026-05-17 10:00:00\n"),
        ("publer", "a.csv", "Date - Intl. format or prompt,Text,Link(s)\n2026-05-17,Hello,\n"),
        (
            "mastodon",
            "outbox.json",
            '{"orderedItems": [{"object": {"content": "<p>H&#101;llo</p>"}}, {"object": "x"}]}',
        ),
        ("wordpress", "posts.json", '[{"content": {"rendered": "<p><b>Hel</b>lo</p>"}, "date": "2026-05-17"}]'),
        ("ghost", "export.json", '{"db": [{"data": {"posts": [{"html": "<p>Hello</p>"}]}}]}'),
    ],
)
def test_each_preset_finds_the_text_of_its_export(preset: str, name: str, text: str) -> None:
    (post,) = posts_in(name, text, preset=preset)
    assert post.prose.text == "Hello"
    assert set(LAYOUTS) >= {preset}


def test_fields_rows_and_channels_can_be_named() -> None:
    text = '{"data": {"items": [{"what": {"body": "Hello"}, "where": "ACME Main"}]}}'
    options = {
        "rows": "data.items",
        "fields": {"text": "what.body", "channel": "where"},
        "channels": {"acme main": "discord"},
    }
    (post,) = posts_in("a.json", text, **options)
    assert (post.prose.text, post.declared.channel) == ("Hello", "discord")


@pytest.mark.parametrize(
    "text", ["- Hello\n- Bye\n", "posts:\n- text: Hello\n- text: Bye\n", "text: Hello\n---\ntext: Bye\n"]
)
def test_yaml_lists_records_and_documents_are_posts(text: str) -> None:
    assert [post.prose.text for post in posts_in("a.yaml", text)] == ["Hello", "Bye"]


def test_a_record_without_text_is_passed_over_and_a_file_without_any_is_told() -> None:
    assert len(posts_in("a.csv", "text,image\n,a.png\nHello,\n")) == 1
    (told,) = troubles_in("a.csv", "headline,image\nHello,a.png\n")
    assert "looked for text, message" in told
    assert "the file has “headline”, “image”" in told


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.json", '{"text": ', "a.json:1:10: trouble: It is not JSON: expecting value."),
        ("a.json", "[" * 100_000 + "]" * 100_000, "nested too deeply"),
        ("a.jsonl", '{"text": "a"}\n{oops}\n', "a.jsonl:2:2: trouble: Line 2: It is not JSON"),
        ("a.yaml", "a: [1\nb: 2\n", "It is not YAML: "),
        ("a.yaml", "a: &a [*a]\n", "An alias in it names what it stands in."),
        ("a.csv", 'text\n"Hello\n', "a.csv:2:1: trouble: The quote that opens here is never closed."),
        ("a.csv", 'text\n"Hello" you\n', "a.csv:2:8: trouble: Text follows a closing quote."),
        ("a.json", '[{"text": "a", "relationship": "frends"}]', "Entry 1: “relationship” is “frends”"),
        ("a.json", "7", "a single value"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(name: str, text: str, words: str) -> None:
    assert any(words in told for told in troubles_in(name, text)), troubles_in(name, text)


def test_aliases_that_multiply_are_read_once() -> None:
    laughs = "a: &a [lol, lol]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert troubles_in("a.yaml", laughs)


def test_a_record_may_ask_to_ignore_with_a_reason() -> None:
    found = list(
        read_posts(
            Document.of(
                "a.yaml",
                "- text: Buy\n  flipguard-ignore: sale -- a jumble sale\n- text: Buy\n  flipguard-ignore: sale\n",
            )
        )
    )
    assert isinstance(found[0], Post)
    assert (found[0].ignores[0].rules, found[0].ignores[0].reason) == ({"sale"}, "a jumble sale")
    assert isinstance(found[1], Notice)
    assert found[1].rule == "ignore-without-reason"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"preset": "bufer"}, "Did you mean “buffer”?"),
        ({"fields": {"txt": "a"}}, "fields.txt"),
        ({"fields": 7}, "must be a table"),
        ({"markup": "rst"}, "one of text, markdown, html"),
        ({"rows": 7}, "rows is 7"),
        ({"columns": 7}, "columns is 7"),
    ],
)
def test_a_layout_that_cannot_be_is_refused(options: dict[str, object], words: str) -> None:
    with pytest.raises(LayoutError, match=words.replace(".", "[.]").replace("?", "[?]")):
        layout_of(options)
