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
        if os.path.isdir(name):
            yield from _in_folder(name, takes)
        elif glob.has_magic(name) and not os.path.lexists(name):
            yield from _matching(name, takes)
        else:
            yield name


def _matching(pattern: str, takes: Takes) -> Iterator[str | Trouble]:
    found = sorted(glob.glob(pattern, recursive=True))
    if not found:
        yield Trouble(pattern, "No file matches this pattern.")
    for name in found:
        if os.path.isdir(name):
            if not pattern.endswith("**"):  # which gives what is in the folder as well
                yield from _in_folder(name, takes)
        elif not pattern.endswith("*") or takes(name):
            yield name


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
        if os.path.isdir(path):
            yield from _in_folder(path, takes, (*above, here))
        elif takes(path):
            yield path
