"""Which part of the split a row of the corpus is in, written down once readers have learnt from it.

A split is dealt by labels, so a label that is settled anew would move rows between its parts, and what a network has learnt from
would come to test it. So `deal` writes the parts of all rounds down, and they stay.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Self

from .errors import CorpusError

PARTS_FILE = "parts.json"


class Part(StrEnum):
    """What a row is for."""

    TRAIN = "train"
    VALIDATION = "validation"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class DealtParts:
    """The parts of the first so many `rounds` in which rows joined: all of these train but for those that are named here, by their ids."""

    rounds: int
    held_out: Mapping[str, Part]

    @classmethod
    def none(cls) -> Self:
        """Nothing has been dealt yet."""
        return cls(0, {})

    def of(self, id_: str, joined: int) -> Part | None:
        """Tell the part of a row that joined in a round; none if it joined later than what has been dealt."""
        return self.held_out.get(id_, Part.TRAIN) if joined <= self.rounds else None


def read_parts(corpus: Path) -> DealtParts:
    """Read the parts that a corpus folder states; raises `CorpusError` if its file can't be used."""
    path = corpus / PARTS_FILE
    if not path.exists():
        return DealtParts.none()
    try:
        stated = json.loads(path.read_text(encoding="utf-8"))
        held_out = {str(id_): part for part in (Part.VALIDATION, Part.TEST) for id_ in stated[part]}
        return DealtParts(int(stated["rounds"]), held_out)
    except (KeyError, TypeError, ValueError) as error:
        raise CorpusError(f"{path}: not the parts of a split ({error!r}). Take it from the last commit.") from error


def write_parts(corpus: Path, rounds: int, parts: Mapping[Part, Sequence[str]]) -> Path:
    """Write the ids of what validates and tests in the first `rounds` rounds, an id a line; return the file."""
    path = corpus / PARTS_FILE
    held_out = {part.value: sorted(parts[part]) for part in (Part.VALIDATION, Part.TEST)}
    stated: dict[str, object] = {"rounds": rounds, **held_out}
    path.write_text(json.dumps(stated, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
