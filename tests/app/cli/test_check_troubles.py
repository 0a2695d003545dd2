"""Whatever can't be read is told in one line on standard error, the other files are still checked, and the exit is 2."""

import os
from pathlib import Path

import pytest

from app.cli.sources import SOURCES
from app.cli.sources.files import MAX_FILE_BYTES
from model import MAX_TEXT_LENGTH

CLEAR = "Dinner was lovely, Mom! Next one's at ours."


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "It is empty."),
        ("blank.md", b" \r\n\t\n", "It is empty."),
        ("binary.txt", b"a\0b", "It is binary, not text: byte 2 is NUL."),
        ("utf16.txt", "hello".encode("utf-16"), "It is written in UTF-16. Save it as UTF-8."),
        ("code.md", b"```\nbuy\n```\n", "It holds no words that its readers would see."),
        ("emoji.txt", "🎉🎉".encode(), "It holds no words that its readers would see."),
        ("long.txt", b"word " * (MAX_TEXT_LENGTH // 5 + 1), f"at most {MAX_TEXT_LENGTH:,}"),
        ("huge.md", b"a" * (MAX_FILE_BYTES + 1), "It has more than 1 MiB"),
        ("post.rst", b"hello", "Its format is not known; known are .htm, .html, .markdown, .md"),
        ("post.rst", b"hello", "flipguard check --stdin-filename post.txt - < "),
    ],
)
def test_a_file_that_cannot_be_checked_is_told_in_one_line(run, post, name: str, content: bytes, words: str) -> None:
    path = post(name, content)
    result = run("check", path, post("good.txt", CLEAR))
    assert result.code == 2
    assert result.err.startswith(f"{path}: trouble: ")
    assert words in result.err
    assert result.err.count("\n") == 1
    assert result.out == "Checked 1 post: 0 flip, 0 review, 1 clear. 1 could not be checked.\n"


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_a_byte_that_is_not_utf_8_is_told_with_its_place(run, post, start: bytes) -> None:
    path = post("latin.txt", start + "é one\r\ncaf".encode() + b"\xe9 two")
    assert run("check", path).err == (
        f"{path}:2:4: trouble: It is not UTF-8: here stands the byte 0xE9. Save it as UTF-8.\n"
    )


def test_a_wrong_relationship_is_told_with_its_line(run, post) -> None:
    path = post("bad.md", f"---\r\ntitle: x\r\nrelationship: frends\r\n---\r\n{CLEAR}")
    result = run("check", path)
    assert (result.code, result.err) == (
        2,
        f"{path}:3: trouble: “relationship” is “frends”; it must be social, mixed or market.\n",
    )


def test_a_missing_file_and_a_directory_are_told(run, tmp_path: Path) -> None:
    result = run("check", tmp_path, tmp_path / "none.md", tmp_path / "none" / "a.md")
    assert result.code == 2
    directory, missing, nested = result.err.splitlines()
    assert directory.startswith(f"{tmp_path}: trouble: There is no post in this folder")
    assert missing == f"{tmp_path / 'none.md'}: trouble: There is no such file."
    assert nested.endswith("There is no such file.")


def test_a_loop_of_links_is_told(run, tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "a.md")
    result = run("check", tmp_path / "a.md")
    assert (result.code, "It can't be read: too many levels of symbolic links." in result.err) == (2, True)


def test_a_file_that_may_not_be_read_is_told(run, post, tmp_path: Path) -> None:
    path = post("secret.txt", CLEAR)
    path.chmod(0)
    tmp_path.chmod(0o755)
    me = os.geteuid()
    if me == 0:  # root may read everything, so step down meanwhile
        os.seteuid(65534)
    try:
        result = run("check", path)
    finally:
        os.seteuid(me)
    if "denied" not in result.err and me == 0:
        pytest.skip("another account can't reach the temporary folder")
    assert (result.code, result.err) == (2, f"{path}: trouble: It can't be read: permission denied.\n")


def test_empty_standard_input_is_told(run, process) -> None:
    for go in (run, process):
        assert go("check", "-").err == "<stdin>: trouble: It is empty.\n"


def test_the_name_given_to_standard_input_must_have_a_known_format(run) -> None:
    result = run("check", "-", "--stdin-filename", "a.docx", stdin=CLEAR.encode())
    assert (result.code, result.err.startswith("a.docx: trouble: Its format is not known")) == (2, True)


def test_a_file_name_cannot_tamper_with_the_terminal(run, tmp_path: Path) -> None:
    assert "\x1b" not in run("check", tmp_path / "\x1b[2Ja.md").err
    assert run("check", os.fsdecode(bytes(tmp_path) + b"/\xff.md")).code == 2


def test_trouble_outweighs_findings(run, post) -> None:
    flip = post("flip.txt", "25% off for my friends, only till midnight, tap to order!!")
    assert run("check", flip, "missing.md").code == 2
    assert run("check", flip, "missing.md", "--fail-on", "never").code == 2


def test_every_suffix_is_written_in_lower_case_and_read_in_any(run, post) -> None:
    assert all(suffix == suffix.lower() for suffix in SOURCES)
    assert run("check", post("A.MD", CLEAR), post("README", CLEAR), post("b.Txt", CLEAR)).code == 0
