"""Reporting: read, judge, write the page and the table, and print the report in short."""

import datetime as dt
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import click
from tqdm import tqdm

from model import channel_name

from ..report.published import Published
from ..report.report import Report, make_report
from ..report.review import go_over
from .audience import AudienceError, Audiences
from .loading import load_classifier
from .published_posts import read_published
from .refusal import TROUBLE, Refusal
from .replacing import replacing
from .report_text import to_text
from .screen import Screen, printable
from .sources.post import Trouble
from .sources.queue import Layout


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What is to be reported and where to; the fields are named like the options of the command."""

    html_file: Path | None
    csv_file: Path | None
    title: str
    channel: str | None
    relationship: str | None
    only: str | None
    since: dt.date | None
    until: dt.date | None
    layout: Layout
    model_folder: Path | None
    config_file: Path | None
    progress: bool | None


def report_on(names: Sequence[str], options: ReportOptions) -> int:
    """Report on the posts in files and folders, and give the exit code. Trouble goes to standard error at once."""
    audiences = Audiences.of_options(options.config_file, options.channel, options.relationship)
    only = _only(audiences, options.only)
    classifier = load_classifier(options.model_folder)
    posts: list[Published] = []
    troubles = 0
    for found in read_published(names, options.layout, audiences):
        if isinstance(found, Trouble):
            troubles += 1
            click.echo(printable(str(found)), err=True)
        elif _wanted(found, options, only):
            posts.append(found)
    with _progress_bar(len(posts), options.progress) as bar:
        review = go_over(classifier, posts, bar.update)
    for unread in review.unread:
        click.echo(printable(f"{unread.post.where}: trouble: {unread.message}"), err=True)
    if not review.posts:
        raise Refusal("There is no post to report on.")
    report = make_report(classifier, review, options.title)
    _write(report, options)
    screen = Screen.of_stdout("auto")
    click.echo(to_text(report, screen), color=screen.colour)
    return TROUBLE if troubles or review.unread else 0


def _write(report: Report, options: ReportOptions) -> None:
    if options.html_file:
        from ..report.html import to_html

        with replacing(options.html_file) as file:
            file.write(to_html(report).encode("utf-8", "replace"))
    if options.csv_file:
        from ..report.sheet import to_csv

        with replacing(options.csv_file) as file:
            file.write(to_csv(report).encode("utf-8", "replace"))


def _only(audiences: Audiences, name: str | None) -> str | None:
    if name is None:
        return None
    try:
        return channel_name(Published("", dt.date.min, audiences.find(name, None)).place)
    except AudienceError as error:
        raise Refusal(f"--only: {error}") from error


def _wanted(post: Published, options: ReportOptions, only: str | None) -> bool:
    return (
        (only is None or post.place == only)
        and (options.since is None or post.date >= options.since)
        and (options.until is None or post.date <= options.until)
    )


def _progress_bar(number: int, progress: bool | None) -> "tqdm[NoReturn]":
    disable = None if progress is None else not progress  # None: show it on a terminal
    return tqdm(total=number, unit=" posts", disable=disable, file=sys.stderr, leave=False)
