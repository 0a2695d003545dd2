from pathlib import Path

import pytest

from app.channels_file import UnknownChannelError, read_channels
from app.project_file import ProjectFileError, find_project_file
from model import PRESETS, DeclaredBy, Permission, Relationship

CLUB = '[channels.book-club]\nrelationship = "social"\ndeclared_by = "both"\npermissions = ["promote to me"]\n'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Make a git checkout with a folder of posts in it."""
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    (tmp_path / "repo" / "posts" / "2026").mkdir(parents=True)
    return tmp_path / "repo"


def written(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def test_the_nearest_file_upwards_is_found(checkout: Path) -> None:
    outer = written(checkout / "flipguard.toml", CLUB)
    posts = checkout / "posts" / "2026"
    assert find_project_file(posts) == outer
    inner = written(checkout / "posts" / "flipguard.toml", CLUB)
    assert find_project_file(posts) == inner


def test_nothing_is_looked_for_outside_the_git_checkout(checkout: Path) -> None:
    written(checkout.parent / "flipguard.toml", CLUB)
    assert find_project_file(checkout / "posts") is None
    assert read_channels(start=checkout).declared == {}


def test_pyproject_counts_if_it_has_our_table_and_our_own_file_wins(checkout: Path) -> None:
    pyproject = written(checkout / "pyproject.toml", "[project]\nname = 'x'\n")
    assert find_project_file(checkout) is None
    written(pyproject, CLUB.replace("[channels", "[tool.flipguard.channels"))
    assert list(read_channels(start=checkout / "posts").declared) == ["book-club"]
    own = written(checkout / "flipguard.toml", "")
    assert find_project_file(checkout) == own


def test_a_pyproject_that_is_broken_is_somebody_elses_trouble_unless_it_is_named(checkout: Path) -> None:
    pyproject = written(checkout / "pyproject.toml", "[tool.flipguard\n")
    assert find_project_file(checkout) is None
    with pytest.raises(ProjectFileError, match="It is not TOML"):
        read_channels(pyproject)


def test_a_channel_is_what_it_is_declared_to_be(checkout: Path) -> None:
    known = read_channels(written(checkout / "flipguard.toml", CLUB))
    club = known.find("Book Club")
    assert (club.relationship, club.declared_by) == (Relationship.SOCIAL, DeclaredBy.BOTH)
    assert club.permissions == {Permission.PROMOTE_TO_ME}
    assert known.find("x") == PRESETS["twitter"]


def test_who_nobody_knows_is_refused_with_the_names_near_it(checkout: Path) -> None:
    known = read_channels(written(checkout / "flipguard.toml", CLUB))
    with pytest.raises(UnknownChannelError, match="Did you mean “book-club”") as caught:
        known.find("bok-club")
    assert caught.value.near[0] == "book-club"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[channel.a]\n", "There is no “channel” at the top of this file. Did you mean [channels]?"),
        ("channels = 5\n", "“channels” is 5, but must be a table"),
        ("[channels]\na = 'social'\n", "channels.a is 'social', but must be a table: [channels.a]."),
        ("[channels.a]\nrelationship = 'freind'\n", "channels.a.relationship is 'freind'"),
        ("[channels.a]\nstge = 'romance'\n", "channels.a has no field 'stge'. Did you mean 'stage'?"),
        ("[channels.a]\npermissions = ['promote']\n", "channels.a.permissions is 'promote'"),
        ("[channels.a-b]\n[channels.A_b]\n", "channels.A_b is declared twice"),
        ("[channels.a]\npreset = 'facbook-friends'\n", "Did you mean 'facebook-friends'?"),
    ],
)
def test_what_is_wrong_is_named_with_its_file_and_its_key(checkout: Path, text: str, said: str) -> None:
    path = written(checkout / "flipguard.toml", text)
    with pytest.raises(ProjectFileError) as caught:
        read_channels(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert said in str(caught.value)


def test_in_pyproject_the_table_is_named_too(checkout: Path) -> None:
    path = written(checkout / "pyproject.toml", "[tool.flipguard.channels.a]\nstage = 1\n")
    with pytest.raises(ProjectFileError, match=r"pyproject\.toml \[tool\.flipguard\]: channels\.a\.stage is 1"):
        read_channels(path)


def test_a_file_that_is_missing_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProjectFileError, match="no such file"):
        read_channels(tmp_path / "missing.toml")
    broken = tmp_path / "flipguard.toml"
    broken.write_bytes(b"\xff")
    with pytest.raises(ProjectFileError, match="It is not UTF-8"):
        read_channels(broken)
