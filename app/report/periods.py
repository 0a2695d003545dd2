"""Stretches of time: weeks, months, quarters or years, whichever leaves a chart that can be read."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_WEEKS_UP_TO = 75
_MONTHS_UP_TO = 3 * 366
_QUARTERS_UP_TO = 9 * 366
"""Longest reports, in days, that are shown by the week, by the month and by the quarter."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time: its first day, the day after its last, and what it is called."""

    start: dt.date
    end: dt.date
    label: str

    def holds(self, day: dt.date) -> bool:
        """Tell whether a day lies in it."""
        return self.start <= day < self.end


def periods(days: Sequence[dt.date]) -> tuple[Period, ...]:
    """Cover days, of which there is at least one, with periods of one kind, without a gap."""
    first, last = min(days), max(days)
    kind = _kind((last - first).days)
    found = [kind(first)]
    while found[-1].end <= last:
        found.append(kind(found[-1].end))
    return tuple(found)


def unit(found: Sequence[Period]) -> str:
    """Name the kind of these periods, such as month."""
    days = (found[0].end - found[0].start).days
    return "week" if days == 7 else "month" if days < 32 else "quarter" if days < 93 else "year"


def _kind(span: int) -> Callable[[dt.date], Period]:
    if span <= _WEEKS_UP_TO:
        return _week
    if span <= _MONTHS_UP_TO:
        return lambda day: _months(day, 1)
    return (lambda day: _months(day, 3)) if span <= _QUARTERS_UP_TO else (lambda day: _months(day, 12))


def _week(day: dt.date) -> Period:
    start = day - dt.timedelta(days=day.weekday())
    return Period(start, start + dt.timedelta(days=7), f"{start.day} {_MONTHS[start.month - 1]}")


def _months(day: dt.date, length: int) -> Period:
    month = (day.month - 1) // length * length
    start = dt.date(day.year, month + 1, 1)
    end = dt.date(day.year + (month + length) // 12, (month + length) % 12 + 1, 1)
    if length == 12:
        return Period(start, end, str(day.year))
    name = _MONTHS[month] if length == 1 else f"Q{month // 3 + 1}"
    return Period(start, end, f"{name} {day.year}")


def day_in_words(day: dt.date) -> str:
    """Write a day as people do: 17 May 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
