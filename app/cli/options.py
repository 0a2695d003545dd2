"""Options that several commands share. They are named here without importing the model, so that help is quick."""

from pathlib import Path

import click

MODEL_VARIABLE = "FLIPGUARD_MODEL_FOLDER"
CONFIG_VARIABLE = "FLIPGUARD_CONFIG"
CACHE_VARIABLE = "FLIPGUARD_CACHE_FOLDER"
KEY_VARIABLE = "FLIPGUARD_SERVER_KEY"

RELATIONSHIPS = ("social", "mixed", "market")

model_option = click.option(
    "--model",
    "model_folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    envvar=MODEL_VARIABLE,
    show_envvar=True,
    help="The folder of another model than the one that came with the program.",
)

config_option = click.option(
    "--config",
    "config_file",
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    envvar=CONFIG_VARIABLE,
    show_envvar=True,
    help="The file that declares channels.  [default: flipguard.toml, or [tool.flipguard] in pyproject.toml, from the "
    "working directory upwards]",
)
