"""Writing a channel's declaration into the project's file, in which all else stays as it is."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import tomlkit

from model import Channel, InputError, channel_name, contradictions, declare

from ..channels_file import read_channels
from ..project_file import FILE_NAME, PYPROJECT, ProjectFileError, find_project_file
from .refusal import Refusal
from .replacing import replacing


def declare_in_file(path: Path | None, name: str, fields: Mapping[str, object], replace: bool, ask_first: bool) -> int:
    """Declare a channel in the named file, in the one in force, or in a new one here; gives the exit code.

    Refuses to replace a channel, unless it is told to or, where it may ask first, the answer is yes.
    """
    path = path or find_project_file(Path.cwd()) or Path(FILE_NAME)
    fields = {field: value for field, value in fields.items() if value not in ([], "")}
    channel = _checked(name, fields)
    if path.exists() and _declares(path, channel.name) and not replace:
        question = f"{path} declares “{channel.name}” already. Replace it?"
        if not (ask_first and click.confirm(question, default=False)):
            raise Refusal(f"{path} declares “{channel.name}” already. Nothing was written; --replace replaces it.")
    new = _with_channel(path, channel.name, fields)
    with replacing(path) as file:
        file.write(new.encode())
    click.echo(f"Declared “{channel.name}” in {path}: {channel.relationship}, by {channel.declared_by}.")
    for fault in contradictions(channel):
        click.echo(f"flipguard: {fault.code}: {fault.message} {fault.way_out}", err=True)
    return 0


def _checked(name: str, fields: Mapping[str, object]) -> Channel:
    try:
        return declare(name, fields)
    except InputError as error:
        raise Refusal(str(error)) from error


def _declares(path: Path, name: str) -> bool:
    """Tell whether the file declares the channel; refuses a file that can't be used as it is."""
    try:
        return name in read_channels(path).declared
    except ProjectFileError as error:
        raise Refusal(f"{error} Nothing was written.") from error


def _with_channel(path: Path, name: str, fields: Mapping[str, object]) -> str:
    document = tomlkit.parse(path.read_bytes().decode("utf-8-sig") if path.exists() else "")
    tables: Any = document
    for key in ("tool", "flipguard") if path.name == PYPROJECT else ():
        tables = tables.setdefault(key, tomlkit.table(is_super_table=True))
    if "channels" not in tables:
        tables["channels"] = tomlkit.table(is_super_table=True)
    channels = tables["channels"]
    table = tomlkit.table()
    for field, value in fields.items():
        table[field] = value
    channels[next((key for key in channels if channel_name(key) == name), name)] = table
    return tomlkit.dumps(document)
