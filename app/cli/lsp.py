"""`flipguard lsp`: the language server, for editors."""

from pathlib import Path

import click

from .options import config_option, model_option


@click.command(short_help="Talk to an editor: findings while you type.")
@click.option("--stdio", is_flag=True, help="Speak over standard input and output, as it always does.")
@model_option
@config_option
def lsp(stdio: bool, model_folder: Path | None, config_file: Path | None) -> int:
    """Serve an editor over the Language Server Protocol: findings while you type, the norm behind each where the mouse
    rests, and quick fixes that apply advice or ignore a finding with a reason.

    \b
    Examples:
      Neovim   vim.lsp.start({ name = "flipguard", cmd = { "flipguard", "lsp" } })
      Helix    [language-server.flipguard] command = "flipguard", args = ["lsp"]

    Exit codes: 0 the editor is done, 2 it could not start.
    """  # noqa: D205, D301 - click keeps the lines of a paragraph as they are where it starts with \b
    del stdio
    from .language_server import serve_editor

    return serve_editor(model_folder, config_file)
