"""What whoever runs the service can choose. A description completes “it must be …”."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, DirectoryPath, Field, FilePath, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from .errors import SettingsError
from .facade_names import FACADE_NAMES, FacadeName
from .sentences import sentence
from .sources import ENV_PREFIX, file_sources
from .values import database, is_loopback, mebibytes, names, names_or_none, origin, rate, store_of_rates, usable_cores


class Settings(BaseSettings):
    """What the service is started with. An empty variable counts as unset."""

    model_config = SettingsConfigDict(env_prefix=ENV_PREFIX, frozen=True, env_ignore_empty=True, extra="forbid")

    host: str = Field(default="127.0.0.1", description="an address to listen on; 0.0.0.0 opens it to the network")
    port: int = Field(default=8000, ge=0, le=65535, description="a port to listen on, from 0 (any free one) to 65535")
    workers: int = Field(
        default=1, ge=1, le=64, description="a number of processes, from 1 to 64, that share one model's memory"
    )
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
        default_factory=usable_cores, ge=1, le=256, description="a number of posts, from 1 to 256, read at one time"
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

    cache_answers: int = Field(
        default=1_000,
        ge=0,
        le=1_000_000,
        description="a number of answers, from 0 (none) to 1000000, that each worker keeps in memory, sealed, for whoever asks "
        "the same again",
    )
    cache_passages: int = Field(
        default=2_048,
        ge=0,
        le=100_000,
        description="a number of passages, from 0 (none) to 100000, of which each reader of each worker keeps what it answered, "
        "without a word of them",
    )

    max_body_bytes: int = Field(
        default=mebibytes(1),
        ge=1024,
        description="a number of bytes, 1024 or more: the largest request body that is read",
    )
    max_batch_bytes: int = Field(
        default=mebibytes(16), ge=1024, description="a number of bytes, 1024 or more: the largest batch that is read"
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
    rate_limit: Annotated[str, AfterValidator(rate)] | None = Field(
        default=None,
        description="a number of posts for each key or, without keys, each address, such as 600/minute; unset, no limit",
    )
    rate_store: Annotated[SecretStr, AfterValidator(store_of_rates)] = Field(
        default=SecretStr("memory://"),
        description="where rates are counted: memory:// (each worker for itself) or a redis:// or rediss:// URL (all together)",
    )
    cors_origins: Annotated[tuple[Annotated[str, AfterValidator(origin)], ...], NoDecode, BeforeValidator(names)] = (
        Field(
            default=(),
            description="origins whose pages may call the service, such as https://desk.example, separated by commas",
        )
    )

    facades: Annotated[tuple[FacadeName, ...], NoDecode, BeforeValidator(names_or_none)] = Field(
        default=FACADE_NAMES,
        description=f"facades, separated by commas, that clients of other services find here: {', '.join(FACADE_NAMES)}; "
        "or none",
    )
    stream_secret: SecretStr | None = Field(
        default=None,
        description="the API secret of the Stream app whose webhooks come here, by which they are signed; unset, none need be",
    )

    feedback_database: Annotated[SecretStr, AfterValidator(database)] | None = Field(
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
        return init_settings, env_settings, *file_sources(settings_cls)

    @classmethod
    def from_environment(cls) -> Self:
        """Read the settings; raises `SettingsError` with a sentence for each that can't be used."""
        try:
            return cls()
        except ValidationError as error:
            sentences = [sentence(cls.model_fields, fault["loc"], fault["input"]) for fault in error.errors()]
            raise SettingsError(" ".join(sentences)) from None

    def refuse_open_doors(self) -> None:
        """Raise `SettingsError` if the service would listen beyond this machine, ask for no key, and wasn't told to."""
        if self.keys_file is None and not self.open_without_keys and not is_loopback(self.host):
            raise SettingsError(
                f"{ENV_PREFIX}HOST is “{self.host}”, which other machines can reach, but no key is asked for. Make keys with "
                f"`flipguard keys new` and name their file in {ENV_PREFIX}KEYS_FILE, or, where something else keeps strangers "
                f"out, set {ENV_PREFIX}OPEN_WITHOUT_KEYS=true."
            )
