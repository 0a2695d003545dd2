"""Running the service: settings checked, port taken and model loaded before it says that it listens."""

import errno
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click
from uvicorn import Config, Server
from uvicorn.importer import import_from_string

from model import Classifier, tried_out

from ..logs import logging_config
from ..settings import ENV_PREFIX, Settings, SettingsError
from .loading import load_channels, load_classifier
from .refusal import TROUBLE, Refusal
from .version import program_version

if TYPE_CHECKING:
    from .workers import MakeApplication

APPLICATION = "app.http.application:create_app"
"""Named, not imported: the rest of the command line does without the web stack."""

_BACKLOG = 2048

_START_SECONDS = 60
"""How long a worker may go without an answer to its supervisor."""


def run_server(host: str | None, port: int | None, model_folder: Path | None, config_file: Path | None) -> int:
    """Serve until stopped and give the exit code. Refuses what would keep the service from starting."""
    _hand_over({"host": host, "port": port, "model_folder": model_folder, "config": config_file})
    settings = _settings()
    load_channels(settings.config)  # the service reads them itself; this is to refuse bad ones in a sentence
    model = [load_classifier(settings.model_folder, kept_passages=settings.cache_passages)]
    listener = _listen(settings.host, settings.port)
    greeting = f"FlipGuard {program_version()} with model {model[0].identity.version} listens on {_address(listener)}"
    with _shared_metrics(settings.workers):
        config = _configuration(settings, _application(settings, model.pop()))
        if settings.workers > 1:
            return _run_workers(config, listener, greeting)
        server = GreetingServer(config, greeting)
        server.run(sockets=[listener])
    return 0 if server.started else TROUBLE


def _settings() -> Settings:
    try:
        settings = Settings.from_environment()
        settings.refuse_open_doors()
    except SettingsError as error:
        raise Refusal(str(error)) from error
    return settings


def _configuration(settings: Settings, make: "MakeApplication") -> Config:
    return Config(
        make,
        factory=True,
        workers=settings.workers,
        log_config=logging_config(settings.log_format, settings.log_level),
        access_log=False,  # the application keeps its own, without paths and queries
        timeout_graceful_shutdown=settings.shutdown_seconds,
        timeout_worker_healthcheck=_START_SECONDS,
    )


def _application(settings: Settings, classifier: Classifier) -> "MakeApplication":
    """Get ready to make the application, once in this process or once in each that is forked from it.

    The model is handed over, not kept: when another takes its place nothing here holds its memory.
    """
    handed = [tried_out(classifier)]

    def make() -> object:
        return import_from_string(APPLICATION)(settings, handed.pop())

    import_from_string(APPLICATION)  # here, so that workers share its memory
    return make


def _run_workers(config: Config, listener: socket.socket, greeting: str) -> int:
    # imported late: not every platform has what it needs
    from .workers import GreetingSupervisor, SharingSupervisor, can_share_memory

    def load() -> "MakeApplication":
        settings = _settings()
        return _application(settings, Classifier.load(settings.model_folder, kept_passages=settings.cache_passages))

    supervisor: GreetingSupervisor
    if can_share_memory():
        supervisor = SharingSupervisor(config, [listener], greeting, load)
    else:
        config.app = APPLICATION  # each worker loads a model of its own
        supervisor = GreetingSupervisor(config, [listener], greeting)
    supervisor.run()
    return 0 if supervisor.greeted else TROUBLE


@contextmanager
def _shared_metrics(workers: int) -> Iterator[None]:
    """Keep a folder in which several workers add up their metrics."""
    if workers == 1:
        yield
        return
    with TemporaryDirectory(prefix="flipguard-metrics-") as folder:
        os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", folder)
        yield


class GreetingServer(Server):
    """A server that says so as soon as it answers."""

    def __init__(self, config: Config, greeting: str) -> None:
        super().__init__(config)
        self._greeting = greeting

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and greet if that succeeded."""
        await super().startup(sockets)
        if self.started:
            click.echo(self._greeting, err=True)


def _hand_over(options: Mapping[str, object | None]) -> None:
    """Pass options on as environment variables, which is where the application reads its settings."""
    for name, value in options.items():
        if value is not None:
            os.environ[f"{ENV_PREFIX}{name.upper()}"] = str(value)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(_BACKLOG)
    except OSError as error:
        raise Refusal(_cannot_listen(host, port, error)) from error
    return listener


def _cannot_listen(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} of {host} is in use. Stop what listens there, or choose another with --port."
    if error.errno == errno.EACCES:
        return f"Port {port} of {host} may not be used by this account. Choose one from 1024 on with --port."
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f"“{host}” is not an address of this machine. Choose another with --host: 127.0.0.1, or 0.0.0.0 for all."
    return f"Port {port} of {host} can't be listened on: {(error.strerror or str(error)).lower()}."


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if listener.family == socket.AF_INET6 else f"http://{host}:{port}"
