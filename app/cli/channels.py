"""`flipguard channels`: the audiences that are known, declaring one, and what contradicts itself."""

from pathlib import Path

import click

from .options import CONFIG_VARIABLE, RELATIONSHIPS, config_option

DECLARERS = ("author", "readers", "both")
STAGES = ("romance", "struggle", "commitment", "co-creation")
PERMISSIONS = (
    "know_my_motives",
    "know_me_personally",
    "support_me",
    "one_to_one_line",
    "promote_to_me",
    "be_trusted_source",
    "recommend_you",
)
"""The words are named here, not imported from the model, so that help is quick; a test holds them to it."""


@click.group(invoke_without_command=True, short_help="Declare audiences once, list them, find contradictions.")
@config_option
@click.pass_context
def channels(context: click.Context, config_file: Path | None) -> int:
    """Channels: audiences whose relationship with you has been declared once, in flipguard.toml.

    Without a subcommand, list the channels that are known.

    \b
    Examples:
      flipguard channels
      flipguard channels init
      flipguard channels init book-club --relationship social --declared-by both
      flipguard channels check
      flipguard check --channel book-club post.md
    """  # noqa: D301 - click keeps the lines of a paragraph as they are where it starts with \b
    if context.invoked_subcommand is not None:
        context.ensure_object(dict)["config_file"] = config_file
        return 0
    return _list(config_file, as_json=False)


@channels.command("list", short_help="List the channels that a check may name.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, as GET /v1/channels does.")
@config_option
@click.pass_obj
def list_channels(group: dict[str, Path | None], as_json: bool, config_file: Path | None) -> int:
    """List the declared channels, then the presets that no declaration replaces."""
    return _list(config_file or group["config_file"], as_json)


@channels.command(short_help="Declare a channel, by questions or by options.")
@click.argument("name", required=False)
@click.option("--preset", metavar="NAME", help="The built-in channel to start from; the one of the same name, if any.")
@click.option("--relationship", type=click.Choice(RELATIONSHIPS), help="How the readers see their tie with you.")
@click.option("--declared-by", type=click.Choice(DECLARERS), help="Who says so.  [default: author]")
@click.option("--stage", type=click.Choice(STAGES), help="How far the relationship has come.")
@click.option(
    "--permission",
    "permissions",
    multiple=True,
    type=click.Choice(PERMISSIONS),
    help="What the readers agreed to; may be given more than once.",
)
@click.option("--description", help="The audience in a sentence.")
@click.option("--replace", is_flag=True, help="Replace what was declared under this name.")
@click.option(
    "--config",
    "config_file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar=CONFIG_VARIABLE,
    show_envvar=True,
    help="The file to write to.  [default: the one in force, else flipguard.toml here]",
)
@click.pass_obj
def init(
    group: dict[str, Path | None],
    name: str | None,
    preset: str | None,
    relationship: str | None,
    declared_by: str | None,
    stage: str | None,
    permissions: tuple[str, ...],
    description: str | None,
    replace: bool,
    config_file: Path | None,
) -> int:
    """Declare the channel NAME in flipguard.toml.

    With a NAME and a --relationship or --preset nothing is asked; else the few questions are. What stands in the file
    already, comments too, stays as it is; a channel that is declared already is only replaced if you say so.

    Exit codes: 0 declared, 2 it could not be, or was declared already, 130 stopped by Ctrl-C.
    """
    from .channel_questions import ask
    from .channel_writing import declare_in_file

    fields: dict[str, object] = {
        "preset": preset,
        "relationship": relationship,
        "declared_by": declared_by,
        "stage": stage,
        "permissions": list(permissions) or None,
        "description": description,
    }
    given = {field: value for field, value in fields.items() if value is not None}
    asking = name is None or not (relationship or preset)
    if asking:
        name, given = ask(name, given)
    assert name is not None
    return declare_in_file(config_file or group["config_file"], name, given, replace, ask_first=asking)


@channels.command(short_help="Find what contradicts itself; exit 1 if anything does.")
@config_option
@click.pass_obj
def check(group: dict[str, Path | None], config_file: Path | None) -> int:
    """Find declared channels that can't be as they are declared, each with a way out.

    Exit codes: 0 they are sound, 1 there are contradictions, 2 the file can't be used.
    """
    from .channel_list import contradictions_in
    from .loading import load_channels

    known = load_channels(config_file or group["config_file"])
    text, number = contradictions_in(known)
    click.echo(text)
    return 1 if number else 0


def _list(config_file: Path | None, as_json: bool) -> int:
    from .channel_list import json_of, table_of
    from .loading import load_channels

    known = load_channels(config_file)
    click.echo(json_of(known) if as_json else table_of(known))
    return 0
