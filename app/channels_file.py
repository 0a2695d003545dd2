"""The channels that are known: those that `[channels.NAME]` declares in the project's file, and the presets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from model import PRESETS, Channel, InputError, channel_name, contradictions, declare, preset

from .project_file import ProjectFile, read_project_file

_NEAR = 3


class UnknownChannelError(Exception):
    """A name that neither the file nor a preset has; the message says which names are near."""

    def __init__(self, name: str, near: tuple[str, ...], message: str) -> None:
        super().__init__(message)
        self.name = name
        self.near = near


@dataclass(frozen=True, slots=True)
class KnownChannels:
    """Declared channels by their names, in the order of the file, and behind them the presets."""

    declared: Mapping[str, Channel] = field(default_factory=dict)
    path: Path | None = None

    def find(self, name: str) -> Channel:
        """Give a channel by its name; raises `UnknownChannelError` where nobody knows it."""
        found = self.declared.get(channel_name(name)) or preset(name)
        if found is None:
            raise self._unknown(name)
        return found

    def all(self) -> tuple[Channel, ...]:
        """Give every channel: the declared ones, then the presets that no declaration replaces."""
        return (*self.declared.values(), *(known for name, known in PRESETS.items() if name not in self.declared))

    def faulty(self) -> tuple[Channel, ...]:
        """Give the declared channels that contradict themselves."""
        return tuple(channel for channel in self.declared.values() if contradictions(channel))

    def _unknown(self, name: str) -> UnknownChannelError:
        names = [channel.name for channel in self.all()]
        near = tuple(get_close_matches(channel_name(name)[:100], names, n=_NEAR))
        if near:
            advice = f"Did you mean {' or '.join(f'“{one}”' for one in near)}?"
        else:
            advice = "`flipguard channels` and GET /v1/channels list those that are known."
        shown = name if len(name) <= 40 else f"{name[:39]}…"
        return UnknownChannelError(name, near, f"There is no channel “{shown}”. {advice}")


def read_channels(path: Path | None = None, start: Path | None = None) -> KnownChannels:
    """Read the channels of the named file, or of the one found from `start` upwards; raises `ProjectFileError`."""
    return channels_in(read_project_file(path, start))


def channels_in(file: ProjectFile) -> KnownChannels:
    """Read the channels of a file; raises `ProjectFileError` with the key that is wrong."""
    declared: dict[str, Channel] = {}
    for name, fields in file.table("channels").items():
        if not isinstance(fields, dict):
            raise file.fault(f"channels.{name} is {fields!r}, but must be a table: [channels.{name}].")
        try:
            channel = declare(name, fields)
        except InputError as error:
            raise file.fault(str(error)) from error
        if channel.name in declared:
            raise file.fault(f"channels.{name} is declared twice: names differ neither by capitals nor by _ and -.")
        declared[channel.name] = channel
    return KnownChannels(declared, file.path)
