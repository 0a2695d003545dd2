"""`flipguard report`: a channel's months, and three things to do."""

from datetime import datetime
from pathlib import Path

import click

from .options import RELATIONSHIPS, config_option, model_option

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(short_help="Go over what was posted, and say what to do.")
@click.argument("posts", nargs=-1, required=True)
@click.option("--html", "html_file", metavar="FILE", type=click.Path(path_type=Path), help="Write a page with charts.")
@click.option("--csv", "csv_file", metavar="FILE", type=click.Path(path_type=Path), help="Write a row for each post.")
@click.option("--title", default="What we posted", show_default=True, help="The title of the page.")
@click.option("--channel", metavar="NAME", help="The audience of posts that don't say, by the name of a channel.")
@click.option("--relationship", type=click.Choice(RELATIONSHIPS), help="The same, by how they see their tie with you.")
@click.option("--only", metavar="NAME", help="Leave out the posts of other channels.")
@click.option(
    "--since", metavar="DAY", type=_DAY, help="Leave out what was posted before this day, such as 2026-01-01."
)
@click.option("--until", metavar="DAY", type=_DAY, help="Leave out what was posted after this day.")
@click.option(
    "--preset", metavar="NAME", help="The layout of an export (.csv, .json, .jsonl, .yaml): buffer, mastodon, ghost, …"
)
@click.option(
    "--field",
    "fields",
    metavar="ROLE=NAME",
    multiple=True,
    help="The field of an export that is the text, date, channel, relationship or answer, such as text=content.",
)
@model_option
@config_option
@click.option(
    "--progress/--no-progress", default=None, help="Show a progress bar.  [default: if standard error is a terminal]"
)
def report(
    posts: tuple[str, ...],
    html_file: Path | None,
    csv_file: Path | None,
    title: str,
    channel: str | None,
    relationship: str | None,
    only: str | None,
    since: datetime | None,
    until: datetime | None,
    preset: str | None,
    fields: tuple[str, ...],
    model_folder: Path | None,
    config_file: Path | None,
    progress: bool | None,
) -> int:
    """Go over published POSTS: flips and near-flips over time, give and ask, what cost most, and three things to do.

    POSTS are files, folders or patterns: queues and exports (.csv, .json, .jsonl, .yaml) with a post in each record, and
    Markdown or HTML with a post in each file. A post has a text and a date, and may name its channel; "answer": true
    marks one that answered somebody who had asked.

    \b
    Examples:
      flipguard report posts.jsonl
      flipguard report posts/ --html report.html --csv report.csv
      flipguard report outbox.json --preset mastodon --channel mastodon
      flipguard report export.csv --field text=content --field date=published_at --channel newsletter

    Exit codes: 0 done, 2 trouble (a post that could not be judged; the report holds the others).
    """  # noqa: D301 - click keeps the lines of a paragraph as they are where it starts with \b
    from .reporting import ReportOptions, report_on
    from .rule_options import rule_options
    from .sources.queue import layout_of

    options = ReportOptions(
        html_file=html_file,
        csv_file=csv_file,
        title=title,
        channel=channel,
        relationship=relationship,
        only=only,
        since=since.date() if since else None,
        until=until.date() if until else None,
        layout=layout_of(rule_options((), (), None, preset, fields)),
        model_folder=model_folder,
        config_file=config_file,
        progress=progress,
    )
    return report_on(posts, options)
