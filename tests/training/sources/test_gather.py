"""From a made-up repository of each kind to the verified text, and every way in which it can fail."""

import bz2
import io
import json
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from training.sources.gather import Outcome, State, gather
from training.sources.labels import read_labels
from training.sources.origins import Mirrors

Commit = Callable[[str, Mapping[str, bytes]], str]
MakeRow = Callable[..., dict[str, Any]]
WriteLabels = Callable[..., Path]
Gather = Callable[..., list[Outcome]]


def _zip(document: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("corpus.xml", document)
    return content.getvalue()


KINDS = {
    "lines": ("cardiffnlp/tweeteval", b"first\n\nhome &amp; dry\n", 2, "home & dry"),
    "lines with a class": ("justmarkham/DAT8", b"ham\tfirst\nspam\tring 07000000000\n", 1, "ring <phone>"),
    "dialogues": ("ssq07/Emotional-DailyDialog", b"Hi . <&&&> All well ?\nBye .", 0, "All well?"),
    "csv": ("kulkarohan/reddit-recommender", b'post_id,title\na,"one\ntwo"\nb,three\n', 1, "three"),
    "csv with a body": ("umbrae/reddit-top-2.5-million", b"title,selftext\nShelf,It holds.\n", 0, "Shelf\n\nIt holds."),
    "csv of comments": (
        "tuliocasagrande/youtube-spam-experiment",
        b"CONTENT,CLASS\nnice<br />song,0\n",
        0,
        "nice song",
    ),
    "csv of scraped posts": ("dhayanesh/nlp-linkedIn", b"content\n<p>We grew.</p>\n", 0, "We grew."),
    "tsv": ("minjechoi/10dimensions", b'text\th_text\nlong\t"well, thanks"\n', 0, "well, thanks"),
    "tsv without quotes": ("venkatasg/Advice-EMNLP2020", b'ID\tSentence\n1\t" do n\'t , "\n', 0, '" don\'t, "'),
    "json": (
        "codebasics/project-genai-post-generator",
        json.dumps([{"text": "One."}, {"text": "Two."}]).encode(),
        1,
        "Two.",
    ),
    "json of advertisements": (
        "stanfordnlp/cocoa",
        json.dumps([{"title": "Bike", "description": ["Rides.", "Cash."]}]).encode(),
        0,
        "Bike\nRides.\nCash.",
    ),
    "json lines": ("janitrai/janitr", b'{"text": "One."}\n{"text": "Two &amp; three."}\n', 1, "Two & three."),
    "json in a script": ("mfshill/mfshill-tweets", b'Archive.data = [{"text": "One."}, {"text": "Two."}]', 1, "Two."),
    "json of dialogues": (
        "kushalchawla/CaSiNo",
        json.dumps([{"chat_logs": [{"text": "Hello!"}]}, {"chat_logs": [{"text": "Wood?"}, {"text": "No."}]}]).encode(),
        2,
        "No.",
    ),
    "csv of chats": ("BinWang28/LA-BART", b'dialogue\n"Ann: tea?\r\nBob: yes: now"\n', 0, "yes: now"),
    "csv with two texts a row": (
        "cassiebuhler/AmITheAsshole-DataCollection",
        b"Title,Content\nWas I?,I was.\n",
        0,
        "I was.",
    ),
    "csv with spelt line breaks": (
        "karanmurthy7/youtube-tag-recommender",
        b"description\nOne.\\nTwo.\n",
        0,
        "One.\nTwo.",
    ),
    "packed csv": ("kuhnrl30/RandomActsPizza", bz2.compress(b"request_text_edit_aware\nPlease.\n"), 0, "Please."),
    "a whole page in markdown": ("fosstodon/hub", b"---\ntitle: x\n---\n\nOne.\n\nTwo.\n", 0, "One.\n\nTwo."),
    "paragraphs of markdown": ("fosstodon/hub", b"---\ntitle: x\n---\n\nOne.\n\nTwo.\n", 2, "Two."),
    "paragraphs of html": ("robertblackwell/donald", b"<p>One.</p>\n<p>My <i>dear</i></p>", 1, "My dear"),
    "a chat's log": ("jkkummerfeld/irc-disentanglement", b"=== ann is here\n[08:15] <ann> thanks!\n", 1, "thanks!"),
    "zipped xml": (
        "kite1988/nus-sms-corpus",
        _zip("<c><message><text>one</text></message><message><text>two</text></message></c>"),
        1,
        "two",
    ),
}


@pytest.fixture
def gathered(mirrors: Path, write_labels: WriteLabels) -> Gather:
    """Gather what rows of labels ask for from the mirrors of the test."""

    def gather_all(*rows: Mapping[str, Any]) -> list[Outcome]:
        labels, announced = read_labels(write_labels(*rows)), list[str]()
        outcomes = list(gather(labels, Mirrors(mirrors), announced.append))
        assert set(announced) == {label.home for label in labels}
        return outcomes

    return gather_all


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_of_every_kind_of_file_is_found_by_its_row_and_verified(
    mirror: Commit, make_row: MakeRow, gathered: Gather, kind: str
) -> None:
    home, content, row, text = KINDS[kind]
    commit = mirror(home, {"data/posts": content})
    (outcome,) = gathered(make_row(text, repo=home, commit=commit, path="data/posts", row=row))
    assert (outcome.state, outcome.text, outcome.reason) == (State.VERIFIED, text, "")


def test_the_commit_of_the_label_is_read_and_not_the_newest(
    mirror: Commit, make_row: MakeRow, gathered: Gather
) -> None:
    old = mirror("justmarkham/DAT8", {"data/sms.tsv": b"ham\tas it was\n"})
    new = mirror("justmarkham/DAT8", {"data/sms.tsv": b"ham\tas it is\n"})
    first, second = gathered(make_row("as it was", id="a:1", commit=old), make_row("as it is", id="a:2", commit=new))
    assert (first.text, second.text) == ("as it was", "as it is")


def test_a_bare_clone_serves_as_well_as_one_with_a_work_tree(
    mirrors: Path, host_folder: Path, publish: Commit, make_row: MakeRow, gathered: Gather
) -> None:
    commit = publish("justmarkham/DAT8", {"data/sms.tsv": b"ham\thome soon\n"})
    bare = mirrors / "justmarkham+DAT8" / "repo"
    subprocess.run(["git", "clone", "--quiet", "--bare", host_folder / "justmarkham/DAT8", bare], check=True)
    assert gathered(make_row("home soon", commit=commit))[0].state is State.VERIFIED


def test_another_text_in_the_row_differs_and_is_not_handed_out(
    mirror: Commit, make_row: MakeRow, gathered: Gather
) -> None:
    commit = mirror("justmarkham/DAT8", {"data/sms.tsv": b"ham\thome sooner\n"})
    (outcome,) = gathered(make_row("home soon", commit=commit))
    assert (outcome.state, outcome.text) == (State.DIFFERS, "")
    assert outcome.reason == "justmarkham/DAT8: data/sms.tsv: the row holds another text"


def test_each_missing_thing_is_named_and_the_rest_is_still_found(
    mirror: Commit, make_row: MakeRow, gathered: Gather
) -> None:
    commit = mirror("justmarkham/DAT8", {"data/sms.tsv": b"ham\there\n", "data/empty.tsv": b""})
    outcomes = gathered(
        make_row("here", id="a:here", commit=commit),
        make_row("x", id="a:row", commit=commit, row=9),
        make_row("x", id="a:file", commit=commit, path="data/gone.tsv"),
        make_row("x", id="a:commit", commit="1" * 40),
        make_row("x", id="a:clone", repo="umbrae/reddit-top-2.5-million"),
        make_row("x", id="a:rule", repo="somebody/else"),
    )
    reasons = {outcome.label.id: outcome.reason for outcome in outcomes if outcome.state is State.MISSING}
    assert [outcome.label.id for outcome in outcomes if outcome.state is State.VERIFIED] == ["a:here"]
    assert reasons.keys() == {"a:row", "a:file", "a:commit", "a:clone", "a:rule"}
    assert "no such row" in reasons["a:row"]
    assert "data/gone.tsv: the commit has no such file" in reasons["a:file"]
    assert "Not a valid object name" in reasons["a:commit"]
    assert "no clone of it lies at" in reasons["a:clone"]
    assert "somebody/else: no rule" in reasons["a:rule"]


def test_a_file_whose_content_the_clone_lacks_is_missing(
    mirrors: Path, mirror: Commit, make_row: MakeRow, gathered: Gather
) -> None:
    """A snapshot may list a big file and yet leave its content out."""
    commit = mirror("justmarkham/DAT8", {"data/sms.tsv": b"ham\there\n"})
    clone = mirrors / "justmarkham+DAT8" / "repo"
    command = ["git", "-C", str(clone), "rev-parse", f"{commit}:data/sms.tsv"]
    blob = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    (clone / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    (outcome,) = gathered(make_row("here", commit=commit))
    assert outcome.state is State.MISSING
    assert "data/sms.tsv" in outcome.reason


def test_a_file_of_another_format_is_missing_with_what_it_is_not(
    mirror: Commit, make_row: MakeRow, gathered: Gather
) -> None:
    home = "codebasics/project-genai-post-generator"
    commit = mirror(home, {"data/raw_posts.json": b"<html>"})
    (outcome,) = gathered(make_row("x", repo=home, commit=commit, path="data/raw_posts.json"))
    assert outcome.state is State.MISSING
    assert "not JSON" in outcome.reason


def test_without_git_the_reason_is_that_git_is_missing(
    mirror: Commit, make_row: MakeRow, gathered: Gather, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = mirror("justmarkham/DAT8", {"data/sms.tsv": b"ham\there\n"})
    monkeypatch.setenv("PATH", str(tmp_path))
    (outcome,) = gathered(make_row("here", commit=commit))
    assert "git is not installed" in outcome.reason
