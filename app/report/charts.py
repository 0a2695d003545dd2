"""The charts of a report as shapes with places; the template draws them. All lengths are units of the view box."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model import Part, PostKind, Verdict

from .figures import CueCost, PeriodFigures
from .periods import Period, day_in_words
from .review import Reviewed

WIDTH = 760
_LEFT, _RIGHT = 34, 8
_TOP, _FOOT = 10, 26
_PLOT = WIDTH - _LEFT - _RIGHT
_LABEL = 62
"""Room that a label below the axis takes."""

MAX_DOTS = 1500
"""A chart of single posts shows no more than these; the clear ones are left out first."""


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of a column; `kind` chooses its colour."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its pieces, what it says when pointed at, and its label, empty where there is no room."""

    centre: float
    boxes: tuple[Box, ...]
    title: str
    label: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A post in its place."""

    kind: str
    x: float
    y: float
    title: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the chart, with its number."""

    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its height, its lines, its columns or dots, and what it shows, in words."""

    height: float
    baseline: float
    ticks: tuple[Tick, ...]
    said: str
    columns: tuple[Column, ...] = ()
    dots: tuple[Dot, ...] = ()
    labels: tuple[tuple[float, str], ...] = ()
    width: int = WIDTH
    left: int = _LEFT
    right: int = WIDTH - _RIGHT


@dataclass(frozen=True, slots=True)
class Bar:
    """What one cue cost, as a share of the costliest."""

    cost: CueCost
    share: float


def verdict_chart(figures: Sequence[PeriodFigures]) -> Chart:
    """Draw flips, near-flips and clear posts, one on top of the other, by period."""
    plot = 170
    most = max(max((sum(one.verdicts.values()) for one in figures), default=0), 1)
    scale = plot / most
    base = _TOP + plot
    columns = []
    for one, (x, width) in zip(figures, _slots(len(figures)), strict=True):
        boxes, y = [], float(base)
        for verdict in reversed(Verdict):
            height = one.verdicts.get(verdict, 0) * scale
            y -= height
            if height:
                boxes.append(Box(str(verdict), x, y, width, height))
        columns.append(Column(x + width / 2, tuple(boxes), _told(one), one.period.label))
    ticks = tuple(Tick(base - value * scale, str(value)) for value in _steps(most))
    said = "; ".join(_told(one) for one in figures)
    return Chart(base + _FOOT, base, ticks, said, columns=_thinned(columns))


def balance_chart(figures: Sequence[PeriodFigures]) -> Chart:
    """Draw gives and answers above the line and asks below it, by period; asks that came too early stand out."""
    given = [one.kinds.get(PostKind.GIVE, 0) + one.kinds.get(PostKind.ANSWER, 0) for one in figures]
    asked = [one.kinds.get(PostKind.ASK, 0) for one in figures]
    above, below = max(*given, 1), max(*asked, 1)
    scale = min(120 / (above + below), 22)
    base = _TOP + above * scale
    columns = []
    for one, (x, width) in zip(figures, _slots(len(figures)), strict=True):
        boxes, y = [], base
        for kind in (PostKind.GIVE, PostKind.ANSWER):
            height = one.kinds.get(kind, 0) * scale
            y -= height
            boxes.append(Box(str(kind), x, y, width, height))
        due = (one.kinds.get(PostKind.ASK, 0) - one.tipping) * scale
        boxes += [Box("ask", x, base, width, due), Box("early", x, base + due, width, one.tipping * scale)]
        columns.append(
            Column(x + width / 2, tuple(box for box in boxes if box.height), _balance_told(one), one.period.label)
        )
    ticks = (
        *(Tick(base - value * scale, str(value)) for value in _steps(above) if value),
        *(Tick(base + value * scale, str(value)) for value in _steps(below) if value),
    )
    said = "; ".join(_balance_told(one) for one in figures)
    return Chart(base + below * scale + _FOOT, base, ticks, said, columns=_thinned(columns))


def dot_chart(posts: Sequence[Reviewed], over: Sequence[Period]) -> Chart:
    """Draw every post at its day and its flip risk."""
    plot = 150
    base = _TOP + plot
    start, end = over[0].start, over[-1].end
    days = max((end - start).days, 1)
    shown = posts if len(posts) <= MAX_DOTS else [one for one in posts if one.verdict is not Verdict.CLEAR][-MAX_DOTS:]
    dots = tuple(
        Dot(
            str(one.verdict),
            _LEFT + _PLOT * ((one.post.date - start).days + 0.5) / days,
            base - plot * one.found.flip_risk,
            _dot_told(one),
        )
        for one in sorted(shown, key=lambda one: tuple(Verdict).index(one.verdict))
    )
    ticks = tuple(Tick(base - plot * risk, f"{risk:g}") for risk in (0, 0.5, 1))
    labels = [(_LEFT + _PLOT * (one.start - start).days / days, one.label) for one in over]
    return Chart(
        base + _FOOT, base, ticks, f"{len(shown)} posts by day and flip risk.", dots=dots, labels=tuple(_apart(labels))
    )


def cost_bars(costs: Sequence[CueCost]) -> tuple[Bar, ...]:
    """Give each cue's share of the costliest one's cost."""
    most = max((cost.cost for cost in costs), default=1) or 1
    return tuple(Bar(cost, cost.cost / most) for cost in costs)


def _slots(number: int) -> Iterator[tuple[float, float]]:
    """Divide the width: where each column starts, and how wide it is."""
    room = _PLOT / number
    width = min(room * 0.72, 46)
    for index in range(number):
        yield _LEFT + room * index + (room - width) / 2, width


def _steps(most: int) -> tuple[int, ...]:
    step = next((step for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000) if most / step <= 4), most // 4)
    return tuple(range(0, most + 1, step))


def _thinned(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Leave out labels that would run into each other."""
    kept = {x for x, _ in _apart([(column.centre, column.label) for column in columns])}
    return tuple(
        Column(column.centre, column.boxes, column.title, column.label if column.centre in kept else "")
        for column in columns
    )


def _apart(labels: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    found: list[tuple[float, str]] = []
    for x, label in labels:
        if not found or x - found[-1][0] >= _LABEL:
            found.append((x, label))
    return found


def _told(one: PeriodFigures) -> str:
    counts = ", ".join(f"{one.verdicts.get(verdict, 0)} {verdict}" for verdict in reversed(Verdict))
    return f"{one.period.label}: {counts}"


def _dot_told(one: Reviewed) -> str:
    by = "" if one.found.decided_by is Part.MODEL else f", by the {one.found.decided_by}"
    risk = f"flip risk {one.found.flip_risk:.2f}"
    return f"{day_in_words(one.post.date)}, {one.post.place}: {one.verdict}{by}, {risk}"


def _balance_told(one: PeriodFigures) -> str:
    counts = [f"{one.kinds.get(kind, 0)} {kind}" for kind in (PostKind.GIVE, PostKind.ANSWER, PostKind.ASK)]
    early = f", {one.tipping} of them too early" if one.tipping else ""
    return f"{one.period.label}: {', '.join(counts)}{early}"
