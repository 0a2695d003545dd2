import json
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from model import Classifier, Relationship
from tests.patience import eventually

FLIP = "25% off for my friends, only till midnight, tap to order!!"
CLEAR = "Dinner was lovely, Mom! Next one's at ours."
TEXTS = [
    FLIP,
    CLEAR,
    "Everyone please share our launch press release with your friends!",
    "Got you these chocolates, they were $48!",
    "Could you look over my lease? Happy to pay you 30 bucks.",
    "My cousin had her baby last night and I am a puddle. " * 40,
    "DM me to learn how I quit my job, spots are going fast. " * 30,
]


def lines(*rows: object) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def scored(content: str | bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.splitlines()]


def test_rows_come_out_in_order_with_their_scores_behind_what_they_held(run, post, tmp_path: Path) -> None:
    source = post("in.jsonl", f'{{"id": 1.10, "text": "{FLIP}", "x": {{"y": [1, 2]}}}}\n\n{{"text": "{CLEAR}"}}\n')
    result = run("score", source, tmp_path / "out.jsonl")
    assert (result.code, result.out) == (0, "")
    assert result.err == "Scored 2 rows: 1 flip, 0 review, 1 clear.\n"
    written = (tmp_path / "out.jsonl").read_text()
    assert written.startswith(f'{{"id": 1.10, "text": "{FLIP}", "x": {{"y": [1, 2]}}, "flip_risk": 0.')
    first, second = scored(written)
    assert list(first) == ["id", "text", "x", "flip_risk", "verdict", "cues"]
    assert (first["verdict"], second["verdict"]) == ("flip", "clear")
    assert "sale" in first["cues"]


@pytest.mark.parametrize("relationship", Relationship)
def test_scores_are_to_the_last_digit_those_of_an_assessment(
    run, classifier: Classifier, relationship: Relationship
) -> None:
    """Which is what the service answers with."""
    result = run("score", "-", "-", "--relationship", relationship, stdin=lines(*({"text": text} for text in TEXTS)))
    for text, row in zip(TEXTS, scored(result.out), strict=True):
        assessment = classifier.assess(text, relationship)
        assert row["flip_risk"] == assessment.flip_risk
        assert row["verdict"] == assessment.verdict
        assert list(row["cues"].items()) == [(cue.cue, cue.score) for cue in assessment.cues]


def test_a_rows_own_relationship_wins_over_the_option_and_null_is_none(run) -> None:
    rows = lines({"text": FLIP, "relationship": "social"}, {"text": FLIP, "relationship": None}, {"text": FLIP})
    verdicts = [row["verdict"] for row in scored(run("score", "-", "-", "--relationship", "market", stdin=rows).out)]
    assert verdicts == ["flip", "clear", "clear"]


@pytest.mark.parametrize(
    ("written", "code", "field", "words"),
    [
        ("{bad", "broken-json", "row", "not JSON: expecting property name"),
        ('{"text": "hi", "n": NaN}', "broken-json", "row", "NaN"),
        ("[1, 2.50]", "wrong-type", "row", "an array"),
        ('"hi"', "wrong-type", "row", "a string"),
        ('{"id": 1.10}', "missing", "text", "no “text”"),
        ('{"text": 5}', "wrong-type", "text", "a number"),
        ('{"text": null}', "wrong-type", "text", "null"),
        ('{"text": ""}', "text-empty", "text", "no words"),
        ('{"text": "\\ud800 hi"}', "text-broken-character", "text", "surrogate"),
        (json.dumps({"text": "a " * 30_000}), "text-too-long", "text", "50,000"),
        ('{"text": "hi", "relationship": "frends"}', "unknown-relationship", "relationship", "social, mixed, market"),
        ('{"text": "hi", "relationship": ["social"]}', "wrong-type", "relationship", "an array"),
        ('{"text": "hi", "relationship": "\\ud800"}', "unknown-relationship", "relationship", "social"),
    ],
)
def test_a_bad_row_becomes_an_error_row_and_the_others_go_on(
    run, written: str, code: str, field: str, words: str
) -> None:
    result = run("score", "-", "-", stdin=b'\n{"text": "hello"}\n' + written.encode() + b'\n{"text": "hello"}')
    assert result.code == 1
    assert "1 could not be scored" in result.err
    before, bad, after = result.out.splitlines()
    assert json.loads(before) == json.loads(after)
    row = json.loads(bad)
    assert row["row"] == 3
    assert (row["error"]["code"], row["error"]["field"]) == (code, field)
    assert words in row["error"]["message"]
    if code == "broken-json":
        assert list(row) == ["row", "error"]
    else:
        assert bad.endswith(f', "input": {written}}}')


def test_bytes_that_are_not_utf_8_become_an_error_row(run) -> None:
    result = run("score", "-", "-", stdin=b'{"text": "caf\xe9"}\n')
    assert (result.code, scored(result.out)[0]["error"]["code"]) == (1, "not-utf-8")


def test_an_empty_archive_gives_an_empty_result(run, post, tmp_path: Path) -> None:
    assert run("score", post("in.jsonl", ""), tmp_path / "out.jsonl").code == 0
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_scoring_a_result_again_replaces_the_scores(run) -> None:
    once = run("score", "-", "-", stdin=lines({"text": FLIP, "n": 1})).out
    assert run("score", "-", "-", stdin=once.encode()).out == once


def test_the_process_streams_from_standard_input_to_standard_output(process, run) -> None:
    rows = lines(*({"text": text, "é": "🎉"} for text in TEXTS))
    piped = process("score", "-", "-", stdin=rows)
    assert piped == run("score", "-", "-", stdin=rows)
    assert piped.code == 0


def test_each_row_is_answered_before_the_next_is_read(start) -> None:
    """So memory stays bounded, and another program can feed the rows one by one."""
    process = start("score", "-", "-")
    for text in (FLIP, CLEAR):
        process.stdin.write(lines({"text": text}))
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["text"] == text


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("none.jsonl", "out.jsonl", "none.jsonl can't be read: no such file or directory."),
        ("in.jsonl", "none/out.jsonl", "can't be written: there is no folder"),
        ("in.jsonl", ".", "IN and OUT are the same file."),
        ("in.jsonl", "in.jsonl", "IN and OUT are the same file."),
        ("in.jsonl", "link.jsonl", "IN and OUT are the same file."),
    ],
)
def test_what_cannot_be_read_or_written_is_told_in_a_sentence(
    run, post, tmp_path: Path, source: str, target: str, words: str
) -> None:
    path = post("in.jsonl", lines({"text": CLEAR}))
    (tmp_path / "link.jsonl").symlink_to(path)
    result = run("score", tmp_path / source, tmp_path / target)
    assert result.code == 2
    assert result.err.startswith("flipguard: ")
    assert words in result.err
    assert result.err.count("\n") == 1
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["in.jsonl", "link.jsonl"]
    assert path.read_bytes() == lines({"text": CLEAR})


def test_a_model_that_cannot_be_loaded_leaves_nothing_behind(run, post, tmp_path: Path) -> None:
    source = post("in.jsonl", lines({"text": CLEAR}))
    result = run("score", source, tmp_path / "out.jsonl", "--model", tmp_path / "nowhere")
    assert (result.code, [entry.name for entry in tmp_path.iterdir()]) == (2, ["in.jsonl"])


def test_progress_is_shown_when_asked_for_and_not_to_a_file(run, post, tmp_path: Path) -> None:
    source = post("in.jsonl", lines({"text": CLEAR}))
    assert "100%" in run("score", source, tmp_path / "out.jsonl", "--progress").err
    assert "%" not in run("score", source, tmp_path / "out.jsonl").err
    assert "rows" in run("score", "-", "-", "--progress", stdin=lines({"text": CLEAR})).err


def test_the_result_keeps_the_mode_of_the_file_that_it_replaces(run, post) -> None:
    target = post("out.jsonl", "old")
    target.chmod(0o640)
    run("score", post("in.jsonl", lines({"text": CLEAR})), target)
    assert target.stat().st_mode & 0o777 == 0o640
    assert "clear" in target.read_text()


def test_a_link_is_followed_and_stays_one(run, post, tmp_path: Path) -> None:
    target = post("real.jsonl", "old")
    (tmp_path / "link.jsonl").symlink_to(target)
    run("score", post("in.jsonl", lines({"text": CLEAR})), tmp_path / "link.jsonl")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert "clear" in target.read_text()


def test_a_device_is_written_to_and_not_replaced(run, post) -> None:
    assert run("score", post("in.jsonl", lines({"text": CLEAR})), "/dev/null").code == 0
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_killed_in_the_middle_leaves_the_old_result(
    start: Callable[..., Any], post, tmp_path: Path, number: signal.Signals
) -> None:
    target = post("out.jsonl", "old")
    process = start("score", "-", target)
    for _ in range(40):  # more than a pipe holds, so that rows have been read and scored when this returns
        process.stdin.write(lines({"text": CLEAR, "padding": "x" * 5_000}))
    process.stdin.flush()
    process.send_signal(number)
    code = process.wait(120)
    assert target.read_bytes() == b"old"
    if number is signal.SIGKILL:
        assert code == -number
        return
    assert code == 128 + number
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.jsonl"]


def test_the_name_stands_for_the_old_result_until_all_is_done(start, post, tmp_path: Path) -> None:
    target = post("out.jsonl", "old")
    process = start("score", "-", target)
    process.stdin.write(lines({"text": CLEAR}))
    process.stdin.flush()

    def has_begun() -> bool:
        assert process.poll() is None
        return len(list(tmp_path.iterdir())) >= 2

    eventually(has_begun, "No new file was begun")
    assert target.read_bytes() == b"old"
    process.stdin.close()
    assert process.wait(120) == 0
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.jsonl"]
    assert scored(target.read_bytes())[0]["verdict"] == "clear"
