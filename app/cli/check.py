"""`flipguard check`: posts in files, judged before they are published."""

from pathlib import Path

import click

from .formats import FORMATS
from .formats.target import Target, TargetType, chosen
from .options import RELATIONSHIPS, config_option, model_option
from .screen import COLOUR_MODES


@click.command(short_help="Check posts in files, and show which words flip the relationship.")
@click.argument("files", metavar="FILE...|-", nargs=-1)
@click.option(
    "--relationship",
    type=click.Choice(RELATIONSHIPS),
    help="How the readers see their tie with the author. A post's own front matter wins over it.  [default: the channel's, "
    "else social]",
)
@click.option(
    "--channel",
    metavar="NAME",
    help="The audience by its name: a declared channel or a platform's preset. A post's own front matter wins over it.",
)
@click.option("--advice/--no-advice", default=True, show_default=True, help="Look for changes that help.")
@click.option(
    "--format",
    "targets",
    metavar="FORMAT[=FILE]",
    type=TargetType(),
    multiple=True,
    help=f"How findings are printed, and where; may be given several times. FORMAT is one of {', '.join(FORMATS)}.  "
    "[default: text]",
)
@click.option(
    "--output-file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to FILE what would go to standard output.",
)
@click.option(
    "--fail-on",
    type=click.Choice(("flip", "review", "never")),
    help="The mildest verdict that makes the exit code 1; `never` only tells.  [default: flip]",
)
@click.option(
    "--select", metavar="RULE,...", multiple=True, help="Tell of these rules alone; rules are cues, and flip."
)
@click.option("--ignore", metavar="RULE,...", multiple=True, help="Don't tell of these rules.")
@click.option("--diff", metavar="REV", help="Tell only of lines that have changed since REV, a revision of git.")
@click.option(
    "--baseline",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Don't tell of findings that FILE holds.",
)
@click.option(
    "--update-baseline", is_flag=True, help="Take out of the baseline what is mended; make it if it isn't there."
)
@click.option(
    "--preset", metavar="NAME", help="The layout of a queue (.csv, .json, .jsonl, .yaml): buffer, hootsuite, …"
)
@click.option(
    "--field",
    "fields",
    metavar="ROLE=NAME",
    multiple=True,
    help="The field of a queue that is the text, channel, relationship, date, answer, id or ignore.",
)
@click.option("--explain-config", is_flag=True, help="Say what holds for each FILE, and which rule won; check nothing.")
@click.option(
    "--cache/--no-cache", default=True, show_default=True, help="Keep verdicts, and use those that were kept."
)
@click.option("--server", metavar="URL", help="Ask the model of a running service instead of the one in this program.")
@click.option(
    "--timeout", type=click.FloatRange(0.1, 600), default=10.0, show_default=True, help="Seconds to wait for it."
)
@click.option(
    "--fail-open/--fail-closed",
    default=False,
    help="Whether it passes if the service is out of reach.  [default: closed]",
)
@model_option
@config_option
@click.option(
    "--color",
    "colour_mode",
    type=click.Choice(COLOUR_MODES),
    default=COLOUR_MODES[0],
    show_default=True,
    help="Whether to use colours; `auto` does on a terminal, unless NO_COLOR is set.",
)
@click.option(
    "--stdin-filename",
    metavar="NAME",
    help="What to call standard input (`-`); the suffix tells its format. Without it, it is plain text.",
)
def check(
    files: tuple[str, ...],
    relationship: str | None,
    channel: str | None,
    advice: bool,
    targets: tuple[Target, ...],
    output_file: Path | None,
    fail_on: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    diff: str | None,
    baseline: Path | None,
    update_baseline: bool,
    preset: str | None,
    fields: tuple[str, ...],
    explain_config: bool,
    cache: bool,
    server: str | None,
    timeout: float,
    fail_open: bool,
    model_folder: Path | None,
    config_file: Path | None,
    colour_mode: str,
    stdin_filename: str | None,
) -> int:
    """Check each FILE: Markdown (.md), plain text (.txt) and HTML, which hold one post each, and queues of posts (.csv,
    .json, .jsonl, .yaml), which hold one in each record. A FILE may be a folder or a pattern; `-` is standard input.

    What a reader sees is judged: not code, quotes, comments, images and link targets. Who reads a post is said by its
    front matter or its record, by a relationship or by a channel that `flipguard channels` lists:

    \b
      ---
      channel: newsletter
      ---

    else by the [[paths]] rules in flipguard.toml, else by --channel or --relationship. Otherwise it is `social`:

    \b
      social  people bound to you by goodwill, not pay: friends, neighbours, a club
      mixed   both kinds side by side, and they know it: followers, a professional network
      market  people who are there for business: customers, a list for offers (nothing flips there)

    A `flip` very likely breaks the relationship; `review` means: read it once more. Each finding stands at its line and
    column in the file, both counted from 1, columns in code points. What is meant as it stands is marked, with a reason:

    \b
      <!-- flipguard-ignore-next: sale -- the club's own jumble sale -->

    \b
    Examples:
      flipguard check posts newsletter/*.md
      flipguard check --channel reddit --fail-on review announcement.md
      flipguard check --preset buffer queue.csv
      flipguard check --diff origin/main --format github --format sarif=flipguard.sarif posts
      git show :post.md | flipguard check --stdin-filename post.md -

    Exit codes: 0 clean, 1 findings, 2 trouble (a file that could not be checked; the others still are).
    """  # noqa: D205, D301 - click keeps the lines of a paragraph as they are where it starts with \b
    settled = chosen(targets, output_file)
    if stdin_filename is not None and "-" not in files:
        raise click.UsageError("--stdin-filename names standard input, but no `-` is among the files.")
    if not files and diff is None:
        raise click.UsageError("Name files, folders or patterns, or `-` for standard input.")

    from .checking import CheckOptions, check_files
    from .rule_options import rule_options

    options = CheckOptions(
        relationship=relationship,
        channel=channel,
        advice=advice,
        targets=settled,
        fail_on=fail_on,
        model_folder=model_folder,
        config_file=config_file,
        colour_mode=colour_mode,
        stdin_name=stdin_filename,
        rules=rule_options(select, ignore, fail_on, preset, fields),
        diff=diff,
        baseline=baseline,
        update_baseline=update_baseline,
        cache=cache,
        server=server,
        timeout=timeout,
        fail_open=fail_open,
    )
    if explain_config:
        from .explain_config import explain_configuration

        return explain_configuration(files, options)
    return check_files(files, options)
