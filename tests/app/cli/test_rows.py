import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.rows import MAX_ROW_BYTES, Line, Row, RowError, decode, encode, parse, read_lines

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def row(written: str) -> Row:
    return Row(written, parse(written))


def test_lines_are_numbered_and_blank_ones_are_passed_over() -> None:
    lines = list(read_lines(io.BytesIO(b"a\n\n \r\nb\r\nc")))
    assert lines == [Line(1, b"a\n", 2), Line(4, b"b\r\n", 3), Line(5, b"c", 1)]


def test_a_line_that_is_too_long_is_passed_over_and_the_next_is_read() -> None:
    lines = list(read_lines(io.BytesIO(b"x" * (2 * MAX_ROW_BYTES + 9) + b"\nb\n")))
    assert lines == [Line(1, None, 2 * MAX_ROW_BYTES + 10), Line(2, b"b\n", 2)]
    with pytest.raises(RowError, match="longer than 8 MiB"):
        decode(lines[0])


def test_a_byte_order_mark_is_dropped_from_the_first_line_alone() -> None:
    assert decode(Line(1, b"\xef\xbb\xbf{}\r\n", 7)) == "{}"
    assert decode(Line(2, b"\xef\xbb\xbf{}", 5)) == "\ufeff{}"


@pytest.mark.parametrize(
    "written", ["{", "", "{'a': 1}", '{"a": NaN}', '{"a": Infinity}', "[" * 100_000, "9" * 5000, "{} {}"]
)
def test_what_is_not_json_is_refused(written: str) -> None:
    with pytest.raises(RowError) as refusal:
        parse(written)
    assert refusal.value.code == "broken-json"


def test_fields_are_added_and_all_else_is_left_as_written() -> None:
    written = '{ "n": 1.10,"big":12345678901234567890.50, "e": 1e400 ,"s": "\\u00e9é\\ud800" }'
    assert row(written).with_fields({"z": 1}) == written[:1] + written[2:-2] + ', "z": 1}'
    assert row("{ }").with_fields({"z": 1}) == '{"z": 1}'


def test_fields_of_the_same_name_are_replaced() -> None:
    written = '{"z" : {"a": "}"}, "a": [1.0 , "\\"z\\":"],"y":2}'
    assert row(written).with_fields({"z": 3, "y": 4}) == '{"a": [1.0 , "\\"z\\":"], "z": 3, "y": 4}'


@given(st.dictionaries(st.text(), VALUES, max_size=4), st.booleans(), st.sampled_from([None, 1]))
def test_a_row_with_fields_holds_the_row_and_the_fields(
    fields: dict[str, object], escaped: bool, indent: int | None
) -> None:
    written = json.dumps(fields, ensure_ascii=escaped, indent=indent)
    added = {"verdict": "clear", "cues": {"sale": 0.5}, **dict.fromkeys(list(fields)[:1], 7)}
    read = json.loads(row(written).with_fields(added))
    assert read == {**fields, **added}
    assert list(read) == [name for name in fields if name not in added] + list(added)


def test_half_of_a_surrogate_pair_is_written_as_json_names_it() -> None:
    assert json.loads(encode('"\ud800"')) == "\ud800"
