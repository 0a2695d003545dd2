import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.settings import Settings, SettingsError


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"FLIPGUARD_{name.upper()}", raising=False)


def test_unset_the_service_listens_on_this_machine_alone_and_runs_the_released_model() -> None:
    settings = Settings.from_environment()

    assert (settings.host, settings.port, settings.model_folder) == ("127.0.0.1", 8000, None)
    assert settings.max_body_bytes == 1024 * 1024


def test_each_setting_is_read_from_its_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FLIPGUARD_HOST", "0.0.0.0")
    monkeypatch.setenv("FLIPGUARD_PORT", "9000")
    monkeypatch.setenv("FLIPGUARD_MODEL_FOLDER", str(tmp_path))
    monkeypatch.setenv("FLIPGUARD_MAX_BODY_BYTES", "2048")

    settings = Settings.from_environment()

    assert settings == Settings(host="0.0.0.0", port=9000, model_folder=tmp_path, max_body_bytes=2048)


def test_an_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLIPGUARD_MODEL_FOLDER", "")

    assert Settings.from_environment().model_folder is None


def test_a_wrong_setting_stops_with_a_sentence_that_names_it_what_was_got_and_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FLIPGUARD_PORT", "http")

    with pytest.raises(SettingsError) as caught:
        Settings.from_environment()

    assert str(caught.value) == (
        "FLIPGUARD_PORT is “http”, but it must be a port to listen on, from 0 (any free one) to 65535. "
        "Unset, it is 8000."
    )


def test_every_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLIPGUARD_MODEL_FOLDER", "/no/such/folder")
    monkeypatch.setenv("FLIPGUARD_MAX_BODY_BYTES", "1")

    with pytest.raises(SettingsError, match=r"FLIPGUARD_MODEL_FOLDER is .* FLIPGUARD_MAX_BODY_BYTES is “1”"):
        Settings.from_environment()


def test_a_port_that_kubernetes_set_for_a_service_of_our_name_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLIPGUARD_PORT", "tcp://10.0.0.7:8000")

    with pytest.raises(SettingsError, match="enableServiceLinks"):
        Settings.from_environment()


def test_settings_do_not_change() -> None:
    settings = Settings()

    with pytest.raises(ValidationError, match="frozen"):
        settings.port = 1  # type: ignore[misc]


def test_settings_are_read_without_the_web_stack() -> None:
    """The command line reads them too, and starts fast."""
    program = (
        "import sys, app.settings; sys.exit(any(name in sys.modules for name in ('fastapi', 'starlette', 'model')))"
    )

    root = Path(__file__).parents[2]

    assert subprocess.run([sys.executable, "-c", program], cwd=root, check=False).returncode == 0
