import bz2
import csv
import io
import json
import zipfile
from collections.abc import Iterator

import pytest

from training.sources.errors import SourceError
from training.sources.html_paragraphs import read_html_paragraphs
from training.sources.json_lists import read_json_lines, read_json_list, read_script_list, turns_in
from training.sources.lines import read_lines
from training.sources.mails import read_mail
from training.sources.outboxes import read_outbox
from training.sources.paragraphs import read_paragraphs
from training.sources.rows import Reader, Row
from training.sources.tables import read_bzipped_csv, read_csv, read_headless_csv, read_tsv, read_unquoted_tsv
from training.sources.zipped_xml import read_zipped_messages


def _rows(reader: Reader, content: bytes) -> list[Row]:
    return list(reader(content))


def zipped(**files: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def test_empty_lines_count_as_rows_and_a_carriage_return_ends_no_line() -> None:
    assert [row["text"] for row in _rows(read_lines, b"one\r\n\ntwo\rhalves\n")] == ["one\r", "", "two\rhalves", ""]


def test_bytes_that_are_not_utf_8_lose_no_row() -> None:
    assert [row["text"] for row in _rows(read_lines, b"\xef\xbb\xbffirst\nsec\xffond")] == ["first", "sec\ufffdond"]


def test_a_quoted_field_of_a_csv_holds_commas_and_lines_and_is_one_row() -> None:
    rows = _rows(read_csv, b'id,title\n1,"soup, bread\nand ""tea"""\n\n2,cake\n')
    assert [row["title"] for row in rows] == ['soup, bread\nand "tea"', "cake"]


def test_a_carriage_return_ends_a_row_of_a_table_and_not_a_quoted_field() -> None:
    rows = _rows(read_csv, b'id,title\r\n1,soup\r2,"bread\rand tea"\n')
    assert [row["title"] for row in rows] == ["soup", "bread\rand tea"]


def test_a_row_that_is_too_short_lacks_the_field() -> None:
    assert _rows(read_csv, b"id,title\n1\n") == [{"id": "1", "title": None}]


def test_quotes_part_fields_in_one_kind_of_tsv_and_are_letters_in_the_other() -> None:
    content = b'id\ttext\n1\t"so" she said\n2\t"one\n'
    assert [row["text"] for row in _rows(read_unquoted_tsv, content)] == ['"so" she said', '"one']
    assert [row["text"] for row in _rows(read_tsv, b'id\ttext\n1\t"one\ttwo"\n')] == ["one\ttwo"]


def test_a_json_list_gives_the_text_fields_of_its_objects_in_order() -> None:
    content = json.dumps([{"text": "first", "likes": 3}, {"text": "second"}]).encode()
    assert _rows(read_json_list, content) == [{"text": "first"}, {"text": "second"}]


def test_a_list_of_texts_in_a_json_object_becomes_the_lines_of_one_text() -> None:
    content = json.dumps([{"text": ["first", "", "second"], "sizes": [1, 2], "mixed": ["a", 1], "none": None}]).encode()
    assert _rows(read_json_list, content) == [{"text": "first\n\nsecond"}]


def test_each_line_of_json_lines_is_a_row_and_an_empty_one_is_none() -> None:
    content = b'{"text": "first\xe2\x80\xa8half"}\n\n{"text": "second", "labels": {"a": "b"}}\r\n'
    assert _rows(read_json_lines, content) == [{"text": "first\u2028half"}, {"text": "second"}]


def test_a_list_that_a_script_assigns_is_read_as_json() -> None:
    content = b'Archive.data.tweets_2015_02 = \n [ {"text": "[sic] home", "id": 7}, {"text": "soon"} ]'
    assert _rows(read_script_list, content) == [{"text": "[sic] home"}, {"text": "soon"}]


def test_turns_are_counted_through_all_dialogues_of_a_list_or_an_object() -> None:
    dialogues = [{"said": [{"text": "a"}, {"text": "b"}]}, {"said": []}, {"said": [{"text": "c"}]}]
    keyed = dict(zip("xyz", dialogues, strict=True))
    for content in (json.dumps(dialogues), json.dumps(keyed)):
        assert _rows(turns_in("said"), content.encode()) == [{"text": "a"}, {"text": "b"}, {"text": "c"}]


@pytest.mark.parametrize(
    ("reader", "content"),
    [
        (read_json_lines, b'{"text": "whole"}\n{"text": "bro'),
        (read_json_lines, b'["no object"]'),
        (read_script_list, b'[{"text": "no script"}]'),
        (read_script_list, b"tweets = {}"),
        (turns_in("said"), b'[{"other": []}]'),
        (turns_in("said"), b'["no dialogue"]'),
        (turns_in("said"), b'{"said": [{"text": "no dialogue around it"}]}'),
    ],
)
def test_lists_of_another_shape_are_refused(reader: Reader, content: bytes) -> None:
    with pytest.raises(SourceError):
        _rows(reader, content)


@pytest.mark.parametrize("content", [b"not json", b'{"text": "no list"}', b'["no object"]'])
def test_json_of_another_shape_is_refused(content: bytes) -> None:
    with pytest.raises(SourceError):
        _rows(read_json_list, content)


def test_messages_of_zipped_xml_come_in_the_order_of_the_document() -> None:
    message = '<message id="{}"><text>{}</text><source><srcNumber>0</srcNumber></source></message>'
    document = f"<corpus>{message.format(9, 'first')}{message.format(1, 'a &amp;amp; b')}<message/></corpus>"
    rows = _rows(read_zipped_messages, zipped(**{"corpus.xml": document, "z.txt": "something else"}))
    assert [row.get("text") for row in rows] == ["first", "a &amp; b", None]


@pytest.mark.parametrize("content", [b"no zip", zipped(), zipped(**{"corpus.xml": "<corpus>"})])
def test_an_archive_without_a_document_is_refused(content: bytes) -> None:
    with pytest.raises(SourceError):
        _rows(read_zipped_messages, content)


def test_a_packed_csv_is_unpacked_and_what_is_not_packed_or_breaks_off_is_refused() -> None:
    packed = bz2.compress(b'id,title\n1,"soup, bread"\n')
    assert _rows(read_bzipped_csv, packed) == [{"id": "1", "title": "soup, bread"}]
    for content in (b"id,title\n1,soup\n", packed[:-9]):
        with pytest.raises(SourceError, match="not packed with bzip2"):
            _rows(read_bzipped_csv, content)


@pytest.fixture
def short_fields() -> Iterator[None]:
    """Set the limit that Python starts with: it holds for the whole process, and others may have raised it."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


@pytest.mark.usefixtures("short_fields")
def test_a_table_that_breaks_off_inside_an_oversized_field_is_refused() -> None:
    with pytest.raises(SourceError, match="not a table"):
        _rows(read_csv, b'id,title\n1,"' + b"x" * 200_000)


def test_the_fields_of_a_csv_without_names_are_called_by_their_place() -> None:
    assert _rows(read_headless_csv, b'first,"a, b"\n\nsecond\n') == [{"0": "first", "1": "a, b"}, {"0": "second"}]


def test_an_outbox_gives_every_activity_a_row_and_a_shared_post_no_content() -> None:
    content = json.dumps({"orderedItems": [{"object": {"content": "<p>hi</p>"}}, {"object": "https://a.example/1"}]})
    assert _rows(read_outbox, content.encode()) == [{"content": "<p>hi</p>"}, {"content": None}]


@pytest.mark.parametrize("content", [b"not json", b"[]", b"{}", b'{"orderedItems": [{}]}'])
def test_what_is_no_outbox_is_refused(content: bytes) -> None:
    with pytest.raises(SourceError):
        _rows(read_outbox, content)


def test_a_mail_gives_its_first_plain_part_in_its_own_character_set() -> None:
    content = (
        b"From a@b.example Thu Aug 22 2002\nSubject: Tea\nContent-Type: multipart/alternative; boundary=x\n\n"
        b"--x\nContent-Type: text/html\n\n<b>no</b>\n"
        b"--x\nContent-Type: text/plain; charset=latin-1\n\ncaf\xe9\n--x--\n"
    )
    assert _rows(read_mail, content) == [{"subject": "Tea", "body": "café"}]


def test_a_mail_in_an_unknown_character_set_is_read_as_utf_8_and_one_without_plain_text_has_no_body() -> None:
    unknown = "Content-Type: text/plain; charset=no-such\n\ncafé\n".encode()
    assert [row["body"] for row in _rows(read_mail, unknown)] == ["café\n"]
    assert [row["body"] for row in _rows(read_mail, b"Content-Type: text/html\n\n<b>no</b>\n")] == [None]


@pytest.mark.parametrize(
    "front", ["", "---\ntitle: Tea\n\ntags: [a]\n---\n", "\ufeff+++\ntitle = 1\n+++ \n", "---\n---\n"]
)
def test_a_markdown_file_gives_its_whole_body_and_then_its_paragraphs(front: str) -> None:
    body = "\nDear all,\ncome over.\n \n\nBye\n---\nAnn\n"
    expected = [body, "Dear all,\ncome over.", "Bye\n---\nAnn"]
    assert [row["text"] for row in _rows(read_paragraphs, (front + body).encode())] == expected
    in_windows = (front + body).replace("\n", "\r\n").encode()
    assert [row["text"] for row in _rows(read_paragraphs, in_windows)] == expected


def test_a_line_of_hyphens_that_nothing_closes_is_text() -> None:
    assert [row["text"] for row in _rows(read_paragraphs, b"---\nstill text\n")] == [
        "---\nstill text\n",
        "---\nstill text",
    ]


def test_each_p_element_of_a_page_is_a_row_and_its_tags_are_kept() -> None:
    content = b'<?php top(); ?><pre>no</pre><p class="x">My <i>dear</i>,\nhome soon</p>between<p></p><P>no'
    assert _rows(read_html_paragraphs, content) == [{"content": "My <i>dear</i>,\nhome soon"}, {"content": ""}]
