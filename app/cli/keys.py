"""`flipguard keys`: make, list and withdraw the keys that the service asks for."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .refusal import Refusal

if TYPE_CHECKING:
    from ..keys import Key

SCOPES = ("check", "feedback", "metrics", "admin")

file_option = click.option(
    "--file",
    "path",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="FLIPGUARD_KEYS_FILE",
    show_envvar=True,
    required=True,
    help="The file of keys.",
)


@click.group(short_help="Make, list and withdraw API keys.")
def keys() -> None:
    """Make, list and withdraw the keys that `flipguard serve` asks for.

    The file holds hashes, never the keys. A running service takes up every change of it at once, so a key is rotated by making
    a second one, giving it to its user, and withdrawing the first.

    \b
    Examples:
      flipguard keys new cms --file keys.toml
      flipguard keys new prometheus --scope metrics --file keys.toml
      FLIPGUARD_KEYS_FILE=keys.toml flipguard serve --host 0.0.0.0
    """  # noqa: D301 - click keeps the lines of a paragraph as they are where it starts with \b


@keys.command("new", short_help="Make a key and print it.")
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice(SCOPES),
    help="What it may be used for; may be given more than once.  [default: check, feedback]",
)
@click.option("--days", type=click.IntRange(1, 3650), help="How many days it is good for.  [default: for ever]")
@click.option("--rate", metavar="RATE", help="How many posts it may send, such as 600/minute.")
@file_option
def new(name: str, scopes: tuple[str, ...], days: int | None, rate: str | None, path: Path) -> int:
    """Make a key called NAME and print it. It is shown this once: only its hash is kept."""
    from ..keys import Key, hash_of, make_key, write_keys

    present = _read(path) if path.exists() else []
    if any(key.id == name for key in present):
        raise Refusal(f"{path} has a key called “{name}” already. Choose another name, or withdraw that key first.")
    secret = make_key()
    try:
        key = Key.model_validate(
            {
                "id": name,
                "sha256": hash_of(secret),
                "scopes": scopes or ("check", "feedback"),
                "expires": datetime.now(UTC).replace(microsecond=0) + timedelta(days=days) if days else None,
                "rate": rate,
            }
        )
    except ValueError as error:
        raise Refusal(_what_is_wrong(name, rate)) from error
    write_keys(path, [*present, key])
    click.echo(secret)
    return 0


@keys.command("list", short_help="List the keys of a file.")
@file_option
def list_keys(path: Path) -> int:
    """List the names, rights and ends of the keys in a file."""
    for key in _read(path):
        until = f"until {key.expires:%Y-%m-%d %H:%M}" if key.expires else "for ever"
        expired = " (expired)" if key.has_expired() else ""
        click.echo(f"{key.id}\t{','.join(sorted(key.scopes))}\t{until}{expired}\t{key.rate or 'the default rate'}")
    return 0


@keys.command("withdraw", short_help="Withdraw a key.")
@click.argument("name")
@file_option
def withdraw(name: str, path: Path) -> int:
    """Withdraw the key called NAME; the service refuses it from then on."""
    from ..keys import write_keys

    present = _read(path)
    left = [key for key in present if key.id != name]
    if len(left) == len(present):
        raise Refusal(f"{path} has no key called “{name}”. It has: {', '.join(key.id for key in present) or 'none'}.")
    write_keys(path, left)
    return 0


def _read(path: Path) -> "list[Key]":
    from ..keys import KeyFileError, read_keys

    try:
        return read_keys(path)
    except KeyFileError as error:
        raise Refusal(str(error)) from error


def _what_is_wrong(name: str, rate: str | None) -> str:
    return (
        f"A key can't be called “{name}” or have the rate “{rate or 'default'}”: a name is at most 64 letters, digits, dots, "
        "dashes and underscores, and a rate is written like 600/minute or 10/second;5000/hour."
    )
