"""A tiny run of the benchmarks yields every row and a well-formed page. Its figures mean nothing and are not looked at."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]

WHO = {
    "http": {
        "flipguard, each post for the first time",
        "flipguard, each post for the first time, without advice",
        "flipguard, posts that were asked before",
        "flipguard, posts that were asked before with another end",
        "an endpoint that computes nothing",
    },
    "classifier": {
        "flipguard",
        "flipguard, scores alone",
        "flipguard's quick reader alone",
        "flipguard's n-grams alone",
        "scikit-learn (n-grams, one regression)",
        "BERT base (fp32, ONNX Runtime)",
        "BERT base (int8, ONNX Runtime)",
    },
    "company": {"one by one", "batches of 4"},
    "files": {"flipguard", "flipguard, second run", "python -c pass"},
    "archives": {"flipguard, 1 worker", "flipguard on Ray, 1 worker"},
    "memory": {"flipguard", "an endpoint that computes nothing"},
    "growth": {"flipguard"},
}
"""Who is in each part everywhere; fastText and other linters are there where they are installed."""

UNITS = {
    "http": {"answers/s", "ms, median", "ms, 99th percentile"},
    "classifier": {"posts/s", "ms, median", "ms, 99th percentile"},
    "company": {"ms a passage", "how far a logit moves at most"},
    "files": {"s"},
    "archives": {"s", "posts/s"},
    "memory": {
        "MB, shared pages by their share (PSS)",
        "MB, its own pages (USS)",
        "MB, all pages (RSS)",
    },
    "growth": {"ms", "s", "exponent"},
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], str]:
    """Run all parts as a person would and give what was written: the JSON document and the page."""
    folder = tmp_path_factory.mktemp("bench")
    page, document = folder / "page.md", folder / "figures.json"
    command = [sys.executable, "-m", "benchmarks", "--tiny", "--markdown", str(page), "--json", str(document)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == page.read_text("utf-8").strip()
    return json.loads(document.read_text("utf-8")), page.read_text("utf-8")


@pytest.mark.parametrize("part", WHO)
def test_every_part_has_a_figure_of_everyone_in_every_unit(run: tuple[dict[str, Any], str], part: str) -> None:
    figures = [figure for figure in run[0]["figures"] if figure["part"] == part]
    assert {figure["who"] for figure in figures} >= WHO[part]
    assert {figure["unit"] for figure in figures} == UNITS[part]


def test_every_figure_is_a_number_between_its_lowest_and_highest(run: tuple[dict[str, Any], str]) -> None:
    for figure in run[0]["figures"]:
        assert figure["lowest"] <= figure["median"] <= figure["highest"], figure
        assert figure["unit"] == "exponent" or figure["median"] > 0, figure


def test_whoever_is_compared_has_a_ratio_to_the_reference(run: tuple[dict[str, Any], str]) -> None:
    figures, references = run[0]["figures"], run[0]["references"]
    there = {(figure["part"], figure["case"], figure["unit"], figure["who"]) for figure in figures}
    for figure in figures:
        reference = references.get(figure["part"])
        compared = (figure["part"], figure["case"], figure["unit"], reference) in there and figure["who"] != reference
        assert (figure["ratio"] is not None) == compared, figure


def test_the_page_is_whole_and_says_when_and_where(run: tuple[dict[str, Any], str]) -> None:
    document, page = run
    assert document["machine"]["date"] in page
    assert f"- processor: {document['machine']['processor']}" in page
    rows = [line for line in page.splitlines() if line.startswith("|") and "---" not in line]
    assert {line.count("|") for line in rows} == {7}
    assert len(rows) == len(document["figures"]) + len(WHO)  # and a head for each part
    assert all(f"- {remark}" in page for remark in document["remarks"])


def test_no_load_failed(run: tuple[dict[str, Any], str]) -> None:
    assert not [remark for remark in run[0]["remarks"] if "failed" in remark or "ended with" in remark]


def test_one_part_can_be_measured_alone(tmp_path: Path) -> None:
    document = tmp_path / "figures.json"
    command = [sys.executable, "-m", "benchmarks", "--tiny", "--only", "files", "--json", str(document)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert {figure["part"] for figure in json.loads(document.read_text("utf-8"))["figures"]} == {"files"}
