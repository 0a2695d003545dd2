import csv
import io
import json
import zipfile
from collections.abc import Iterator

import pytest

from training.sources.errors import SourceError
from training.sources.json_lists import read_json_list
from training.sources.lines import read_lines
from training.sources.mails import read_mail
from training.sources.outboxes import read_outbox
from training.sources.rows import Reader, Row
from training.sources.tables import read_csv, read_headless_csv, read_tsv, read_unquoted_tsv
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


def test_a_row_that_is_too_short_lacks_the_field() -> None:
    assert _rows(read_csv, b"id,title\n1\n") == [{"id": "1", "title": None}]


def test_quotes_part_fields_in_one_kind_of_tsv_and_are_letters_in_the_other() -> None:
    content = b'id\ttext\n1\t"so" she said\n2\t"one\n'
    assert [row["text"] for row in _rows(read_unquoted_tsv, content)] == ['"so" she said', '"one']
    assert [row["text"] for row in _rows(read_tsv, b'id\ttext\n1\t"one\ttwo"\n')] == ["one\ttwo"]


def test_a_json_list_gives_the_text_fields_of_its_objects_in_order() -> None:
    content = json.dumps([{"text": "first", "likes": 3}, {"text": "second"}]).encode()
    assert _rows(read_json_list, content) == [{"text": "first"}, {"text": "second"}]


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
