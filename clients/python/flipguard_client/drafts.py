"""What a caller says: a draft, who reads it, and what they were sent before."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal, Required, TypedDict

from pydantic_core import to_jsonable_python

Relationship = Literal["social", "mixed", "market"]


class PastPost(TypedDict, total=False):
    """A post that the same readers were sent before; `answer` says that somebody had asked for it."""

    text: Required[str]
    date: dt.date | None
    answer: bool


class Policy(TypedDict, total=False):
    """Which parts of policy apply, and their two conventions; what is left out is as the service has it."""

    permissions: bool
    stage: bool
    balance: bool
    forwardability: bool
    gives_per_ask: int
    window_days: int


class Circumstances(TypedDict, total=False):
    """What may be said besides the text. The readers are named by `relationship` or by `channel`; undefined is `social`."""

    relationship: Relationship | None
    channel: str | None
    history: Sequence[PastPost]
    date: dt.date | None
    advice: bool
    model: str | None
    policy: Policy


class Draft(Circumstances, total=False):
    """A row of a batch; its `id` comes back with its answer."""

    text: Required[str]
    id: str | int


def written(value: Mapping[str, Any]) -> bytes:
    """Write a value as one line of JSON, in ASCII: a text may hold half a surrogate pair, which UTF-8 can't."""
    return json.dumps(to_jsonable_python(value)).encode("ascii")
