"""Where settings come from, seen through the command that prints them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.settings import Settings, SettingsError

ROOT = Path(__file__).parents[2]


def run(*options: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FLIPGUARD_")}
    command = [sys.executable, "-m", "app", "settings", *options]
    return subprocess.run(
        command, cwd=ROOT, env={**environment, **variables}, capture_output=True, text=True, check=False
    )


def settings(**variables: str) -> dict[str, dict[str, Any]]:
    printed = run("--json", **variables)
    assert printed.returncode == 0, printed.stderr
    return {row["variable"].removeprefix("FLIPGUARD_").lower(): row for row in json.loads(printed.stdout)}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "flipguard.toml"
    file.write_text('port = 9001\nthreads = 3\nlog_format = "json"\ncors_origins = ["https://desk.example"]\n')
    return file


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    folder = tmp_path / "secrets"
    folder.mkdir()
    (folder / "flipguard_feedback_database").write_text("postgresql://flipguard:hunter2@db.example/feedback\n")
    (folder / "flipguard_threads").write_text("4")
    return folder


def test_the_strongest_source_wins_and_each_is_named(file: Path, secrets: Path) -> None:
    shown = settings(FLIPGUARD_SETTINGS_FILE=str(file), FLIPGUARD_SECRETS_DIR=str(secrets), FLIPGUARD_PORT="9002")

    assert (shown["port"]["value"], shown["port"]["origin"]) == ("9002", "environment")
    assert (shown["threads"]["value"], shown["threads"]["origin"]) == ("4", str(secrets))
    assert (shown["log_format"]["value"], shown["log_format"]["origin"]) == ("json", str(file))
    assert (shown["host"]["value"], shown["host"]["origin"]) == ("127.0.0.1", "default")
    assert shown["cors_origins"]["value"] == "https://desk.example"


def test_passwords_are_masked_wherever_they_stand(secrets: Path) -> None:
    printed = run(
        FLIPGUARD_SECRETS_DIR=str(secrets), FLIPGUARD_RATE_STORE="redis://:hunter2@cache.example/0?password=hunter2"
    )

    assert "hunter2" not in printed.stdout + printed.stderr
    assert "postgresql://flipguard:********@db.example/feedback" in printed.stdout
    assert "redis://:********@cache.example/0" in printed.stdout


def test_a_wrong_secret_is_not_repeated() -> None:
    printed = run(FLIPGUARD_FEEDBACK_DATABASE="mysql://flipguard:hunter2@db.example/feedback")

    assert printed.returncode == 2
    assert (
        "FLIPGUARD_FEEDBACK_DATABASE is “********”, but it must be a sqlite:///FILE or postgresql://" in printed.stderr
    )
    assert "hunter2" not in printed.stderr


def test_a_variable_that_nothing_reads_is_told_with_the_one_that_was_meant() -> None:
    printed = run(FLIPGUARD_PROT="9000")

    assert printed.returncode == 0
    assert "nothing reads the variable FLIPGUARD_PROT; did you mean FLIPGUARD_PORT?" in printed.stderr


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("prot = 1\n", "There is no setting “prot”; `flipguard settings` lists them all."),
        ("port = \n", "which is not TOML"),
        ("port = 99999\n", "FLIPGUARD_PORT is “99999”, but it must be a port to listen on"),
    ],
)
def test_a_settings_file_that_cannot_be_used_stops_with_a_sentence(tmp_path: Path, content: str, sentence: str) -> None:
    file = tmp_path / "flipguard.toml"
    file.write_text(content)

    printed = run(FLIPGUARD_SETTINGS_FILE=str(file))

    assert printed.returncode == 2
    assert sentence in printed.stderr
    assert "Traceback" not in printed.stderr


@pytest.mark.parametrize("variable", ["FLIPGUARD_SETTINGS_FILE", "FLIPGUARD_SECRETS_DIR"])
def test_a_source_that_does_not_exist_stops_with_a_sentence(variable: str) -> None:
    printed = run(**{variable: "/no/such/place"})

    assert printed.returncode == 2
    assert f"{variable} is “/no/such/place”" in printed.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RATE_LIMIT", "often"),
        ("CORS_ORIGINS", "*"),
        ("CORS_ORIGINS", "https://desk.example/path"),
        ("REQUEST_SECONDS", "nan"),
        ("REQUEST_SECONDS", "0"),
        ("WORKERS", "0"),
        ("LOG_FORMAT", "xml"),
        ("KEYS_FILE", "/no/such/file"),
        ("OPEN_WITHOUT_KEYS", "perhaps"),
    ],
)
def test_each_wrong_value_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"FLIPGUARD_{name}", value)

    with pytest.raises(SettingsError, match=f"^FLIPGUARD_{name} is “.*”, but it must be "):
        Settings.from_environment()


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_on_this_machine_no_key_is_needed(host: str) -> None:
    Settings(host=host).refuse_open_doors()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.7", "flipguard.example"])
def test_elsewhere_it_will_not_listen_without_keys_unless_told_so(host: str, tmp_path: Path) -> None:
    keys = tmp_path / "keys.toml"
    keys.touch()

    with pytest.raises(SettingsError, match=r"FLIPGUARD_KEYS_FILE.*FLIPGUARD_OPEN_WITHOUT_KEYS=true"):
        Settings(host=host).refuse_open_doors()
    Settings(host=host, open_without_keys=True).refuse_open_doors()
    Settings(host=host, keys_file=keys).refuse_open_doors()
