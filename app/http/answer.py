"""A finished answer: what goes out of any door, and what is counted of it."""

import json
import re
from dataclasses import dataclass
from typing import Self

from .schemas import CheckResponse

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Gist:
    """What the numbers are told of an answer. It holds no word of the post."""

    relationship: str
    verdict: str
    cues: tuple[str, ...]
    risk: float
    """Flip risk before social readers."""

    @classmethod
    def of(cls, said: CheckResponse) -> Self:
        """Take it from an answer."""
        cues = (*(found.cue for found in said.cues), *(found.cue for found in said.social_cues))
        return cls(said.relationship, said.verdict, cues, said.by_relationship.social.flip_risk)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as `/v1/check` sends it, in UTF-8, its gist, and whether it was kept from an earlier time."""

    body: bytes
    gist: Gist
    kept: bool = False

    @classmethod
    def of(cls, said: CheckResponse) -> Self:
        """Write an answer out."""
        return cls(said.model_dump_json().encode(), Gist.of(said))

    def read(self) -> CheckResponse:
        """Read it again, for a door that answers in another shape."""
        return CheckResponse.model_validate_json(self.body)

    def in_ascii(self) -> bytes:
        """Write it in ASCII."""
        return _NOT_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], self.body.decode()).encode("ascii")
