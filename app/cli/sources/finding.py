"""Finding files: names, folders and patterns become the names of files, each once."""

import glob
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from .post import Trouble

Takes = Callable[[str], bool]
"""Says whether a file that lies in a folder is to be read."""


def find_files(names: Sequence[str], takes: Takes) -> Iterator[str | Trouble]:
    """Give the files that names stand for, in order; what is named itself is given whatever it is."""
    for name in names:
        if is_folder(name):
            yield from _in_folder(name, takes)
        elif glob.has_magic(name) and not os.path.lexists(name):
            yield from _matching(name, takes)
        else:
            yield name


def is_folder(name: str) -> bool:
    """Say whether a name is a folder's; one that can't even be asked is none."""
    return os.path.isdir(name)  # noqa: PTH112 - Path.is_dir raises where the folder above can't be entered


def _matching(pattern: str, takes: Takes) -> Iterator[str | Trouble]:
    found = sorted(_globbed(pattern))
    if not found:
        yield Trouble(pattern, "No file matches this pattern.")
    for name in found:
        if is_folder(name):
            if not pattern.endswith("**"):  # which gives what is in the folder as well
                yield from _in_folder(name, takes)
        elif not pattern.endswith("*") or takes(name):
            yield name


def _globbed(pattern: str) -> Iterator[str]:
    """Match a pattern. Hidden things must be named, and links to folders are not followed, for they may lead in circles."""
    path = Path(pattern)
    start, rest = (Path(path.anchor), path.relative_to(path.anchor)) if path.is_absolute() else (Path(), path)
    for found in start.glob(str(rest)):
        if not any(part.startswith(".") and part not in path.parts for part in found.parts):
            yield str(found)


def _in_folder(folder: str, takes: Takes, above: tuple[str, ...] = ()) -> Iterator[str | Trouble]:
    """Give what lies in a folder, in the order of names. Hidden things are left alone, and links are followed."""
    here = os.path.realpath(folder)
    if here in above:
        yield Trouble(folder, "It is a link to a folder that holds it, so it is not followed.")
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Trouble(folder, f"It can't be read: {(error.strerror or str(error)).lower()}.")
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name in ("node_modules", "__pycache__"):
            continue
        path = str(Path(folder) / entry.name)
        if is_folder(path):
            yield from _in_folder(path, takes, (*above, here))
        elif takes(path):
            # A pipe or a device may never end, and nobody named it; a link that leads nowhere is told when it is read.
            yield Trouble(path, "It is no regular file, so it is not read.") if _is_odd(path) else path


def _is_odd(path: str) -> bool:
    return os.path.exists(path) and not os.path.isfile(path)  # noqa: PTH110, PTH113 - Path's raise where links lead in circles
