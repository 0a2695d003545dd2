"""What a reader sees of some content: pieces of text, and breaks between them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that `content[start:end]` shows: the very same characters, or what an entity there stands for."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Break:
    """White space of its own: a space, a line break or an empty line."""

    separator: str


Seen = Piece | Break
