"""The report as one HTML file: nothing is fetched, no script runs, and it reads in light, in dark and on paper."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from model import NORMS, PostKind, Verdict

from .charts import balance_chart, cost_bars, dot_chart, verdict_chart
from .figures import by_period
from .periods import day_in_words, unit
from .report import Report, counted

_SHOWN_LENGTH = 600
"""A post is quoted up to so many code points; the CSV holds it whole."""


def to_html(report: Report) -> str:
    """Write the page."""
    environment = Environment(
        loader=PackageLoader("app.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": day_in_words, "quoted": _quoted}
    posts = report.review.posts
    return environment.get_template("report.html.jinja").render(
        report=report,
        norms=NORMS,
        counted=counted,
        unit=unit(report.periods),
        first=posts[0].post.date,
        last=posts[-1].post.date,
        verdicts=verdict_chart(by_period(posts, report.periods)),
        dots=dot_chart(posts, report.periods),
        costs=cost_bars(report.costs),
        standings=[
            (standing, balance_chart(by_period(standing.channel.posts, report.periods)) if standing.kept else None)
            for standing in report.standings
        ],
        Verdict=Verdict,
        PostKind=PostKind,
    )


def _quoted(marked: tuple[tuple[str, bool], ...]) -> list[tuple[str, bool]]:
    """Cut a long post, after its first evidence at the earliest, so that what is shown says why."""
    shown: list[tuple[str, bool]] = []
    length, seen = 0, not any(carries for _, carries in marked)
    for text, carries in marked:
        room = _SHOWN_LENGTH - length
        if room <= 0 and seen:
            shown.append(("…", False))
            break
        if not seen and not carries and len(text) > _SHOWN_LENGTH // 2:
            text = f"… {text[-_SHOWN_LENGTH // 2 :].partition(' ')[2]}"
        elif len(text) > max(room, 200):
            text = f"{text[: max(room, 200)].rsplit(' ', 1)[0]} …"
        shown.append((text, carries))
        length += len(text)
        seen = seen or carries
    return shown
