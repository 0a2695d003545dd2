"""Give and ask: what an author has given his readers, and asked of them, before this post.

The rule is one sentence: **between two asks lie at least two gives or answers.** A post that asks before that tips the
balance. The two is a convention (`Policy.gives_per_ask`); the seeds say "give first" and "all take and no give", but no
study has measured a ratio.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from .reading import Reading

MAX_HISTORY = 50
"""At most so many past posts are read: each costs as much as a post."""


class PostKind(StrEnum):
    """What a post does for the balance."""

    GIVE = "give"
    ASK = "ask"
    ANSWER = "answer"
    OTHER = "other"


_GIVEN = (PostKind.GIVE, PostKind.ANSWER)


@dataclass(frozen=True, slots=True)
class PastPost:
    """A post that was sent before. `answer` marks one that replied to somebody who had asked."""

    text: str
    date: dt.date | None = None
    answer: bool = False


@dataclass(frozen=True, slots=True)
class Balance:
    """What was given and asked before the draft, and whether the draft tips it.

    `owed` counts the gives or answers that are still due before the next ask, `given_since` those since the last one.
    `days_since_last_ask` is none without an ask or its date. `kinds` holds what each weighed post did, the oldest first,
    `places` where in the history as given it stands, and `tipping` which of them asked too early, by index.
    """

    gives: int
    asks: int
    answers: int
    others: int
    given_since: int
    days_since_last_ask: int | None
    owed: int
    draft_asks: bool
    kinds: tuple[PostKind, ...] = ()
    places: tuple[int, ...] = ()
    tipping: tuple[int, ...] = ()

    @property
    def tipped(self) -> bool:
        """Whether the draft asks before the last ask has been made good."""
        return self.draft_asks and self.owed > 0

    def before(self, draft: Reading) -> Self:
        """Give the same balance before another draft."""
        return replace(self, draft_asks=draft.asks)

    @property
    def message(self) -> str:
        """Where things stand, and what would restore them."""
        if not self.asks:
            return "You have asked for nothing lately."
        given = _counted(self.given_since, "give or answer", "gives or answers")
        return f"{_sentence(given)} since your last ask{self._ago}. {self.restore}".rstrip()

    @property
    def restore(self) -> str:
        """What would restore the balance; empty where it holds."""
        if not self.owed:
            return ""
        more = " more" if self.given_since else ""
        given = _counted(self.owed, f"{more} give or answer".strip(), f"{more} gives or answers".strip())
        return f"{_sentence(given)} before the next ask would restore the balance."

    @property
    def _ago(self) -> str:
        days = self.days_since_last_ask
        if days is None:
            return ""
        return " today" if days == 0 else f" {days} day{'s' * (days != 1)} ago"


def kind_of(reading: Reading, answer: bool = False) -> PostKind:
    """Say what a post does for the balance. Who answers somebody gives, even where the answer names a price."""
    if answer:
        return PostKind.ANSWER
    if reading.asks:
        return PostKind.ASK
    return PostKind.GIVE if reading.gives else PostKind.OTHER


def recent(history: Sequence[PastPost], on: dt.date | None, window_days: int) -> list[PastPost]:
    """Leave out what lies longer back than the window, and put the rest in order, the oldest first.

    Without a date a post counts as recent, and unless all have one they are taken in the order given.
    """
    return [history[place] for place in recent_places(history, on, window_days)]


def recent_places(history: Sequence[PastPost], on: dt.date | None, window_days: int) -> list[int]:
    """Do the same, but give where in the history each of them stands."""
    places = list(range(len(history)))
    if all(post.date for post in history):
        places.sort(key=lambda place: history[place].date or dt.date.min)
    return [place for place in places if is_recent(history[place].date, on, window_days)]


def is_recent(date: dt.date | None, on: dt.date | None, window_days: int) -> bool:
    """Tell whether a post lies within the window before a day; without a date it counts as recent."""
    return date is None or on is None or (on - date).days <= window_days


def balance(
    kinds: Sequence[PostKind],
    dates: Sequence[dt.date | None],
    draft_asks: bool,
    on: dt.date | None,
    gives_per_ask: int,
    places: Sequence[int] = (),
) -> Balance:
    """Take stock of the past posts' kinds, the oldest first, before a draft that is sent `on` a day.

    `places` says where in the history as given each of them stands; left out, they stand in order.
    """
    asked = [index for index, kind in enumerate(kinds) if kind is PostKind.ASK]
    last = dates[asked[-1]] if asked else None
    since = kinds[asked[-1] + 1 :] if asked else kinds
    return Balance(
        gives=kinds.count(PostKind.GIVE),
        asks=len(asked),
        answers=kinds.count(PostKind.ANSWER),
        others=kinds.count(PostKind.OTHER),
        given_since=sum(kind in _GIVEN for kind in since),
        days_since_last_ask=(on - last).days if on and last else None,
        owed=owed(kinds, gives_per_ask),
        draft_asks=draft_asks,
        kinds=tuple(kinds),
        places=tuple(places or range(len(kinds))),
        tipping=tipping_posts(kinds, gives_per_ask),
    )


def owed(kinds: Sequence[PostKind], gives_per_ask: int) -> int:
    """Count the gives or answers that are due before the next ask."""
    due = 0
    for kind in kinds:
        if kind is PostKind.ASK:
            due = gives_per_ask
        elif kind in _GIVEN:
            due = max(due - 1, 0)
    return due


def tipping_posts(kinds: Sequence[PostKind], gives_per_ask: int) -> tuple[int, ...]:
    """Name the posts of a history, by index, that asked before the ask before them had been made good."""
    return tuple(
        index for index, kind in enumerate(kinds) if kind is PostKind.ASK and owed(kinds[:index], gives_per_ask)
    )


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six")


def _counted(number: int, one: str, many: str) -> str:
    word = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{word} {many if number > 1 else one}"


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]
