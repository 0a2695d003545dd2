"""The baseline: findings that were there when FlipGuard came, so that only new ones are told of.

An entry is a cue and a normalised sentence, so it survives that the file is edited around it. A baseline may only
shrink: what is mended is taken out of it, and nothing new is ever put in.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .fingerprint import normalised
from .outcome import Checked, Place
from .refusal import Refusal
from .replacing import replacing

_ABOUT = "Findings that FlipGuard does not tell of. It may only shrink: flipguard check --update-baseline."


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding that is known: its rule and its sentence."""

    rule: str
    sentence: str


@dataclass(slots=True)
class Baseline:
    """The known findings, with the files that held each, named from the baseline's folder."""

    path: Path
    entries: Mapping[Entry, frozenset[str]]
    is_new: bool = False
    _met: dict[Entry, set[str]] = field(default_factory=dict)
    _checked: set[str] = field(default_factory=set)
    _by_file: dict[str, list[Entry]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path, may_be_new: bool) -> "Baseline":
        """Read a baseline; refuses one that isn't there, unless it may be new, and one that can't be understood."""
        try:
            return cls(path, _entries(json.loads(path.read_bytes())))
        except FileNotFoundError:
            if may_be_new:
                return cls(path, {}, is_new=True)
            raise Refusal(
                f"There is no baseline {path}. Make it: flipguard check --baseline {path} --update-baseline …"
            ) from None
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise Refusal(f"{path} is no baseline of this program ({error}). Remove it, and make it anew.") from None

    def seen(self, path: str) -> None:
        """Note that a file was checked."""
        self._checked.add(self._name(path))

    def knows(self, checked: Checked, rule: str, place: Place | None) -> bool:
        """Say whether a finding is known; a new baseline takes it in."""
        entry = Entry(rule, checked.sentence(place))
        if not self.is_new and entry not in self.entries:
            return False
        self._met.setdefault(entry, set()).add(self._name(checked.path))
        return True

    def meets(self, checked: Checked) -> None:
        """Keep what stands in a post as it did, where the same cue is now shown by a heavier phrase instead."""
        name, whole = self._name(checked.path), f" {normalised(checked.post.prose.text)} "
        carried = {str(finding.cue) for finding in checked.all_findings}
        for entry in self._of_file(name):
            if entry.rule in carried and f" {entry.sentence} " in whole:
                self._met.setdefault(entry, set()).add(name)

    def stale(self) -> list[Entry]:
        """Give the entries that were not met, though every file that held them was checked or is gone."""
        return [entry for entry, files in self.entries.items() if entry not in self._met and self._is_settled(files)]

    def write(self) -> int:
        """Write what is left, and give the number of entries."""
        gone = set(self.stale())
        left = (
            self._met if self.is_new else {entry: self._met.get(entry, files) for entry, files in self.entries.items()}
        )
        rows = [
            {"rule": entry.rule, "sentence": entry.sentence, "files": sorted(files)}
            for entry, files in left.items()
            if entry not in gone
        ]
        rows.sort(key=lambda row: (row["files"], row["rule"], row["sentence"]))
        text = json.dumps({"about": _ABOUT, "version": 1, "findings": rows}, indent=2, ensure_ascii=False) + "\n"
        with replacing(self.path) as file:
            file.write(text.encode())
        return len(rows)

    def _of_file(self, name: str) -> list[Entry]:
        if not self._by_file:
            for entry, files in self.entries.items():
                for file in files:
                    self._by_file.setdefault(file, []).append(entry)
        return self._by_file.get(name, [])

    def _is_settled(self, files: frozenset[str]) -> bool:
        return all(name in self._checked or not (self.path.parent / name).exists() for name in files)

    def _name(self, path: str) -> str:
        return Path(os.path.relpath(path, self.path.resolve().parent)).as_posix()


def _entries(document: Any) -> dict[Entry, frozenset[str]]:
    if document["version"] != 1:
        raise ValueError(f"its version is {document['version']!r}, this program knows 1")
    return dict(_rows(document["findings"]))


def _rows(rows: list[Mapping[str, Any]]) -> Iterator[tuple[Entry, frozenset[str]]]:
    for row in rows:
        yield Entry(str(row["rule"]), str(row["sentence"])), frozenset(map(str, row["files"]))
