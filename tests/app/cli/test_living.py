"""Living with it: ignores, rules by path, the baseline, changed lines, exit codes."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

FLIP = "25% off for my friends, only till midnight, tap to order!!"
CLEAR = "Dinner was lovely, Mom! Next one's at ours."
NEXT = "<!-- flipguard-ignore-next: {} -->"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Step into an empty project that looks for one rule alone: what else the model finds is not ours to say."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "flipguard.toml", '[check]\nselect = ["sale"]\n')
    return tmp_path


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def cues_of(result: Any) -> set[str]:
    return {finding["cue"] for post in json.loads(result.out)["posts"] for finding in post["findings"]}


def test_an_ignore_with_a_reason_takes_the_next_block_out(run, folder: Path) -> None:
    path = write(folder / "a.md", f"{CLEAR}\n\n{NEXT.format('sale -- a joke between us')}\n{FLIP}\n")
    result = run("check", path, "--format", "json")
    assert (result.code, result.err) == (0, "")
    (post,) = json.loads(result.out)["posts"]
    assert (post["verdict"], post["findings"]) == ("flip", [])
    assert ("ignored", "a joke between us") in {(one["by"], one["reason"]) for one in post["silenced"]}
    assert run("check", path).out.startswith("Checked 1 post: 0 flip, 0 review, 1 clear.")


def test_an_ignore_does_not_reach_the_block_after_the_next(run, folder: Path) -> None:
    path = write(folder / "a.md", f"{NEXT.format('sale -- a joke')}\n{CLEAR}\n\n{FLIP}\n")
    result = run("check", path)
    assert result.code == 1
    assert "a.md:1:1: unused-ignore: It ignores nothing" in result.out
    assert "flip sale" in result.out


def test_a_pair_of_comments_takes_out_all_between_them(run, folder: Path) -> None:
    pair = f"<!-- flipguard-ignore-start: sale — quoted -->\n\n{FLIP}\n\n- {FLIP}\n\n<!-- flipguard-ignore-end -->\n"
    assert run("check", write(folder / "a.md", f"{CLEAR}\n\n{pair}\n{CLEAR}\n")).code == 0
    assert run("check", write(folder / "b.html", f"<p>{CLEAR}</p>{pair}<p>{CLEAR}</p>")).code == 0
    assert run("check", write(folder / "c.md", f"{pair}\n{FLIP}\n")).code == 1


def test_front_matter_ignores_for_the_whole_post(run, folder: Path) -> None:
    path = write(folder / "a.md", f"---\nflipguard-ignore: sale -- our own bazaar\n---\n{FLIP}\n")
    assert run("check", path).code == 0


@pytest.mark.parametrize(
    ("comment", "rule", "words"),
    [
        (NEXT.format("sale"), "ignore-without-reason", "Write: sale -- why."),
        (NEXT.format("sales -- x"), "broken-ignore", "Did you mean “sale”?"),
        (NEXT.format("-- x"), "broken-ignore", "It names no rule."),
        ("<!-- flipguard-ignore: sale -- x -->", "broken-ignore", "flipguard-ignore-next"),
        ("<!-- flipguard-ignore-end -->", "broken-ignore", "never started"),
        ("<!-- flipguard-ignore-start: sale -- x -->", "broken-ignore", "never ended"),
    ],
)
def test_an_ignore_that_does_not_hold_is_told(run, folder: Path, comment: str, rule: str, words: str) -> None:
    result = run("check", write(folder / "a.md", f"{comment}\n{CLEAR}\n"))
    assert result.code == 1
    assert f"a.md:1:1: {rule}: " in result.out
    assert words in result.out
    assert result.err == "flipguard: findings: 0 flip, 0 review, 1 to mend.\n" or "unused-ignore" in result.out
    assert run("check", folder / "a.md", "--fail-on", "never").code == 0


def test_an_ignore_that_code_only_shows_is_none(run, folder: Path) -> None:
    shown = f"```\n{NEXT.format('sale')}\n```\n\nWrite `{NEXT.format('sale')}`. {CLEAR}\n"
    assert run("check", write(folder / "a.md", shown)).code == 0


def test_rules_are_selected_and_ignored(run, folder: Path) -> None:
    path = write(folder / "a.md", FLIP)
    assert run("check", path, "--select", "ledger").code == 0
    assert run("check", path, "--ignore", "sale").code == 0
    assert run("check", path, "--select", "sale, wage").code == 1
    told = run("check", path, "--select", "sales")
    assert (told.code, "Did you mean “sale”?" in told.err) == (2, True)


def test_path_rules_say_who_reads_and_what_fails(run, folder: Path) -> None:
    write(
        folder / "flipguard.toml",
        """
        [[paths]]
        match = "shop/**"
        relationship = "market"
        [[paths]]
        match = ["news/**", "!news/friends.md"]
        channel = "newsletter"
        fail-on = "never"
    """,
    )
    for name in ("shop/a.md", "news/a.md", "news/friends.md", "b.md"):
        write(folder / name, FLIP)
    write(folder / "shop/own.md", f"---\nrelationship: mixed\n---\n{FLIP}")
    result = run("check", ".", "--format", "json", "--relationship", "social")
    readers = {post["path"]: (post["relationship"], post["channel"]) for post in json.loads(result.out)["posts"]}
    assert readers == {
        "b.md": ("social", None),
        "news/a.md": ("mixed", "newsletter"),
        "news/friends.md": ("social", None),
        "shop/a.md": ("market", None),
        "shop/own.md": ("mixed", None),
    }
    assert run("check", "news/a.md").code == 0
    told = run("check", "--explain-config", "shop/own.md", "news/a.md", "b.md", "--relationship", "market").out
    assert "mixed          the post itself; it wins over market from [[paths]] 1, match = “shop/**”" in told
    assert "channel newsletter [[paths]] 2, match = “news/**”, “!news/friends.md”; it wins over market" in told
    assert "market         the command line" in told


def test_pyproject_may_hold_the_rules(run, folder: Path) -> None:
    (folder / "flipguard.toml").unlink()
    write(
        folder / "pyproject.toml",
        '[tool.flipguard.check]\nfail-on = "never"\n[[tool.flipguard.paths]]\nmatch = "*.md"\nselect = "sale"\n',
    )
    result = run("check", write(folder / "a.md", FLIP), "--format", "json")
    assert (result.code, cues_of(result) <= {"sale"}) == (0, True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[paths]]\nchannel = 'x'\n", "[[paths]] 1: “match” is missing"),
        (
            "[[paths]]\nmatch = 'a'\nrelationship = 'frends'\n",
            "relationship is 'frends', but must be social, mixed or market.",
        ),
        ("[[paths]]\nmatch = 'a'\nchanel = 'x'\n", "there is no key “chanel”. Did you mean “channel”?"),
        ("[[paths]]\nmatch = 'a'\npreset = 'bufer'\n", "Did you mean “buffer”?"),
        ("[paths]\nmatch = 'a'\n", "“paths” must be a list of tables: each starts with [[paths]]."),
        ("[check]\nselect = 'sales'\n", "select has 'sales', but the rules are sale, wage"),
        ("[checks]\n", "Did you mean [check]?"),
    ],
)
def test_rules_that_cannot_be_are_refused(run, folder: Path, text: str, words: str) -> None:
    write(folder / "flipguard.toml", text)
    result = run("check", write(folder / "a.md", CLEAR))
    assert (result.code, result.out, words in result.err) == (2, "", True), result.err


def test_front_matter_entries_are_posts_of_their_own(run, folder: Path) -> None:
    write(folder / "flipguard.toml", '[[paths]]\nmatch = "*.md"\nfront-matter = ["tweet", "social"]\n')
    page = f"---\ntweet: {FLIP}\nsocial:\n- text: {CLEAR}\n  channel: discord\n---\n{CLEAR}\n"
    posts = json.loads(run("check", write(folder / "a.md", page), "--format", "json").out)["posts"]
    assert [(post["label"], post["verdict"], post["channel"]) for post in posts] == [
        (None, "clear", None),
        ("tweet", "flip", None),
        ("social 1", "clear", "discord"),
    ]
    assert posts[1]["findings"][0]["line"] == 2


def test_a_baseline_silences_what_was_there_and_may_only_shrink(run, folder: Path) -> None:
    path, baseline = write(folder / "a.md", f"{FLIP}\n"), folder / "known.json"
    assert "There is no baseline" in run("check", path, "--baseline", baseline).err
    assert run("check", path, "--baseline", baseline, "--update-baseline").code == 0
    known = json.loads(baseline.read_text("utf-8"))["findings"]
    assert {tuple(one["files"]) for one in known} == {("a.md",)}
    write(path, f"# A new head\n\n{CLEAR}\n\n{FLIP.upper()}\n")
    assert run("check", path, "--baseline", baseline).code == 0
    write(path, f"{FLIP}\n")
    more = write(folder / "b.md", "Buy my candles today, everyone, only 9.99 in my shop!\n")
    assert run("check", path, more, "--baseline", baseline, "--update-baseline").code == 1
    assert json.loads(baseline.read_text("utf-8"))["findings"] == known
    write(path, f"{CLEAR}\n")
    stale = run("check", path, "--baseline", baseline)
    assert (stale.code, "can no longer be found" in stale.err) == (0, True)
    assert "holds 0 findings" in run("check", path, "--baseline", baseline, "--update-baseline").err
    write(path, f"{FLIP}\n")
    assert run("check", path, "--baseline", baseline, "--update-baseline").code == 1


def test_new_findings_do_not_crowd_an_old_one_out_of_the_baseline(run, folder: Path) -> None:
    """A cue is shown by its heaviest phrases; the ones that it showed before are still there."""
    old = "I also sell candles, by the way."
    more = "\n\n".join(
        [
            "Buy my candles today, everyone, only 9.99 in my shop!",
            "Order two soaps for 15 dollars with code FRIEND, only till midnight!",
            "Tap here to buy the gift box, 25% off for my friends!!",
            "Grab your discount now and check out in my store!",
        ]
    )
    path = write(folder / "a.md", f"{old} {FLIP}\n")
    run("check", path, "--baseline", "known.json", "--update-baseline")
    known = json.loads((folder / "known.json").read_text("utf-8"))["findings"]
    assert known
    write(path, f"{old} {FLIP}\n\n{more}\n")
    again = run("check", path, "--baseline", "known.json", "--update-baseline")
    assert again.code == 1
    assert json.loads((folder / "known.json").read_text("utf-8"))["findings"] == known


def test_a_file_that_was_not_checked_keeps_its_place_in_the_baseline(run, folder: Path) -> None:
    one, other = write(folder / "a.md", f"{FLIP}\n"), write(folder / "b.md", f"{CLEAR}\n")
    run("check", one, other, "--baseline", "known.json", "--update-baseline")
    run("check", other, "--baseline", "known.json", "--update-baseline")
    assert run("check", one, "--baseline", "known.json").code == 0


def test_a_broken_baseline_is_refused(run, folder: Path) -> None:
    write(folder / "known.json", "[]")
    assert (
        "is no baseline of this program" in run("check", write(folder / "a.md", CLEAR), "--baseline", "known.json").err
    )


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
    )


@pytest.fixture
def repository(folder: Path) -> Path:
    git(folder, "init", "-q", "-b", "main")
    write(folder / "old, ä.md", f"{FLIP}\n\n{CLEAR}\n")
    write(folder / "queue.csv", f'text\n"{FLIP}"\n"{CLEAR}"\n')
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "start")
    return folder


def test_only_changed_lines_are_told_of(run, repository: Path) -> None:
    write(repository / "old, ä.md", f"{FLIP}\n\n{CLEAR} See you.\n")
    assert run("check", "--diff", "HEAD").code == 0
    write(repository / "old, ä.md", f"{FLIP}\n\n{CLEAR}\n\nAlso: {FLIP}\n")
    result = run("check", "--diff", "HEAD", "--format", "json")
    assert result.code == 1
    lines = {finding["line"] for post in json.loads(result.out)["posts"] for finding in post["findings"]}
    assert lines == {5}


def test_new_files_are_told_of_and_untouched_rows_are_not_even_read(run, repository: Path) -> None:
    write(repository / "queue.csv", f'text\n"{FLIP}"\n"{CLEAR}"\n"{FLIP}"\n')
    write(repository / "new.md", FLIP)
    posts = json.loads(run("check", "queue.csv", "new.md", "old, ä.md", "--diff", "HEAD", "--format", "json").out)[
        "posts"
    ]
    assert {(post["path"], post["label"]) for post in posts} == {("queue.csv", "row 3"), ("new.md", None)}


def test_a_diff_that_git_refuses_is_told(run, folder: Path) -> None:
    assert "git says: " in run("check", "--diff", "HEAD", ".").err
    git(folder, "init", "-q")
    assert run("check", "--diff", "nowhere").code == 2
    assert "is no revision" in run("check", "--diff=-p").err


def test_an_old_ignore_that_does_not_hold_is_not_told_of_where_nothing_changed(run, repository: Path) -> None:
    write(repository / "a.md", f"{NEXT.format('sale')}\n{CLEAR}\n\nBye.\n")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "more")
    write(repository / "a.md", f"{NEXT.format('sale')}\n{CLEAR}\n\nBye, all.\n")
    assert run("check", "--diff", "HEAD").code == 0
    assert run("check", "a.md").code == 1
