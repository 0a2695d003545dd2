"""Settings: everything that whoever runs the service can choose, read from environment variables.

Each is `FLIPGUARD_` and the field's name in capitals. A description completes “it must be …”.
"""

from typing import Any, Self

from pydantic import DirectoryPath, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

ENV_PREFIX = "FLIPGUARD_"

_SHOWN_LENGTH = 60


class SettingsError(Exception):
    """A setting that can't be used; the message names the variable, what it holds and what it may hold."""


class Settings(BaseSettings):
    """What the service is started with. An empty variable counts as unset."""

    model_config = SettingsConfigDict(env_prefix=ENV_PREFIX, frozen=True, env_ignore_empty=True)

    host: str = Field(default="127.0.0.1", description="an address to listen on; 0.0.0.0 opens it to the network")
    port: int = Field(default=8000, ge=0, le=65535, description="a port to listen on, from 0 (any free one) to 65535")
    model_folder: DirectoryPath | None = Field(
        default=None, description="a folder that holds a model; unset, the model that came with the program is used"
    )
    max_body_bytes: int = Field(
        default=1_048_576, ge=1024, description="a number of bytes, 1024 or more: the largest request body that is read"
    )

    @classmethod
    def from_environment(cls) -> Self:
        """Read the settings; raises `SettingsError` with a sentence for each that can't be used."""
        try:
            return cls()
        except ValidationError as error:
            raise SettingsError(" ".join(_sentence(fault["loc"], fault["input"]) for fault in error.errors())) from None


def _sentence(location: tuple[int | str, ...], value: Any) -> str:
    name = str(location[0])
    field = Settings.model_fields[name]
    default = "" if field.default is None else f" Unset, it is {_shown(field.default)}."
    return (
        f"{ENV_PREFIX}{name.upper()} is “{_shown(value)}”, but it must be {field.description}.{default}{_hint(value)}"
    )


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + "…"


def _hint(value: Any) -> str:
    """Kubernetes gives every pod such a variable for each service, so one that is named flipguard sets our port."""
    if not str(value).startswith("tcp://"):
        return ""
    return " Kubernetes sets this variable for a service of that name: set enableServiceLinks to false in the pod."
