import json
from pathlib import Path

import pytest

from training.errors import CorpusError
from training.examples import CORPUS, count_public, read_authored, read_public, read_texts, text_sha256

ROW = {
    "id": "a-1",
    "group": "g1",
    "text": "Next one's at ours.",
    "flip": {"social": 0, "mixed": 0},
    "market": [],
    "social": ["together"],
}


def _corpus(folder: Path, *lines: str) -> Path:
    (folder / "authored.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_the_corpus_of_the_project_reads_without_a_fault() -> None:
    examples = read_authored()
    assert len(examples) > 10_000
    assert {example.kind for example in examples} == {"authored"}


def test_no_text_of_a_real_post_is_in_the_project() -> None:
    for line in (CORPUS / "public.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        assert "text" not in row
        assert {"sha256", "repo", "commit", "path", "row"} <= set(row)


def test_real_posts_are_joined_with_their_texts_by_hash(tmp_path: Path) -> None:
    known = {key: value for key, value in ROW.items() if key not in ("text", "group")}
    labels = [
        {**known, "id": "s:1", "sha256": text_sha256("one"), "repo": "r", "path": "p"},
        {**known, "id": "s:2", "sha256": text_sha256("two"), "repo": "r", "path": "p"},
    ]
    (tmp_path / "public.jsonl").write_text("\n".join(map(json.dumps, labels)), encoding="utf-8")
    local = tmp_path / "local.jsonl"
    local.write_text(json.dumps({"text": "two"}) + "\n" + json.dumps({"text": "three"}), encoding="utf-8")
    (found,) = read_public(read_texts([local]), tmp_path)
    assert (found.id, found.text, found.source, found.group) == ("s:2", "two", "s", "r/p")
    assert count_public(tmp_path) == 2


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"market": ["sales"]}, "'sales' is not a valid MarketCue"),
        ({"flip": {"social": 4, "mixed": 0}}, "number from 0 to 3, not 4"),
        ({"flip": {"social": True, "mixed": 0}}, "number from 0 to 3, not True"),
        ({"flip": {"social": 1}}, "'mixed' is missing"),
        ({"joined": 0}, "`joined` is a whole number from 1, not 0"),
        ({"joined": "2"}, "`joined` is a whole number from 1, not '2'"),
    ],
)
def test_a_wrong_label_is_refused_with_file_and_line(tmp_path: Path, change: dict[str, object], complaint: str) -> None:
    with pytest.raises(CorpusError, match=complaint) as refusal:
        read_authored(_corpus(tmp_path, json.dumps(ROW), json.dumps({**ROW, **change})))
    assert "authored.jsonl:2" in str(refusal.value)


def test_a_line_that_is_not_json_is_refused_with_its_number(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"authored\.jsonl:2: not JSON"):
        read_authored(_corpus(tmp_path, json.dumps(ROW), "{"))
