"""Where settings come from besides the defaults: the environment, a folder of secrets, a file."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SecretsSettingsSource,
    TomlConfigSettingsSource,
)

from .errors import SettingsError

ENV_PREFIX = "FLIPGUARD_"

FILE_VARIABLE = "FLIPGUARD_SETTINGS_FILE"
"""Names the settings file."""

SECRETS_VARIABLE = "FLIPGUARD_SECRETS_DIR"
"""Names the folder that holds one file a secret setting."""


def file_sources(settings_cls: type[BaseSettings]) -> list[PydanticBaseSettingsSource]:
    """Give the files that variables name, the strongest first; raises `SettingsError` for one that can't be read."""
    sources: list[PydanticBaseSettingsSource] = []
    if folder := os.environ.get(SECRETS_VARIABLE):
        _must_exist(SECRETS_VARIABLE, folder, Path.is_dir, "a folder that holds one file for each secret setting")
        sources.append(SecretsSettingsSource(settings_cls, secrets_dir=folder))
    if file := os.environ.get(FILE_VARIABLE):
        _must_exist(FILE_VARIABLE, file, Path.is_file, "a TOML file of settings")
        try:
            sources.append(TomlConfigSettingsSource(settings_cls, toml_file=file))
        except ValueError as error:
            raise SettingsError(f"{FILE_VARIABLE} names {file}, which is not TOML: {error}.") from None
    return sources


def by_origin(settings_cls: type[BaseSettings]) -> dict[str, Mapping[str, Any]]:
    """Read each source by itself, the strongest first, by the words that name it."""
    environment = EnvSettingsSource(settings_cls)
    origins: dict[str, Mapping[str, Any]] = {"environment": environment()}
    for source in file_sources(settings_cls):
        name = SECRETS_VARIABLE if isinstance(source, SecretsSettingsSource) else FILE_VARIABLE
        origins[os.environ[name]] = source()
    return origins


def _must_exist(variable: str, path: str, exists: Any, wanted: str) -> None:
    if not exists(Path(path)):
        raise SettingsError(f"{variable} is “{path}”, but it must be {wanted}. Unset, none is read.")
