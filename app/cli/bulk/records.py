"""A row on its way through the scorer: what was read, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from model import MarketCue, Verdict


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row could not be scored. `code` is a stable word for programs, `field` the part at fault."""

    code: str
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model says of a row; only the cues that it reports, the highest first."""

    flip_risk: float
    verdict: Verdict
    cues: dict[MarketCue, float]


@dataclass(frozen=True, slots=True)
class Record:
    """A row as it was read: its number from 1, its fields, its JSON if it was written as such, and what is wrong with it.

    The number is that of its line in JSONL and CSV, where a row may be missing or span lines, and of the row in Parquet.
    """

    number: int
    fields: Mapping[str, Any] = field(default_factory=dict)
    written: str | None = None
    fault: Fault | None = None


Outcome = Answer | Fault
