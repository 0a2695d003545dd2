import io
import json
import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from model import Classifier

CLEAR = "Dinner was lovely, Mom! Next one's at ours."
FLIP = "25% off for my friends, only till midnight, tap to order!!"
TEXTS = [FLIP, CLEAR, "Grüße! 🎉 “Quoted”, with; marks\tand a tab", 'Two "lines",\nthe second with a 50% discount.']
PROJECT = Path(__file__).parents[4]
FORMATS = ("jsonl", "csv", "parquet")


@pytest.mark.parametrize("writes", FORMATS)
@pytest.mark.parametrize("reads", FORMATS)
def test_every_format_becomes_every_other_with_the_same_scores(
    run, archive, read, classifier: Classifier, tmp_path: Path, reads: str, writes: str
) -> None:
    source = archive(f"in.{reads}", [{"id": str(number), "text": text} for number, text in enumerate(TEXTS)])
    target = tmp_path / f"out.{writes}"
    result = run("score", source, target)
    assert (result.code, result.out) == (0, ""), result.err
    rows = read(target)
    assert [(row["id"], row["text"]) for row in rows] == [(str(number), text) for number, text in enumerate(TEXTS)]
    for row in rows:
        assessment = classifier.assess(row["text"])
        assert (row["flip_risk"], row["verdict"]) == (assessment.flip_risk, assessment.verdict)
        assert list(row["cues"].items()) == [(cue.cue, cue.score) for cue in assessment.cues]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([source.name, target.name])


def test_a_tables_own_columns_say_who_reads_a_row_and_an_empty_cell_says_nothing(run, post, read, tmp_path) -> None:
    source = post("in.csv", f'text,relationship\n"{FLIP}",market\n"{FLIP}",\n"{FLIP}",frends\n')
    assert run("score", source, tmp_path / "out.jsonl").code == 1
    market, social, neither = read(tmp_path / "out.jsonl")
    assert (market["verdict"], market["flip_risk"], social["verdict"]) == ("clear", 0, "flip")
    assert neither["error"]["code"] == "unknown-relationship"


def test_rows_that_are_no_csv_become_error_rows_and_the_others_go_on(run, post, tmp_path: Path) -> None:
    content = b'\xef\xbb\xbfid;text\r\n1;"well;\r\nfine"\r\n\r\n2;a;b\r\n3;"x"y\r\n4;caf\xe9\r\n5;fine\r\n6;"never closed\r\n7;lost\r\n'
    result = run("score", post("in.csv", content), tmp_path / "out.csv")
    assert result.code == 1
    written = (tmp_path / "out.csv").read_bytes()
    assert written.startswith(b"id;text;flip_risk;verdict;cues;error_row;error_code;error_field;error_message\n")
    assert b"4;caf\xe9;;;;7;not-utf-8;row;" in written
    rows = [line.split(b";") for line in written.replace(b'"well;\r\nfine"', b"w").splitlines()[1:]]
    assert [(row[0], row[5], row[6]) for row in rows] == [
        (b"1", b"", b""),
        (b"2", b"5", b"wrong-width"),
        (b"", b"6", b"broken-csv"),
        (b"4", b"7", b"not-utf-8"),
        (b"5", b"", b""),
        (b"", b"9", b"broken-csv"),
    ]
    assert b"Lines 9 to 10 are lost in it." in written


def test_a_scored_table_can_be_scored_again(run, archive, tmp_path: Path) -> None:
    for suffix in ("csv", "parquet"):
        once, twice = tmp_path / f"once.{suffix}", tmp_path / f"twice.{suffix}"
        run("score", archive(f"in.{suffix}", [{"text": FLIP, "n": 1}, {"text": "", "n": 2}]), once)
        assert run("score", once, twice).code == 1
        assert twice.read_bytes() == once.read_bytes()


def test_the_columns_of_a_parquet_file_keep_their_types_and_bad_rows_stay_where_they_were(run, tmp_path: Path) -> None:
    table = pa.table(
        {
            "when": pa.array([1, None, 3], pa.timestamp("ns", "UTC")),
            "kind": pa.array(["a", "b", "a"]).dictionary_encode(),
            "tags": [["x"], [], None],
            "text": [FLIP, None, CLEAR],
        }
    )
    pq.write_table(table, tmp_path / "in.parquet")
    assert run("score", tmp_path / "in.parquet", tmp_path / "out.parquet").code == 1
    written = pq.read_table(tmp_path / "out.parquet")
    assert written.select(table.column_names).equals(table)
    assert written.column("verdict").to_pylist() == ["flip", None, "clear"]
    (error,) = [error for error in written.column("error").to_pylist() if error]
    assert error == {
        "row": 2,
        "code": "wrong-type",
        "field": "text",
        "message": "“text” is null, but must be a string.",
    }


def test_what_json_has_no_words_for_is_written_plainly(run, tmp_path: Path, read) -> None:
    moment = datetime(2024, 5, 1, 12, tzinfo=UTC)
    row = {
        "text": CLEAR,
        "paid": Decimal("1.50"),
        "at": moment,
        "raw": b"\xff",
        "nan": float("nan"),
        "m": {"a": [moment]},
    }
    pq.write_table(pa.Table.from_pylist([row]), tmp_path / "in.parquet")
    assert run("score", tmp_path / "in.parquet", tmp_path / "out.jsonl").code == 0
    (written,) = read(tmp_path / "out.jsonl")
    assert (written["paid"], written["raw"], written["nan"]) == ("1.50", "/w==", None)
    assert written["at"].startswith("2024-05-01 12:00:00")
    assert written["m"] == {"a": ["2024-05-01T12:00:00+00:00"]}


def test_rows_of_json_make_a_table_of_all_their_fields(run, post, tmp_path: Path) -> None:
    rows = [
        {"text": CLEAR, "n": 1, "mixed": 1, "deep": {"a": [1]}, "\ud800": 0},
        {"text": FLIP, "n": 2.5, "mixed": "one", "late": True, "big": 2**70, "error": "mine"},
        {"text": "\udc80", "n": None},
    ]
    content = "".join(json.dumps(row) + "\n" for row in rows) + "{broken\n[1]\n"
    source = post("in.jsonl", content)
    assert run("score", source, tmp_path / "out.parquet").code == 1
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.column("n").to_pylist() == [1.0, 2.5, None, None, None]
    assert table.column("mixed").to_pylist() == ["1", '"one"', None, None, None]
    assert table.column("deep").to_pylist() == ['{"a": [1]}', None, None, None, None]
    assert table.column("late").to_pylist() == [None, True, None, None, None]
    assert table.column("big").to_pylist() == [None, str(2**70), None, None, None]
    assert [error and error["code"] for error in table.column("error").to_pylist()] == [
        None,
        None,
        "text-broken-character",
        "broken-json",
        "wrong-type",
    ]
    assert run("score", source, tmp_path / "out.csv").code == 1
    assert (tmp_path / "out.csv").read_text("utf-8").splitlines()[1].startswith(f'"{CLEAR}",1,1,"{{""a"": [1]}}",,,,0.')


def test_standard_output_has_the_format_of_the_input_unless_another_is_named(run, post) -> None:
    source = post("in.csv", f"text\n{CLEAR.replace(',', '')}\n")
    assert run("score", source, "-").out.startswith("text,flip_risk,")
    assert json.loads(run("score", source, "-", "--to", "jsonl").out)["verdict"] == "clear"
    piped = run("score", "-", "-", "--from", "csv", stdin=source.read_bytes())
    assert piped.out == run("score", source, "-").out


def test_parquet_can_go_through_a_pipe(post) -> None:
    source = post("in.csv", f'text\n"{CLEAR}"\n')
    command = [sys.executable, "-m", "app", "score", str(source), "-", "--to", "parquet"]
    piped = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True).stdout
    assert pq.read_table(io.BytesIO(piped)).column("verdict").to_pylist() == ["clear"]


@pytest.mark.parametrize(
    ("name", "content", "arguments", "words"),
    [
        (
            "in.csv",
            b"id,body\n1,x\n",
            ("out.csv",),
            "no column “text”, but: id, body. Name the one that holds the posts",
        ),
        ("in.csv", b"text,text\n1,x\n", ("out.csv",), "has two columns “text”"),
        ("in.csv", b"", ("out.csv",), "no column “text”, but: none"),
        ("in.csv", b'"never closed\n', ("out.csv",), "no header that is CSV"),
        ("in.parquet", b"PAR1 no", ("out.csv",), "is not Parquet"),
        ("in.jsonl", b"", ("out.jsonl", "--ray-address", "auto"), "Say --engine ray too."),
    ],
)
def test_an_input_that_can_never_end_well_is_refused_before_anything_is_written(
    run, post, tmp_path: Path, name: str, content: bytes, arguments: tuple[str, ...], words: str
) -> None:
    target, *options = arguments
    result = run("score", post(name, content), tmp_path / target, *options)
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert words in result.err
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_standard_input_can_be_read_only_once_and_from_its_start(run, tmp_path: Path) -> None:
    assert "read only once" in run("score", "-", tmp_path / "out.csv", stdin=b'{"text": "hi"}\n').err
    assert "read from both ends" in run("score", "-", "-", "--from", "parquet").err
    assert "one of several" in run("score", "-", "-", "-").err


@pytest.mark.parametrize(
    ("package", "extra", "options"), [("pyarrow", "bulk", ()), ("ray", "ray", ("--engine", "ray"))]
)
def test_a_missing_package_is_named_with_the_extra_that_has_it(
    run, archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str, extra: str, options: tuple[str, ...]
) -> None:
    source = archive("in.jsonl", [{"text": CLEAR}])
    monkeypatch.setitem(sys.modules, package, None)
    result = run("score", source, tmp_path / "out.parquet", *options)
    assert result.code == 2
    assert f"needs the package {package}, which is not installed. It comes with flipguard[{extra}]" in result.err
    assert not (tmp_path / "out.parquet").exists()


def test_the_column_of_the_posts_may_have_any_name(run, archive, read, tmp_path: Path) -> None:
    for suffix in FORMATS:
        source = archive(f"in.{suffix}", [{"text": FLIP, "body": CLEAR}])
        target = tmp_path / f"out.{suffix}"
        assert run("score", source, target, "--text-column", "body").code == 0
        assert read(target)[0]["verdict"] == "clear"
