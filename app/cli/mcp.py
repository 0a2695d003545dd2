"""`flipguard mcp`: the tools for AI agents, over standard input and output."""

from pathlib import Path

import click

from .options import RELATIONSHIPS, config_option, model_option


@click.command(short_help="Give an AI agent tools to check what it writes.")
@click.option(
    "--relationship",
    type=click.Choice(RELATIONSHIPS),
    help="Who reads posts where the agent doesn't say.  [default: social]",
)
@click.option("--channel", metavar="NAME", help="Or their channel, by its name.")
@click.option(
    "--server", metavar="URL", help="Ask a running service, with its channels, instead of the model in this program."
)
@click.option(
    "--timeout", type=click.FloatRange(0.1, 600), default=10.0, show_default=True, help="Seconds to wait for it."
)
@model_option
@config_option
def mcp(
    relationship: str | None,
    channel: str | None,
    server: str | None,
    timeout: float,
    model_folder: Path | None,
    config_file: Path | None,
) -> int:
    """Serve an AI agent over the Model Context Protocol: check_post, suggest_change and explain_norm.

    The agent's program starts this and talks to it over standard input and output. A service offers the same at /mcp.

    \b
    Examples:
      flipguard mcp
      flipguard mcp --channel facebook-friends
      flipguard mcp --server http://127.0.0.1:8000
    In the settings of most agents:
      {"mcpServers": {"flipguard": {"command": "flipguard", "args": ["mcp"]}}}

    Exit codes: 0 the agent is done, 2 it could not start.
    """  # noqa: D301 - click keeps the lines of a paragraph as they are where it starts with \b
    from .agent_server import AgentOptions, serve_agent

    return serve_agent(AgentOptions(relationship, channel, server, timeout, model_folder, config_file))
