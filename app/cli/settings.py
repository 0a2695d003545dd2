"""`flipguard settings`: what is in force, and where it came from."""

import json
import os
from dataclasses import asdict
from difflib import get_close_matches

import click

from .options import CACHE_VARIABLE, CONFIG_VARIABLE, KEY_VARIABLE
from .refusal import Refusal

_OF_OTHER_COMMANDS = (CACHE_VARIABLE, CONFIG_VARIABLE, KEY_VARIABLE)


@click.command(short_help="Show the settings of the service and where each came from.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def settings(as_json: bool) -> int:
    """Show every setting that the service would start with, where it came from, and what it may be.

    A setting is read from its variable, else from a file of that name in the folder FLIPGUARD_SECRETS_DIR, else from the TOML
    file FLIPGUARD_SETTINGS_FILE (its name in small letters, without FLIPGUARD_), else it is the default. Passwords are masked.

    Exit codes: 0 the settings can be used, 2 they can't, and why.
    """
    from ..settings import FILE_VARIABLE, SECRETS_VARIABLE, Settings, SettingsError, in_force

    try:
        rows = in_force(Settings.from_environment())
    except SettingsError as error:
        raise Refusal(str(error)) from error
    if as_json:
        click.echo(json.dumps([asdict(row) for row in rows], indent=2, ensure_ascii=False))
    else:
        for row in rows:
            click.echo(f"{row.variable} = {row.value}\n    from: {row.origin}\n    must be {row.description}")
    known = [row.variable for row in rows] + [FILE_VARIABLE, SECRETS_VARIABLE, *_OF_OTHER_COMMANDS]
    for name in sorted(name for name in os.environ if name.startswith("FLIPGUARD_") and name not in known):
        near = get_close_matches(name, known, n=1)
        advice = f"; did you mean {near[0]}?" if near else "."
        click.echo(f"flipguard: nothing reads the variable {name}{advice}", err=True)
    return 0
