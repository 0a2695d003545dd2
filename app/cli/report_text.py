"""The report in short, for the terminal; it ends with what to do."""

from collections.abc import Iterator
from textwrap import fill

from model import NORMS, Verdict

from ..report.figures import PeriodFigures, by_period
from ..report.periods import day_in_words, unit
from ..report.report import Report, counted
from .screen import Screen, printable

_SHOWN_WORST = 3
_BAR = 30
_COLOURS = {Verdict.FLIP: "red", Verdict.REVIEW: "yellow", Verdict.CLEAR: "green"}


def to_text(report: Report, screen: Screen) -> str:
    """Write the report; a page and a table hold more."""
    parts = [_head(report, screen), _over_time(report, screen), _standings(report, screen)]
    if report.costs:
        parts.append(_costs(report, screen))
    if report.worst:
        parts.append(_worst(report, screen))
    parts.append(_things(report, screen))
    return "\n\n".join(parts)


def _head(report: Report, screen: Screen) -> str:
    posts = report.review.posts
    head = screen.paint(report.headline, bold=True)
    when = f"{day_in_words(posts[0].post.date)} to {day_in_words(posts[-1].post.date)}."
    trend = f" {report.trend.words[0].upper()}{report.trend.words[1:]}." if report.trend else ""
    return f"{head}\n{when}{trend}"


def _over_time(report: Report, screen: Screen) -> str:
    figures = by_period(report.review.posts, report.periods)
    most = max(sum(one.verdicts.values()) for one in figures)
    width = max(len(one.period.label) for one in figures)
    lines = [f"  {one.period.label:<{width}}  {_bar(one, most, screen)}" for one in figures]
    key = ", ".join(f"{_mark(verdict, screen)} {verdict}" for verdict in reversed(Verdict))
    return _titled(f"By {unit(report.periods)} ({key})", lines, screen)


def _bar(one: PeriodFigures, most: int, screen: Screen) -> str:
    scale = min(1.0, _BAR / most)
    parts = []
    for verdict in reversed(Verdict):
        number = one.verdicts.get(verdict, 0)
        length = max(round(number * scale), 1) if number else 0
        parts.append(screen.paint(_sign(verdict, screen) * length, _COLOURS[verdict]))
    total = sum(one.verdicts.values())
    return f"{''.join(parts)} {one.verdicts.get(Verdict.FLIP, 0)}+{one.verdicts.get(Verdict.REVIEW, 0)} of {total}"


def _sign(verdict: Verdict, screen: Screen) -> str:
    signs = {Verdict.FLIP: "█", Verdict.REVIEW: "▒", Verdict.CLEAR: "·"}
    return signs[verdict] if screen.unicode else {Verdict.FLIP: "#", Verdict.REVIEW: "+", Verdict.CLEAR: "."}[verdict]


def _mark(verdict: Verdict, screen: Screen) -> str:
    return screen.paint(_sign(verdict, screen), _COLOURS[verdict])


def _standings(report: Report, screen: Screen) -> str:
    lines = [
        _wrapped(f"{one.channel.name} ({one.channel.relationship}): {one.words}", screen) for one in report.standings
    ]
    return _titled("Give and ask", lines, screen)


def _costs(report: Report, screen: Screen) -> str:
    lines = [
        f"  {cost.cue.replace('_', ' '):<10} {cost.cost:5.1f}  {counted(cost.flips, 'flip')}, "
        f"{counted(cost.near, 'near-flip')}: the reader becomes {NORMS[cost.cue].role}"
        for cost in report.costs
    ]
    return _titled("What cost most, in flips to be expected", lines, screen)


def _worst(report: Report, screen: Screen) -> str:
    lines = []
    for one in report.worst[:_SHOWN_WORST]:
        post, found = one.reviewed.post, one.reviewed.found
        verdict = screen.paint(found.verdict, _COLOURS[found.verdict], bold=True)
        lines.append(
            f"  {printable(post.where)}: {verdict} {found.flip_risk:.2f}, {post.date.isoformat()}, {post.place}"
        )
        lines.append(_wrapped(f"“{_start(post.text)}”", screen, indent=4))
        if one.advice:
            there = "there: " if one.advice.moves_to and not one.advice.edits else ""
            after = f"({there}flip risk {one.advice.flip_risk_after:.2f}, {one.advice.verdict_after})"
            lines.append(_wrapped(f"{printable(one.advice.message)} {after}", screen, indent=4))
    return _titled("The worst", lines, screen)


def _things(report: Report, screen: Screen) -> str:
    return _titled("Three things to do", list(_numbered(report, screen)), screen)


def _numbered(report: Report, screen: Screen) -> Iterator[str]:
    for number, thing in enumerate(report.things, 1):
        yield f"  {number}. {screen.paint(thing.do, bold=True)}"
        yield _wrapped(printable(thing.why), screen, indent=5)
        yield _wrapped(printable(thing.how), screen, indent=5)


def _titled(title: str, lines: list[str], screen: Screen) -> str:
    return "\n".join([screen.paint(title, "cyan", bold=True), *lines])


def _wrapped(text: str, screen: Screen, indent: int = 2) -> str:
    margin = " " * indent
    return fill(text, screen.width, initial_indent=margin, subsequent_indent=margin, break_long_words=False)


def _start(text: str, length: int = 90) -> str:
    line = printable(" ".join(text.split()))
    return line if len(line) <= length else f"{line[: length - 2].rsplit(' ', 1)[0]} …"
