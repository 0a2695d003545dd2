"""`flipguard score`: an archive of posts, one JSON object a line, scored in order."""

from pathlib import Path

import click

from .options import RELATIONSHIPS, config_option, model_option


@click.command(short_help="Score an archive of posts, one JSON object a line.")
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT")
@click.option(
    "--relationship",
    type=click.Choice(RELATIONSHIPS),
    help="How readers see their tie with the author, for rows that don't say.  [default: the channel's, else social]",
)
@click.option("--channel", metavar="NAME", help="The audience of rows that don't say, by the name of a channel.")
@model_option
@config_option
@click.option(
    "--progress/--no-progress", default=None, help="Show a progress bar.  [default: if standard error is a terminal]"
)
def score(
    source: str,
    target: str,
    relationship: str | None,
    channel: str | None,
    model_folder: Path | None,
    config_file: Path | None,
    progress: bool | None,
) -> int:
    """Score the rows of IN and write them to OUT; `-` is standard input or output.

    Each row is a JSON object on a line of its own: {"text": …}, and "relationship" or "channel" where it is known. It comes
    out as it went in, with three more keys:

    \b
      "flip_risk"  probability, 0 to 1, that the post flips the relationship
      "verdict"    clear, review or flip, after what the channel's readers agreed to
      "cues"       the market cues that it carries, with their scores, the highest first

    A row that can't be scored comes out as {"row": its line, "error": …, "input": the row}; the others go on. OUT
    appears when all is done, never by half. Rows are read one by one, so an archive may be of any size.

    \b
    Examples:
      flipguard score posts.jsonl scored.jsonl
      zcat archive.jsonl.gz | flipguard score --relationship mixed - - | gzip > scored.jsonl.gz

    Exit codes: 0 all rows scored, 1 some could not be, 2 trouble (nothing is written).
    """  # noqa: D301 - click keeps the lines of a paragraph as they are where it starts with \b
    from .scoring import ScoreOptions, score_file

    return score_file(source, target, ScoreOptions(relationship, channel, model_folder, config_file, progress))
