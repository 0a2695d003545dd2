"""One published post as it stands in a file, and the names of the fields that it is read from."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from ..options import RELATIONSHIPS
from ..sources.post import Trouble

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=$|[T\s])")
_YES = ("true", "yes", "1", "on")


@dataclass(frozen=True, slots=True)
class Fields:
    """Under which names a file holds what a report reads."""

    text: str = "text"
    date: str = "date"
    channel: str = "channel"
    relationship: str = "relationship"
    answer: str = "answer"

    @classmethod
    def named(cls, pairs: Mapping[str, str]) -> Self:
        """Take other names for some of them; raises `ValueError` with a sentence for one that there is not."""
        known = [field.name for field in fields(cls)]
        for name in pairs:
            if name not in known:
                raise ValueError(f"There is no field “{name}”; they are {', '.join(known)}.")
        return replace(cls(), **pairs)


@dataclass(frozen=True, slots=True)
class Entry:
    """A published post as its file tells of it."""

    path: str
    line: int
    text: str
    date: dt.date
    channel: str | None = None
    relationship: str | None = None
    answer: bool = False

    @property
    def where(self) -> str:
        """The place of the post, for people."""
        return f"{self.path}:{self.line}"


def entry_of(row: Mapping[str, Any], names: Fields, path: str, line: int) -> Entry | Trouble:
    """Make an entry of a row; or say what the row lacks."""
    text = row.get(names.text)
    if not isinstance(text, str):
        has = "no" if text is None else "no text as its"
        return Trouble(path, f"The post has {has} “{names.text}”. --field text=NAME says what it is called.", line)
    day = day_of(row.get(names.date))
    if day is None:
        return Trouble(path, f"The post has no day in “{names.date}”: write it as 2026-05-17.", line)
    relationship = row.get(names.relationship) or None
    if relationship is not None and relationship not in RELATIONSHIPS:
        return Trouble(path, f"“{names.relationship}” must be one of {', '.join(RELATIONSHIPS)}.", line)
    channel = row.get(names.channel) or None
    if channel is not None and not isinstance(channel, str):
        return Trouble(path, f"“{names.channel}” must be the name of a channel.", line)
    return Entry(path, line, text, day, channel, relationship, str(row.get(names.answer)).lower() in _YES)


def day_of(value: object) -> dt.date | None:
    """Read the day of an ISO date or time; none where there is none."""
    found = _DAY.match(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    try:
        return dt.date.fromisoformat(found.group())
    except ValueError:
        return None
