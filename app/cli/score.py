"""`flipguard score`: an archive of posts, scored row by row, in order."""

from pathlib import Path

import click

from .options import RELATIONSHIPS, config_option, model_option

_FORMATS = ("jsonl", "csv", "parquet")


@click.command(short_help="Score an archive of posts: JSONL, CSV or Parquet.")
@click.argument("sources", metavar="IN...", nargs=-1, required=True)
@click.argument("target", metavar="OUT")
@click.option(
    "--relationship",
    type=click.Choice(RELATIONSHIPS),
    help="How readers see their tie with the author, for rows that don't say.  [default: the channel's, else social]",
)
@click.option("--channel", metavar="NAME", help="The audience of rows that don't say, by the name of a channel.")
@click.option("--text-column", metavar="NAME", default="text", show_default=True, help="What holds the post in a row.")
@click.option(
    "--from", "reads", type=click.Choice(_FORMATS), help="The format of IN.  [default: by its ending, else jsonl]"
)
@click.option(
    "--to",
    "writes",
    type=click.Choice(_FORMATS),
    help="The format of OUT.  [default: by its ending, in a folder that of IN]",
)
@click.option(
    "--workers", metavar="N", type=click.IntRange(min=1), help="How many processes score.  [default: as many as cores]"
)
@click.option("--restart", is_flag=True, help="Begin anew where an earlier run was stopped.")
@click.option(
    "--engine", type=click.Choice(("local", "ray")), default="local", show_default=True, help="Who does the work."
)
@click.option(
    "--ray-address", metavar="ADDRESS", help="The Ray cluster, or “auto”.  [default: one is started on this machine]"
)
@model_option
@config_option
@click.option(
    "--progress/--no-progress", default=None, help="Show a progress bar.  [default: if standard error is a terminal]"
)
def score(
    sources: tuple[str, ...],
    target: str,
    relationship: str | None,
    channel: str | None,
    text_column: str,
    reads: str | None,
    writes: str | None,
    workers: int | None,
    restart: bool,
    engine: str,
    ray_address: str | None,
    model_folder: Path | None,
    config_file: Path | None,
    progress: bool | None,
) -> int:
    """Score the rows of IN, files or folders, and write them to OUT, a file or a folder; `-` is standard input or output.

    Each row is a post, {"text": …}, and "relationship" or "channel" where it is known. It comes out as it went in, with
    three more keys, or columns:

    \b
      flip_risk  probability, 0 to 1, that the post flips the relationship
      verdict    clear, review or flip, after what the channel's readers agreed to
      cues       the market cues that it carries, with their scores, the highest first

    A row that can't be scored comes out with what is wrong as "error" (in JSONL: {"row": its line, "error": …, "input": the
    row}); the others go on. OUT appears when all is done, never by half. Rows are read bit by bit, so an archive may be of
    any size. If a run from files to files is stopped, even killed, the same command goes on where it was.

    \b
    Examples:
      flipguard score posts.jsonl scored.jsonl
      flipguard score posts.csv scored.parquet --text-column body
      flipguard score archive/ scored/ --engine ray
      zcat archive.jsonl.gz | flipguard score --relationship mixed - - | gzip > scored.jsonl.gz

    Exit codes: 0 all rows scored, 1 some could not be, 2 trouble.
    """  # noqa: D301 - click keeps the lines of a paragraph as they are where it starts with \b
    from .bulk.parts import Format
    from .bulk.planning import Request
    from .bulk.run import ScoreOptions, score_archive

    request = Request(
        sources, target, Format(reads) if reads else None, Format(writes) if writes else None, text_column
    )
    options = ScoreOptions(
        relationship, channel, model_folder, config_file, progress, workers, engine, ray_address, restart
    )
    return score_archive(request, options)
