"""Which program this is, and with which model."""

import click

from .options import MODEL_VARIABLE


def program_version() -> str:
    """Give the version that was installed, or say that this is a checkout."""
    # takes as long as the rest of what every command loads
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("flipguard")
    except PackageNotFoundError:
        return "(from source)"


def print_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    """Print both versions and end the program. Without a model, that is said in place of its version."""
    if not wanted or context.resilient_parsing:
        return
    click.echo(f"flipguard {program_version()}")
    click.echo(f"model {_model_version()}")
    context.exit()


def _model_version() -> str:
    import os
    from pathlib import Path

    from model import ArtifactError, Classifier

    folder = os.environ.get(MODEL_VARIABLE)
    try:
        identity = Classifier.load(Path(folder) if folder else None).identity
    except ArtifactError as error:
        return f"none: {error}"
    return f"{identity.version} ({identity.digest})"
