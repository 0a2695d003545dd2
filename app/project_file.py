"""The project's own file: `flipguard.toml`, or `[tool.flipguard]` in `pyproject.toml`.

It is named, or found from a folder upwards, as far as the root of a git checkout. Each table in it has a reader of its own;
a table that nobody reads is a fault, for a misspelt one would otherwise be passed over in silence.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

FILE_NAME = "flipguard.toml"
PYPROJECT = "pyproject.toml"

TABLES = ("channels", "check")
"""The tables that may stand at the top. Whoever adds one adds its name here, and reads it with `ProjectFile.table`."""

ARRAYS = ("paths",)
"""The lists of tables that may stand at the top, read with `ProjectFile.array`."""


class ProjectFileError(Exception):
    """A file that can't be used; the message names the file, the key, what stands there and what may."""


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """The tables of a file. `path` is none where no file was found, and then there are none."""

    path: Path | None
    tables: Mapping[str, Any]

    def table(self, name: str) -> Mapping[str, Any]:
        """Give a table by its name, empty where it is missing."""
        table: Mapping[str, Any] = self.tables.get(name, {})
        return table

    def array(self, name: str) -> Sequence[Mapping[str, Any]]:
        """Give a list of tables by its name, empty where it is missing."""
        tables: Sequence[Mapping[str, Any]] = self.tables.get(name, ())
        return tables

    def fault(self, message: str) -> ProjectFileError:
        """Make the error that says what is wrong in this file."""
        within = " [tool.flipguard]" if self.path and self.path.name == PYPROJECT else ""
        return ProjectFileError(f"{self.path}{within}: {message}")


NO_FILE = ProjectFile(None, {})


def find_project_file(start: Path) -> Path | None:
    """Find the nearest file from a folder upwards; no further than the root of the git checkout that holds it."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
        if _speaks_of_us(folder / PYPROJECT):
            return folder / PYPROJECT
        if (folder / ".git").exists():
            return None
    return None


def read_project_file(path: Path | None = None, start: Path | None = None) -> ProjectFile:
    """Read the named file, or the one found from `start` (the working directory); raises `ProjectFileError`."""
    path = path or find_project_file(start or Path.cwd())
    if path is None:
        return NO_FILE
    document = _toml(path)
    if path.name == PYPROJECT:
        tool = document.get("tool", {})
        document = tool.get("flipguard", {}) if isinstance(tool, dict) else {}
    file = ProjectFile(path, document)
    for name, value in document.items():
        _refuse(file, name, value)
    return file


def _refuse(file: ProjectFile, name: str, value: object) -> None:
    if name not in (*TABLES, *ARRAYS):
        written = {**{table: f"[{table}]" for table in TABLES}, **{array: f"[[{array}]]" for array in ARRAYS}}
        near = get_close_matches(name, written, n=1)
        hint = f"Did you mean {written[near[0]]}?" if near else f"It takes {', '.join(written.values())}."
        raise file.fault(f"There is no “{name}” at the top of this file. {hint}")
    if name in ARRAYS:
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise file.fault(f"“{name}” must be a list of tables: each starts with [[{name}]].")
        return
    if not isinstance(value, dict):
        raise file.fault(f"“{name}” is {value!r}, but must be a table, such as [{name}.NAME].")


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ProjectFileError(f"{path}: It is not UTF-8: byte {error.start + 1} is wrong.") from None
    except tomllib.TOMLDecodeError as error:
        raise ProjectFileError(f"{path}: It is not TOML: {error}.") from None
    except OSError as error:
        raise ProjectFileError(f"{path}: It can't be read: {(error.strerror or str(error)).lower()}.") from None


def _speaks_of_us(path: Path) -> bool:
    """Tell whether a pyproject.toml has our table; one that can't be read is somebody else's trouble."""
    try:
        return path.is_file() and "flipguard" in _toml(path).get("tool", {})
    except (ProjectFileError, TypeError):
        return False
