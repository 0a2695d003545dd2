"""`flipguard feedback`: what people said of verdicts, out of the database and into training."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import model_option
from .refusal import Refusal

if TYPE_CHECKING:
    from ..store import FeedbackStore

database_option = click.option(
    "--database",
    metavar="URL",
    envvar="FLIPGUARD_FEEDBACK_DATABASE",
    show_envvar=True,
    help="The database, as the service is given it.  [default: that of the service]",
)


@click.group(short_help="Export and delete what people said of verdicts.")
def feedback() -> None:
    """Export and delete what people said of verdicts with POST /v1/feedback.

    \b
    Examples:
      flipguard feedback export authored-feedback.jsonl
      flipguard feedback delete 0b65bd27a03144b783013d3bd0829b46
      flipguard feedback purge --days 90
    """  # noqa: D301 - click keeps the lines of a paragraph as they are where it starts with \b


@feedback.command("export", short_help="Write labelled rows for training.")
@click.argument("target", metavar="[FILE]", default="-", type=click.Path(dir_okay=False, allow_dash=True))
@database_option
@model_option
def export(target: str, database: str | None, model_folder: Path | None) -> int:
    """Write a labelled row for each piece of feedback whose text may be kept, to FILE or standard output.

    A file called authored-….jsonl in the corpus folder is read by `python -m training`. What people left open, as a rule the
    grade before the other kind of readers and the cues, is filled in from the model and named in each row's “filled”: look
    at it before you train on it.
    """
    from model import InputError

    from ..store.rows import training_row
    from .loading import load_classifier

    classifier = load_classifier(model_folder)
    written = left_out = 0
    with _store(database) as store, click.open_file(target, "w", encoding="utf-8") as file:
        for entry in store.entries():
            try:
                row = training_row(entry, classifier)
            except InputError:
                row = None
            if row is None:
                left_out += 1
                continue
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            written += 1
    click.echo(f"Wrote {written} rows; left out {left_out} without a text or a label that training can use.", err=True)
    return 0


@feedback.command("delete", short_help="Delete one piece of feedback.")
@click.argument("feedback_id", metavar="ID")
@database_option
def delete(feedback_id: str, database: str | None) -> int:
    """Delete the piece of feedback that was answered with ID."""
    with _store(database) as store:
        if not store.delete(feedback_id):
            raise Refusal(f"There is no feedback with the id “{feedback_id}”.")
    return 0


@feedback.command("purge", short_help="Delete old feedback.")
@click.option("--days", type=click.IntRange(0), required=True, help="Delete what is older than so many days.")
@database_option
def purge(days: int, database: str | None) -> int:
    """Delete all feedback that is older than so many days. The service does this by itself with FLIPGUARD_FEEDBACK_DAYS."""
    with _store(database) as store:
        click.echo(f"Deleted {store.purge(datetime.now(UTC) - timedelta(days=days))}.")
    return 0


@feedback.command("migrate", short_help="Bring the tables up to date.")
@database_option
def migrate(database: str | None) -> int:
    """Make the tables, or bring them up to date. The service does this by itself when it first needs them."""
    with _store(database, make=True) as store:
        store.migrate()
    return 0


@contextmanager
def _store(database: str | None, make: bool = False) -> "Iterator[FeedbackStore]":
    from ..settings import Settings, SettingsError
    from ..store import FeedbackStore, StoreUnavailableError, default_url

    try:
        chosen = Settings.from_environment().feedback_database
        store = FeedbackStore(database or (chosen.get_secret_value() if chosen else default_url()))
        if not store.exists() and not make:
            raise Refusal("There is no feedback yet: the service makes its database with the first piece.")
        yield store
        store.close()
    except SettingsError as error:
        raise Refusal(str(error)) from error
    except StoreUnavailableError as error:
        raise Refusal(f"The database of feedback can't be used: {error}.") from error
