"""Settings: everything that whoever runs the service can choose, in one typed place.

A setting is read from an environment variable (`FLIPGUARD_` and the field's name in capitals), else from a file of the
same name in the folder of secrets, else from the settings file (TOML, the field's name), else it is the default.
A description completes “it must be …”.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, DirectoryPath, Field, FilePath, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SecretsSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

ENV_PREFIX = "FLIPGUARD_"

FILE_VARIABLE = "FLIPGUARD_SETTINGS_FILE"
"""Names the settings file."""

SECRETS_VARIABLE = "FLIPGUARD_SECRETS_DIR"
"""Names the folder that holds one file a secret setting."""

_SHOWN_LENGTH = 200
_MASK = "********"


class SettingsError(Exception):
    """A setting that can't be used; the message names the variable, what it holds and what it may hold."""


def _usable_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _list(value: Any) -> Any:
    """Take a list as people write it into a variable: separated by commas."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _origin(value: str) -> str:
    scheme, _, host = value.partition("://")
    if scheme not in ("http", "https") or not host or set(host) & set("/?#@*"):
        raise ValueError("no origin")
    return value


def _rate(value: str) -> str:
    from limits import parse_many  # imported here, as the command line reads settings too and need not wait for it

    parse_many(value)
    return value


def _database(value: SecretStr) -> SecretStr:
    if not value.get_secret_value().startswith(("sqlite:///", "postgresql://", "postgres://")):
        raise ValueError("no database")
    return value


def _mebibytes(number: int) -> int:
    return number * 1024 * 1024


class Settings(BaseSettings):
    """What the service is started with. An empty variable counts as unset."""

    model_config = SettingsConfigDict(env_prefix=ENV_PREFIX, frozen=True, env_ignore_empty=True, extra="forbid")

    host: str = Field(default="127.0.0.1", description="an address to listen on; 0.0.0.0 opens it to the network")
    port: int = Field(default=8000, ge=0, le=65535, description="a port to listen on, from 0 (any free one) to 65535")
    workers: int = Field(default=1, ge=1, le=64, description="a number of processes, from 1 to 64, each with its model")
    shutdown_seconds: int = Field(
        default=30,
        ge=1,
        le=3600,
        description="a number of seconds, from 1 to 3600, that accepted requests get at the end",
    )

    model_folder: DirectoryPath | None = Field(
        default=None, description="a folder that holds a model; unset, the model that came with the program is used"
    )
    config: FilePath | None = Field(
        default=None,
        description="a file that declares channels, such as flipguard.toml; unset, the nearest one from the working "
        "directory upwards is used, if there is one",
    )

    threads: int = Field(
        default_factory=_usable_cores, ge=1, le=256, description="a number of posts, from 1 to 256, read at one time"
    )
    waiting_line: int = Field(
        default=32, ge=0, le=10_000, description="a number of posts, from 0 to 10000, that may wait for a reader"
    )
    request_seconds: float = Field(
        default=10,
        gt=0,
        le=3600,
        allow_inf_nan=False,
        description="a number of seconds, to 3600, in which a post is answered or given up; "
        "a request may ask for less with X-Request-Timeout",
    )

    max_body_bytes: int = Field(
        default=_mebibytes(1),
        ge=1024,
        description="a number of bytes, 1024 or more: the largest request body that is read",
    )
    max_batch_bytes: int = Field(
        default=_mebibytes(16), ge=1024, description="a number of bytes, 1024 or more: the largest batch that is read"
    )
    max_batch_rows: int = Field(default=10_000, ge=1, description="a number of posts, 1 or more, that a batch may hold")
    batches_at_once: int = Field(
        default=4, ge=1, description="a number of batches, 1 or more, that are read at one time"
    )

    keys_file: FilePath | None = Field(
        default=None, description="a file of API keys, made with `flipguard keys new`; unset, no key is asked for"
    )
    open_without_keys: bool = Field(
        default=False, description="true or false: whether to listen beyond this machine though no key is asked for"
    )
    rate_limit: Annotated[str, AfterValidator(_rate)] | None = Field(
        default=None,
        description="a number of posts for each key or, without keys, each address, such as 600/minute; unset, no limit",
    )
    rate_store: SecretStr = Field(
        default=SecretStr("memory://"),
        description="where rates are counted: memory:// (each worker for itself) or a redis:// URL (all together)",
    )
    cors_origins: Annotated[tuple[Annotated[str, AfterValidator(_origin)], ...], NoDecode, BeforeValidator(_list)] = (
        Field(
            default=(),
            description="origins whose pages may call the service, such as https://desk.example, separated by commas",
        )
    )

    feedback_database: Annotated[SecretStr, AfterValidator(_database)] | None = Field(
        default=None,
        description="a sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME URL that feedback is kept in; "
        "unset, a SQLite file in the user's own folder of states",
    )
    feedback_days: int | None = Field(
        default=365, ge=1, description="a number of days, 1 or more, after which feedback is deleted"
    )

    log_format: Literal["text", "json"] = Field(default="text", description="text or json")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="debug, info, warning or error"
    )
    traces: bool = Field(
        default=False,
        description="true or false: whether to send OpenTelemetry traces to where the OTEL_EXPORTER_OTLP_ variables say",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic-settings calls it so
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Name the sources, the strongest first."""
        return init_settings, env_settings, *_file_sources(settings_cls)

    @classmethod
    def from_environment(cls) -> Self:
        """Read the settings; raises `SettingsError` with a sentence for each that can't be used."""
        try:
            return cls()
        except ValidationError as error:
            raise SettingsError(" ".join(_sentence(fault["loc"], fault["input"]) for fault in error.errors())) from None

    def refuse_open_doors(self) -> None:
        """Raise `SettingsError` if the service would listen beyond this machine, ask for no key, and wasn't told to."""
        if self.keys_file is None and not self.open_without_keys and not is_loopback(self.host):
            raise SettingsError(
                f"{ENV_PREFIX}HOST is “{self.host}”, which other machines can reach, but no key is asked for. Make keys with "
                f"`flipguard keys new` and name their file in {ENV_PREFIX}KEYS_FILE, or, where something else keeps strangers "
                f"out, set {ENV_PREFIX}OPEN_WITHOUT_KEYS=true."
            )


@dataclass(frozen=True, slots=True)
class SettingInForce:
    """A setting as it is in force: its value with secrets masked, where it came from and what it may be."""

    variable: str
    value: str
    origin: str
    description: str


def in_force(settings: Settings) -> list[SettingInForce]:
    """List every setting of these that were read from the environment, in the order in which they are declared."""
    sources = _by_origin()
    return [
        SettingInForce(
            variable=f"{ENV_PREFIX}{name.upper()}",
            value=_masked(getattr(settings, name)),
            origin=next((origin for origin, values in sources.items() if name in values), "default"),
            description=str(field.description),
        )
        for name, field in Settings.model_fields.items()
    ]


def is_loopback(host: str) -> bool:
    """Tell whether an address to listen on can be reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _file_sources(settings_cls: type[BaseSettings]) -> list[PydanticBaseSettingsSource]:
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


def _must_exist(variable: str, path: str, exists: Any, wanted: str) -> None:
    if not exists(Path(path)):
        raise SettingsError(f"{variable} is “{path}”, but it must be {wanted}. Unset, none is read.")


def _by_origin() -> dict[str, Mapping[str, Any]]:
    environment = EnvSettingsSource(Settings)
    origins: dict[str, Mapping[str, Any]] = {"environment": environment()}
    for source in _file_sources(Settings):
        name = SECRETS_VARIABLE if isinstance(source, SecretsSettingsSource) else FILE_VARIABLE
        origins[os.environ[name]] = source()
    return origins


def _sentence(location: tuple[int | str, ...], value: Any) -> str:
    name = str(location[0])
    field = Settings.model_fields.get(name)
    if field is None:
        return f"There is no setting “{name}”; `flipguard settings` lists them all."
    default = "" if field.get_default() is None else f" Unset, it is {_shown(field.get_default())}."
    shown = _MASK if "SecretStr" in str(field.annotation) else _shown(value)
    return f"{ENV_PREFIX}{name.upper()} is “{shown}”, but it must be {field.description}.{default}{_hint(value)}"


def _masked(value: Any) -> str:
    match value:
        case None:
            return "unset"
        case SecretStr():
            return _without_password(value.get_secret_value())
        case tuple():
            return ", ".join(value) or "none"
        case bool():
            return str(value).lower()
        case _:
            return str(value)


def _without_password(url: str) -> str:
    """Show a URL without the password that it may hold, in its authority or its query."""
    scheme, separator, rest = url.partition("://")
    if not separator:
        return _MASK
    credentials, at, place = rest.rpartition("@")
    place = place.split("?", 1)[0]
    return f"{scheme}://{credentials.split(':', 1)[0]}:{_MASK}@{place}" if at else f"{scheme}://{place}"


def _shown(value: Any) -> str:
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + "…"


def _hint(value: Any) -> str:
    """Kubernetes gives every pod such a variable for each service, so one that is named flipguard sets our port."""
    if not str(value).startswith("tcp://"):
        return ""
    return " Kubernetes sets this variable for a service of that name: set enableServiceLinks to false in the pod."
