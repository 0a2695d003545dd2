"""`flipguard serve`: the service over HTTP."""

from pathlib import Path

import click

from .options import config_option, model_option


@click.command(short_help="Answer over HTTP, for publishing tools.")
@click.option("--host", metavar="ADDRESS", help="The address to listen on.  [env: FLIPGUARD_HOST; default: 127.0.0.1]")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="The port to listen on; 0 takes any free one.  [env: FLIPGUARD_PORT; default: 8000]",
)
@model_option
@config_option
def serve(host: str | None, port: int | None, model_folder: Path | None, config_file: Path | None) -> int:
    """Serve FlipGuard over HTTP until it is stopped.

    Settings come from these options, else from variables that start with FLIPGUARD_. An address other than 127.0.0.1
    opens the service to the network.

    \b
    Examples:
      flipguard serve
      flipguard serve --host 0.0.0.0 --port 8080
      curl localhost:8000/v1/check --json '{"text": "25% off for my friends, tap to order!"}'

    Exit codes: 0 stopped, 2 it could not start, 130 stopped by Ctrl-C.
    """  # noqa: D301 - click keeps the lines of a paragraph as they are where it starts with \b
    from .serving import run_server

    return run_server(host, port, model_folder, config_file)
