"""Rules for paths: what `[check]` and `[[paths]]` in the project's file say of the posts under a path."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..project_file import ProjectFile, ProjectFileError
from .sources.ignores import RULES
from .sources.queue import LAYOUTS, Layout, LayoutError, layout_of

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

RELATIONSHIPS = ("social", "mixed", "market")
BARS = ("flip", "review", "never")

_LAYOUT_KEYS = ("preset", "fields", "rows", "columns", "markup", "channels")
_CHECK_KEYS = ("select", "ignore", "fail-on", "baseline")
_PATH_KEYS = ("match", "relationship", "channel", "select", "ignore", "fail-on", "front-matter", *_LAYOUT_KEYS)


@dataclass(frozen=True, slots=True)
class PathRule:
    """One `[[paths]]` entry: the patterns it matches, as in a .gitignore, and what it says."""

    number: int
    match: tuple[str, ...]
    spec: "GitIgnoreSpec"
    says: Mapping[str, Any]

    def __str__(self) -> str:
        return f"[[paths]] {self.number}, match = {', '.join(f'“{one}”' for one in self.match)}"


@dataclass(frozen=True, slots=True)
class PathSettings:
    """What holds for the posts of one file. `came_from` says for each setting which rule or option won."""

    relationship: str | None = None
    channel: str | None = None
    select: frozenset[str] = frozenset(RULES)
    ignore: frozenset[str] = frozenset()
    fail_on: str | None = None
    layout: Layout = LAYOUTS["plain"]
    front_matter: tuple[str, ...] = ()
    came_from: Mapping[str, str] = field(default_factory=dict)
    matched: tuple[PathRule, ...] = ()

    @property
    def rules(self) -> frozenset[str]:
        """The rules that are told of."""
        return self.select - self.ignore


@dataclass(frozen=True, slots=True)
class PathRules:
    """All rules in their order; of two that say the same thing the later wins. `options` win over them all."""

    folder: Path | None = None
    rules: tuple[PathRule, ...] = ()
    check: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def baseline(self) -> Path | None:
        """The baseline that `[check]` names, from the project file's folder."""
        named = self.check.get("baseline")
        return self.folder / named if named and self.folder else None

    def settings(self, name: str) -> PathSettings:
        """Settle what holds for the file of this name."""
        place = self._place(name)
        matched = tuple(rule for rule in self.rules if place and rule.spec.match_file(place))
        says: dict[str, Any] = {}
        came_from: dict[str, str] = {}
        layers = [("[check]", self.check), *((str(rule), rule.says) for rule in matched), ("options", self.options)]
        for source, layer in layers:
            if "channel" in layer or "relationship" in layer:
                # A relationship of a later rule replaces the channel of an earlier one, and the other way round.
                says.pop("channel", None)
                says.pop("relationship", None)
            for key, value in layer.items():
                says[key] = value
                came_from[key] = source if source != "options" else f"--{key}"
        layout = {key: says[key] for key in _LAYOUT_KEYS if key in says}
        return PathSettings(
            relationship=says.get("relationship"),
            channel=says.get("channel"),
            select=frozenset(says.get("select", RULES)),
            ignore=frozenset(says.get("ignore", ())),
            fail_on=says.get("fail-on"),
            layout=layout_of(layout) if layout else LAYOUTS["plain"],
            front_matter=tuple(says.get("front-matter", ())),
            came_from=came_from,
            matched=matched,
        )

    def _place(self, name: str) -> str | None:
        """Give the path of a file from the project file's folder, as patterns are written; none if it is outside."""
        if self.folder is None:
            return None
        place = os.path.relpath(Path.cwd() / name, self.folder)
        return None if place.startswith("..") else place.replace(os.sep, "/")


def path_rules(file: ProjectFile, options: Mapping[str, Any]) -> PathRules:
    """Read the rules of a project file; raises `ProjectFileError` with the key that is wrong."""
    check = dict(file.table("check"))
    _refuse_unknown(file, "[check]", check, _CHECK_KEYS)
    _refuse_values(file, "[check]", check)
    rules = tuple(_rule(file, number, says) for number, says in enumerate(file.array("paths"), 1))
    folder = file.path.parent.resolve() if file.path else None
    return PathRules(
        folder, rules, _with_lists(check), {key: value for key, value in options.items() if value is not None}
    )


def _rule(file: ProjectFile, number: int, says: Mapping[str, Any]) -> PathRule:
    from pathspec import GitIgnoreSpec

    where = f"[[paths]] {number}"
    _refuse_unknown(file, where, says, _PATH_KEYS)
    match = _texts(file, where, "match", says.get("match"))
    if not match:
        raise file.fault(f"{where}: “match” is missing: the files it holds for, such as match = “newsletter/**”.")
    _refuse_values(file, where, says)
    try:
        layout_of({key: says[key] for key in _LAYOUT_KEYS if key in says})
    except LayoutError as error:
        raise file.fault(f"{where}: {error}") from error
    rest = {key: value for key, value in says.items() if key != "match"}
    return PathRule(number, tuple(match), GitIgnoreSpec.from_lines(match), _with_lists(rest))


def _with_lists(says: Mapping[str, Any]) -> dict[str, Any]:
    """Write a single text as a list, where a list may stand."""
    lists = ("select", "ignore", "front-matter")
    return {key: [value] if key in lists and isinstance(value, str) else value for key, value in says.items()}


def _refuse_unknown(file: ProjectFile, where: str, says: Mapping[str, Any], known: Sequence[str]) -> None:
    from difflib import get_close_matches

    for key in says:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            hint = f"Did you mean “{near[0]}”?" if near else f"It takes {', '.join(known)}."
            raise file.fault(f"{where}: there is no key “{key}”. {hint}")


def _refuse_values(file: ProjectFile, where: str, says: Mapping[str, Any]) -> None:
    for key, allowed in (("relationship", RELATIONSHIPS), ("fail-on", BARS)):
        if key in says and says[key] not in allowed:
            raise file.fault(
                f"{where}: {key} is {says[key]!r}, but must be {', '.join(allowed[:-1])} or {allowed[-1]}."
            )
    for key in ("select", "ignore"):
        for rule in _texts(file, where, key, says.get(key, [])):
            if rule not in RULES:
                raise file.fault(f"{where}: {key} has {rule!r}, but the rules are {', '.join(RULES)}.")
    for key in ("channel", "baseline"):
        if key in says and not isinstance(says[key], str):
            raise file.fault(f"{where}: {key} is {says[key]!r}, but must be a text.")
    _texts(file, where, "front-matter", says.get("front-matter", []))


def _texts(file: ProjectFile, where: str, key: str, value: object) -> list[str]:
    texts = [value] if isinstance(value, str) else value or []
    if not isinstance(texts, list) or not all(isinstance(one, str) for one in texts):
        raise file.fault(f"{where}: {key} is {value!r}, but must be a text or a list of texts.")
    return texts


__all__ = ["BARS", "PathRule", "PathRules", "PathSettings", "ProjectFileError", "path_rules"]
