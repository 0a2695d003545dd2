"""Values of a data file with their places: what JSON, YAML and CSV have in common."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..prose import Prose
from .layout import plain_name


class TreeError(Exception):
    """A file that isn't what its suffix says; `line` and `column` tell where that shows."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class Leaf:
    """A single value as text, each character tied to the document, and the offset at which it stands."""

    start: int
    prose: Prose
    is_text: bool = True


@dataclass(frozen=True, slots=True)
class Branch:
    """A mapping, or a list, whose names are then “0”, “1” and so on."""

    start: int
    items: tuple[tuple[str, "Node"], ...]
    is_list: bool = False

    def find(self, path: str) -> "Node | None":
        """Follow a path of names with dots; a name that holds dots itself is found as well."""
        for name, node in self.items:
            if plain_name(name) == plain_name(path):
                return node
        head, dot, rest = path.partition(".")
        while dot:
            for name, node in self.items:
                if plain_name(name) == plain_name(head) and isinstance(node, Branch):
                    found = node.find(rest)
                    if found is not None:
                        return found
            more, dot, rest = rest.partition(".")
            head = f"{head}.{more}"
        return None

    def branches(self) -> "Iterator[Branch]":
        """Give the values that are mappings or lists themselves."""
        return (node for _, node in self.items if isinstance(node, Branch))


Node = Leaf | Branch
