import json
from collections.abc import Callable
from pathlib import Path

import pytest

SALE = "Last chance: 20% off every candle in my shop till midnight, order here!!"
GIFT = "I made far too much soup, so come by with a jar and take some home. No charge, obviously!"

Write = Callable[..., Path]


def rows(*posts: dict[str, object]) -> str:
    return "".join(json.dumps(post) + "\n" for post in posts)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def posts(post: Write) -> Path:
    return post(
        "posts.jsonl",
        rows(
            {"date": "2026-01-10", "text": GIFT, "channel": "friends-chat"},
            {"date": "2026-02-10T09:00:00Z", "text": SALE, "channel": "friends-chat"},
            {"date": "2026-03-10 10:00", "text": SALE, "channel": "friends-chat"},
            {"date": "2026-03-11", "text": SALE, "channel": "linkedin"},
        ),
    )


def test_the_terminal_shows_the_report_in_short_and_ends_in_what_to_do(run, posts: Path) -> None:
    result = run("report", posts)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Of 4 posts, 2 flipped and none nearly did.\n10 Jan 2026 to 11 Mar 2026.")
    assert "friends-chat (social): 1 give or answer to 2 asks. 1 ask came before" in result.out
    assert "  sale " in result.out
    assert f"{posts}:2: flip" in result.out
    last = result.out.split("Three things to do\n")[1]
    assert [line[2:4] for line in last.splitlines() if line[2:4] in ("1.", "2.", "3.")] == ["1.", "2.", "3."]


def test_the_page_and_the_table_are_written(run, process, posts: Path, tmp_path: Path) -> None:
    page, table = tmp_path / "report.html", tmp_path / "report.csv"
    result = process("report", posts, "--html", page, "--csv", table, "--title", "Our spring")
    assert result.code == 0
    assert "<h1>Our spring</h1>" in page.read_text()
    assert len(table.read_bytes().splitlines()) == 5
    assert result.out == run("report", posts).out


def test_a_table_may_call_its_columns_what_it_likes(run, post: Write) -> None:
    path = post("export.csv", f'\ufeffposted,body,list\n2026-01-10,"{SALE}",newsletter\n2026-01-11,"a\nb {GIFT}",\n')
    fields = ("--field", "text=body", "--field", "date=posted", "--field", "channel=list")
    result = run("report", path, *fields, "--channel", "reddit")
    assert result.code == 0
    assert "newsletter (mixed)" in result.out
    assert "reddit (social)" in result.out
    missing = run("report", path, "--field", "text=list")
    assert missing.code == 2
    assert f"{path}:2: trouble: The post has no day as 2026-05-17 in “date”" in missing.err
    assert "there is no such field" in run("report", path, "--field", "txt=body").err


def test_an_account_can_report_on_its_archive_from_mastodon(run, post: Write) -> None:
    items = [{"published": f"2026-0{month}-02T08:00:00Z", "object": {"content": f"<p>{SALE}</p>"}} for month in (1, 2)]
    boosts = [{"published": "2026-03-02T08:00:00Z", "object": "https://other.example/1"}]
    path = post("outbox.json", json.dumps({"orderedItems": items + boosts}))
    result = run("report", path, "--preset", "mastodon", "--channel", "mastodon")
    assert (result.code, result.err) == (0, "")
    assert "mastodon (mixed): 0 gives and answers to 2 asks." in result.out


def test_a_folder_of_markdown_has_its_days_in_front_matter_or_in_names(run, post: Write, tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    post("posts/a.md", f"---\ndate: 2026-01-10\nchannel: reddit\n---\n# Hi\n\n{SALE}")
    post("posts/2026-02-01-soup.md", GIFT)
    post("posts/undated.md", f"---\ndate: soon\n---\n{GIFT}")
    post("posts/answered.md", f"---\ndate: 2026-02-03 10:00:00 +0200\nchannel: reddit\nanswer: true\n---\n{SALE}")
    post("posts/notes.txt", "not a post")
    result = run("report", tmp_path / "posts")
    assert result.code == 2
    assert result.out.startswith("Of 3 posts, ")
    assert "undated.md:2: trouble: Its front matter has no “date” as 2026-05-17" in result.err
    assert "reddit (social): 1 give or answer to 1 ask." in result.out


def test_days_and_channels_can_be_chosen(run, posts: Path) -> None:
    assert run("report", posts, "--since", "2026-02-01", "--until", "2026-02-28").out.startswith("Of 1 post, 1 flipped")
    assert run("report", posts, "--only", "linkedin").out.startswith("None of 1 post flipped")
    assert "--only: There is no channel “linkedn”" in run("report", posts, "--only", "linkedn").err
    assert run("report", posts, "--since", "2027-01-01").err == "flipguard: There is no post to report on.\n"


def test_what_cannot_be_read_is_named_and_the_rest_is_reported(run, post: Write, posts: Path) -> None:
    broken = post(
        "broken.jsonl",
        rows({"text": GIFT, "date": "2026-01-10"}, {"text": GIFT}, {"text": "…", "date": "2026-01-10"})
        + "{oops\n"
        + rows(
            {"text": GIFT, "date": "2026-13-40"},
            {"text": GIFT, "date": "2026-01-10", "channel": "nobodys"},
            {"text": GIFT, "date": "2026-01-10", "relationship": "friends"},
        ),
    )
    result = run("report", broken, posts, post("x.docx", "x"), "missing.jsonl")
    assert result.code == 2
    assert result.out.startswith("Of 5 posts, 2 flipped")
    for line in range(2, 8):
        assert f"{broken}:{line}:" in result.err
    assert len(result.err.splitlines()) == 8
    assert "missing.jsonl: trouble: There is no such file." in result.err


def test_a_declared_channel_is_known_by_its_file(run, posts: Path, tmp_path: Path) -> None:
    (tmp_path / "flipguard.toml").write_text(
        '[channels.friends-chat]\ndeclared_by = "both"\npermissions = ["promote_to_me"]\n'
    )
    assert run("report", posts).out.startswith("Of 4 posts, none flipped and 2 nearly did.")
