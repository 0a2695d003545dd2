"""The file of keys, seen through the commands that write it."""

import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.keys import KeyFileError, hash_of, read_keys

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FLIPGUARD_")}
    command = [sys.executable, "-m", "app", "keys", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "keys.toml"


def test_a_key_is_shown_once_and_only_its_hash_is_kept(file: Path) -> None:
    made = run("new", "cms", "--file", str(file), "--days", "30", "--rate", "10/second;600/minute")

    secret = made.stdout.strip()
    (key,) = read_keys(file)
    assert secret.startswith("fg_")
    assert len(secret) > 40
    assert secret not in file.read_text()
    assert key.sha256 == hash_of(secret)
    assert (key.id, sorted(key.scopes), key.rate) == ("cms", ["check", "feedback"], "10/second;600/minute")
    assert key.expires is not None
    assert timedelta(days=29) < key.expires - datetime.now(UTC) <= timedelta(days=30)


def test_the_file_is_for_its_owner_alone(file: Path) -> None:
    run("new", "cms", "--file", str(file))

    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_keys_are_listed_and_withdrawn_by_name(file: Path) -> None:
    for name in ("first", "second"):
        run("new", name, "--file", str(file), "--scope", "metrics")

    withdrawn = run("withdraw", "first", "--file", str(file))
    listed = run("list", "--file", str(file))

    assert withdrawn.returncode == 0
    assert listed.stdout == "second\tmetrics\tfor ever\tthe default rate\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("new", "cms"), "has a key called “cms” already"),
        (("new", "a b"), "can't be called “a b”"),
        (("new", "other", "--rate", "often"), "the rate “often”"),
        (("withdraw", "nobody"), "has no key called “nobody”. It has: cms."),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_way_out(file: Path, arguments: tuple[str, ...], sentence: str) -> None:
    run("new", "cms", "--file", str(file))
    before = file.read_bytes()

    refused = run(*arguments, "--file", str(file))

    assert refused.returncode == 2
    assert sentence in refused.stderr
    assert file.read_bytes() == before


ENTRY = f'[[keys]]\nid = "a"\nsha256 = "{"0" * 64}"\nscopes = ["check"]\n'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[[keys", "is not TOML"),
        (ENTRY + ENTRY, "more than one key called “a”"),
        (ENTRY.replace("check", "everything"), "keys.0.scopes"),
        (ENTRY.replace("0000", "XYZ!"), "keys.0.sha256"),
        (ENTRY.replace('["check"]', "[]"), "keys.0.scopes"),
        (ENTRY + "expires = 2026-01-01T00:00:00\n", "keys.0.expires"),
        (ENTRY + "owner = 1\n", "keys.0.owner"),
        ("[other]\n", "other"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_fault(file: Path, content: str, sentence: str) -> None:
    file.write_text(content)

    with pytest.raises(KeyFileError, match=sentence):
        read_keys(file)
