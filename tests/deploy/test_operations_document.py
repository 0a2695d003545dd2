import re
from pathlib import Path

from app.settings import Settings

TEXT = (Path(__file__).parents[2] / "docs" / "operations.md").read_text()


def test_every_setting_is_documented_and_no_other() -> None:
    named = {name.removeprefix("FLIPGUARD_").lower() for name in re.findall(r"FLIPGUARD_[A-Z_]+", TEXT)}

    assert named - {"secrets_dir", "settings_file"} == set(Settings.model_fields)


def test_every_path_that_is_named_exists() -> None:
    root = Path(__file__).parents[2]

    for path in re.findall(r"\b(?:deploy|tests|docs)/[\w./-]+\w", TEXT):
        assert (root / path).exists() or path == "deploy/secrets", path
