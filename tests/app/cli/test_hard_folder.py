"""A folder as folders are: what can't be read is told in a line each, and all else is checked."""

import os
from pathlib import Path
from typing import Any

import pytest

from app.cli.formats import FORMATS

CLEAR = "Dinner was lovely, Mom! Next one's at ours."
FLIP = "25% off for my friends, only till midnight, tap to order!!"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    posts = tmp_path / "posts"
    (posts / "deep" / "er").mkdir(parents=True)
    (posts / "good.md").write_text(CLEAR, "utf-8")
    (posts / "bom.txt").write_bytes(b"\xef\xbb\xbf" + CLEAR.encode())
    (posts / "deep" / "er" / "flip.html").write_text(f"<p>{FLIP}</p>", "utf-8")
    (posts / "yaml.md").write_text(f"---\ntitle: [x\n---\n{CLEAR}", "utf-8")
    (posts / "binary.md").write_bytes(bytes(range(256)) * 4)
    (posts / "latin.md").write_bytes("Grüße, Mom!".encode("latin-1"))
    (posts / "utf16.md").write_text(CLEAR, "utf-16")
    with (posts / "huge.md").open("wb") as huge:
        huge.truncate(50 * 1024 * 1024)
    (posts / "loop.md").symlink_to("loop.md")
    (posts / "gone.md").symlink_to("nowhere.md")
    (posts / "deep" / "again").symlink_to("..")
    os.mkfifo(posts / "pipe.md")
    (posts / ".hidden.md").write_text(FLIP, "utf-8")
    (posts / "package.json").write_text("{}", "utf-8")
    (posts / "photo.jpg").write_bytes(b"\xff\xd8")
    monkeypatch.chdir(tmp_path)
    return posts


@pytest.mark.usefixtures("folder")
def test_each_file_that_cannot_be_read_is_one_line_and_the_others_are_checked(run) -> None:
    result = run("check", "posts")
    assert result.code == 2
    told = dict(line.split(": trouble: ", 1) for line in result.err.splitlines())
    assert (
        set(told)
        == {
            "posts/binary.md",
            "posts/deep/again",
            "posts/gone.md",
            "posts/huge.md",
            "posts/latin.md:1:3",
            "posts/loop.md",
            "posts/pipe.md",
            "posts/utf16.md",
            "posts/yaml.md:2",
        }
        or "posts/yaml.md:3" in told
    )
    assert "It is a link to a folder that holds it" in told["posts/deep/again"]
    assert "It has more than 1 MiB" in told["posts/huge.md"]
    assert "posts/deep/er/flip.html:1:4: flip sale" in result.out
    assert result.out.splitlines()[-1].startswith("Checked 3 posts: 1 flip, 0 review, 2 clear. 9 could not be checked.")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_of_all_of_them(run, name: str) -> None:
    result = run("check", "posts", "--format", name)
    assert result.code == 2
    assert result.err.count(": trouble: ") == 9
    assert name == "text" or result.out.count("posts/huge.md") >= 1


def test_a_file_that_vanishes_before_it_is_read_is_told(run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def vanishing(path: Path, *arguments: Any, **more: Any) -> Any:
        if path.name == "good.md":
            path.unlink()
        return real(path, *arguments, **more)

    monkeypatch.setattr(Path, "open", vanishing)
    result = run("check", folder / "good.md", folder / "bom.txt")
    assert (result.code, result.err) == (2, f"{folder / 'good.md'}: trouble: There is no such file.\n")


def test_patterns_are_matched_where_the_shell_has_not(run, folder: Path) -> None:
    result = run("check", "posts/**/*.html", "posts/g*.md", "posts/*.rst")
    assert "posts/*.rst: trouble: No file matches this pattern." in result.err
    assert "posts/deep/er/flip.html:1:4: flip" in result.out
    (folder / "[draft].md").write_text(CLEAR, "utf-8")
    assert run("check", "posts/[draft].md").code == 0


def test_a_folder_without_posts_is_told(run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "There is no post in this folder" in run("check", tmp_path / "empty").err
    assert run("check").code == 2
