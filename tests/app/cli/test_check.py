import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.cli.options import RELATIONSHIPS
from app.cli.outcome import Checked
from app.cli.sources.document import Document
from app.cli.sources.post import Post, Trouble
from app.cli.sources.prose import Prose
from app.cli.tally import Tally
from model import Classifier, Part, Relationship, Step, Verdict, judge
from model.artifact import released_folder

FLIP = "25% off for my friends, only till midnight, tap to order!!"
CLEAR = "Dinner was lovely, Mom! Next one's at ours."


def report(out: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(out)
    return document


def in_file(path: Path, finding: dict[str, Any]) -> str:
    """Cut a finding out of the file by its lines and columns, as an editor would."""
    lines = path.read_bytes().decode().removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    found = lines[finding["line"] - 1 : finding["end_line"]]
    found[-1] = found[-1][: finding["end_column"] - 1]
    found[0] = found[0][finding["column"] - 1 :]
    return "\n".join(found)


def test_a_flip_is_found_and_a_clear_post_is_not(run, post) -> None:
    flip, clear = post("flip.txt", FLIP), post("clear.txt", CLEAR)
    result = run("check", flip, clear)
    assert (result.code, result.err) == (1, "flipguard: findings: 1 flip, 0 review.\n")
    assert f"{flip}:1:1: flip sale " in result.out
    assert str(clear) not in result.out
    assert result.out.endswith("Checked 2 posts: 1 flip, 0 review, 1 clear.\n")


def test_clean_posts_print_nothing_but_the_summary(run, post) -> None:
    result = run("check", post("a.txt", CLEAR), post("b.md", CLEAR))
    assert (result.code, result.out, result.err) == (0, "Checked 2 posts: 0 flip, 0 review, 2 clear.\n", "")


def test_the_process_gives_the_same_output_and_exit_code(run, process, post) -> None:
    files = post("flip.md", FLIP), post("clear.txt", CLEAR)
    assert process("check", *files) == run("check", *files)
    assert process("check", files[1]).code == 0


def test_the_same_text_gets_other_verdicts_before_other_readers(run, post) -> None:
    path = post("flip.txt", FLIP)
    risks = [
        report(run("check", path, "--format", "json", "--relationship", relationship).out)["posts"][0]["flip_risk"]
        for relationship in ("social", "mixed", "market")
    ]
    assert risks[0] >= risks[1] > risks[2] == 0
    assert run("check", path, "--relationship", "market").code == 0


def test_front_matter_wins_over_the_option(run, post) -> None:
    path = post("shop.md", f"---\nrelationship: market\n---\n{FLIP}")
    result = run("check", path, "--format", "json", "--relationship", "social")
    assert (result.code, report(result.out)["posts"][0]["relationship"]) == (0, "market")


def test_json_tells_everything_of_every_post(run, post, classifier: Classifier) -> None:
    flip, clear = post("flip.md", f"# Hi\n\n{FLIP}"), post("clear.txt", CLEAR)
    document = report(run("check", flip, clear, "missing.md", "--format", "json").out)
    assert list(document) == ["posts", "troubles", "notices", "summary", "model"]
    assert document["summary"] == {
        "posts": 2,
        "clear": 1,
        "review": 0,
        "flip": 1,
        "silenced": 0,
        "notices": 0,
        "troubles": 1,
    }
    assert document["model"] == {"version": classifier.identity.version, "digest": classifier.identity.digest}
    assert document["troubles"] == [
        {"path": "missing.md", "line": None, "column": None, "message": "There is no such file."}
    ]
    first, second = document["posts"]
    assert list(first) == [
        "path",
        "label",
        "relationship",
        "channel",
        "verdict",
        "model_verdict",
        "decided_by",
        "flip_risk",
        "because",
        "findings",
        "silenced",
        "unmet_needs",
        "advice",
        "warnings",
    ]
    assert (first["path"], first["verdict"], first["relationship"]) == (str(flip), "flip", "social")
    assert (second["verdict"], second["findings"]) == ("clear", [])
    assert list(first["findings"][0]) == [
        "cue",
        "score",
        "role",
        "norm",
        "line",
        "column",
        "end_line",
        "end_column",
        "text",
    ]
    assert "sale" in [finding["cue"] for finding in first["findings"]]


def test_risk_and_reason_are_the_assessments_own(run, post, classifier: Classifier) -> None:
    assessment = classifier.assess(FLIP)
    found = report(run("check", post("flip.txt", FLIP), "--format", "json").out)["posts"][0]
    assert (found["flip_risk"], found["because"]) == (assessment.flip_risk, assessment.because)


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_every_finding_can_be_cut_out_of_the_file_by_line_and_column(run, post, line_break: str, start: str) -> None:
    source = "\n".join(
        [
            "---",
            "title: 🎉",
            "---",
            "# Grüße 👩‍👩‍👧 an *alle*",
            "",
            "> Buy now, says the shop",
            "",
            "\t",
            "- 漢字 &amp; **25% off** for my friends, only till midnight, [tap to order](http://x.y)!!",
            "  - Everyone please share",
            "    our launch press release with your friends, it helps our numbers!",
        ]
    )
    path = post("post.md", start + source.replace("\n", line_break))
    findings = report(run("check", path, "--format", "json").out)["posts"][0]["findings"]
    assert findings
    for finding in findings:
        cut = (
            in_file(path, finding).replace("**", "").replace("](http://x.y)", "").replace("[", "").replace("&amp;", "&")
        )
        assert " ".join(cut.split()) == " ".join(finding["text"].split())


def test_plain_text_is_judged_as_it_stands(run, post) -> None:
    path = post("post.txt", f"> *Hi* `all`\r\n\r\n🎉\t{FLIP}")
    findings = report(run("check", path, "--format", "json").out)["posts"][0]["findings"]
    assert findings
    assert all(in_file(path, finding) == finding["text"].replace("\r\n", "\n") for finding in findings)


@pytest.mark.parametrize(("verdict", "codes"), [("flip", [1, 1, 0]), ("review", [0, 1, 0]), ("clear", [0, 0, 0])])
def test_fail_on_names_the_mildest_verdict_that_fails(classifier: Classifier, verdict: str, codes: list[int]) -> None:
    post = Post(Document.of("x", CLEAR), Prose.verbatim(CLEAR))
    tally = Tally()
    steps = (Step(Part.MODEL, Verdict(verdict), ""),)
    list(tally.counting([Checked(post, replace(judge(classifier, CLEAR), steps=steps))]))
    assert [tally.exit_code(fail_on) for fail_on in ("flip", "review", "never")] == codes
    list(tally.counting([Trouble("x", "It is empty.")]))
    assert {tally.exit_code(fail_on) for fail_on in ("flip", "review", "never")} == {2}


def test_a_flip_fails_unless_nothing_shall(run, post) -> None:
    path = post("flip.txt", FLIP)
    assert [run("check", path, "--fail-on", what).code for what in ("flip", "review", "never")] == [1, 1, 0]


def test_a_file_named_twice_is_checked_once(run, post, tmp_path: Path) -> None:
    path = post("a.txt", CLEAR)
    (tmp_path / "link.txt").symlink_to(path)
    result = run("check", path, tmp_path / "." / "a.txt", tmp_path / "link.txt", f"{tmp_path}/../{tmp_path.name}/a.txt")
    assert result.out.startswith("Checked 1 post:")


def test_standard_input_is_plain_text(run, process) -> None:
    for go in (run, process):
        result = go("check", "-", stdin=f"`{FLIP}`".encode())
        assert (result.code, result.out.splitlines()[0].split(" ")[0]) == (1, "<stdin>:1:1:")


def test_standard_input_takes_its_format_from_the_name_that_it_is_given(run) -> None:
    source = f"---\nrelationship: mixed\n---\n`{FLIP}`\n\n{CLEAR}".encode()
    result = run("check", "-", "--stdin-filename", "posts/a.md", "--format", "json", stdin=source)
    (found,) = report(result.out)["posts"]
    assert (found["path"], found["relationship"], found["verdict"]) == ("posts/a.md", "mixed", "clear")


def test_a_name_for_standard_input_needs_standard_input(run, post) -> None:
    result = run("check", post("a.txt", CLEAR), "--stdin-filename", "b.md")
    assert (result.code, "no `-` is among the files" in result.err) == (2, True)


def test_the_options_name_the_relationships_of_the_model() -> None:
    assert tuple(Relationship) == RELATIONSHIPS


def test_another_model_is_loaded_from_its_folder(run, post, tmp_path: Path) -> None:
    result = run("check", post("a.txt", CLEAR), "--model", tmp_path / "nowhere")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"flipguard: There is no model in {tmp_path / 'nowhere'}")
    assert result.err.count("\n") == 1


def test_a_model_whose_reader_was_damaged_is_named_and_is_no_fault_of_the_program(run, post, tmp_path: Path) -> None:
    model = shutil.copytree(released_folder(), tmp_path / "model")
    (model / "careful" / "reader.onnx").write_bytes(b"damaged")
    result = run("check", "--model", model, "--no-cache", post("a.md", FLIP))
    assert result.code == 2
    assert "reader.onnx is not the file that was released" in result.err
    assert "Traceback" not in result.err
    assert "fault of the program" not in result.err


def test_the_model_may_be_named_by_the_environment(run, post, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FLIPGUARD_MODEL_FOLDER", str(tmp_path / "elsewhere"))
    assert "elsewhere" in run("check", post("a.txt", CLEAR)).err


def test_a_foreign_post_is_shown_with_a_warning_even_if_it_is_clear(run, post) -> None:
    path = post("de.txt", "Guten Morgen allerseits, wir haben gestern lange am See gesessen und geredet.")
    assert f"{path}: warning: The text seems to be in “de”" in run("check", path, "--relationship", "market").out
    found = report(run("check", path, "--format", "json").out)["posts"][0]
    assert [warning["code"] for warning in found["warnings"]] == ["language"]
