"""A post to be judged, and what to say of one that can't be."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from model import Relationship, Span

from .document import Document
from .prose import Prose


@dataclass(frozen=True, slots=True)
class Declared:
    """What a post says of itself: who reads it and when it was sent. `date` is as it is written.

    `lines` tells the line of the document at which each of these stands.
    """

    relationship: Relationship | None = None
    channel: str | None = None
    date: str | None = None
    answer: bool = False
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ignore:
    """What a document asks not to be told of: findings of some rules in a stretch of it, and the reason.

    `at` is the offset of the comment or the field that asks so.
    """

    at: int
    rules: frozenset[str]
    reason: str
    covers: Span


@dataclass(frozen=True, slots=True)
class Post:
    """One post of a document. `declared` is what the document itself says of it.

    `label` tells it from the other posts of the document, where there are several.
    """

    document: Document
    prose: Prose
    declared: Declared = field(default_factory=Declared)
    ignores: tuple[Ignore, ...] = ()
    label: str | None = None

    @property
    def path(self) -> str:
        """The name of the document that the post stands in."""
        return self.document.name

    @property
    def name(self) -> str:
        """The path and, where there are several posts in it, which one this is."""
        return f"{self.path} ({self.label})" if self.label else self.path


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a file, or a post in it, could not be checked: a sentence, with the line where one is at fault."""

    path: str
    message: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        place = "".join(f":{number}" for number in (self.line, self.column) if number is not None)
        return f"{self.path}{place}: trouble: {self.message}"
