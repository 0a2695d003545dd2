"""The few questions that declare a channel."""

from collections.abc import Iterable, Mapping

import click

from model import (
    DECLARED_BY_MEANINGS,
    PERMISSION_MEANINGS,
    READERS,
    STAGE_MEANINGS,
    Channel,
    DeclaredBy,
    Permission,
    Relationship,
    channel_name,
    preset,
)

_NONE = "none"


def ask(name: str | None, given: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    """Ask for the name and for what was not given by options; gives the fields of a declaration."""
    name = name or click.prompt("What is the channel called (such as book-club)", value_proc=_a_name)
    known = preset(str(given.get("preset") or name))
    if known:
        click.echo(f"There is a preset: {known.name}, {known.relationship}. {known.description}")
    fields = dict(given)
    if "relationship" not in fields:
        fields["relationship"] = _relationship(known)
    if "declared_by" not in fields:
        click.echo("\nWho says so? A relationship that only one side means is not one.")
        fields["declared_by"] = _one_of(DECLARED_BY_MEANINGS, DeclaredBy.AUTHOR)
    if "stage" not in fields and fields["relationship"] != Relationship.MARKET:
        click.echo("\nHow far has it come? An ask may weigh no more than the stage bears.")
        meanings = {str(stage): meaning for stage, meaning in STAGE_MEANINGS.items()}
        stage = _one_of({**meanings, _NONE: "don't say"}, _NONE)
        if stage != _NONE:
            fields["stage"] = stage
    if "permissions" not in fields:
        fields["permissions"] = _permissions()
    return name, fields


def _relationship(known: Channel | None) -> str:
    click.echo("\nHow do its readers see their tie with you?")
    return _one_of(READERS, known.relationship if known else Relationship.SOCIAL)


def _permissions() -> list[str]:
    click.echo("\nWhat have they agreed to? (“Your relationship isn't mine”: count only what they said.)")
    _show((f"{number} {one.words}", PERMISSION_MEANINGS[one]) for number, one in enumerate(Permission, 1))
    return click.prompt(
        "Numbers, parted by commas; nothing for none", default="", show_default=False, value_proc=_numbers
    )


def _one_of(meanings: Mapping[Relationship, str] | Mapping[DeclaredBy, str] | Mapping[str, str], default: str) -> str:
    words = [str(word) for word in meanings]
    _show((str(word), meaning) for word, meaning in meanings.items())
    return str(click.prompt("Which", type=click.Choice(words), default=str(default), show_choices=False))


def _show(entries: Iterable[tuple[str, str]]) -> None:
    for word, meaning in entries:
        click.echo(f"  {word:<22}{meaning}")


def _a_name(text: str) -> str:
    if not channel_name(text):
        raise click.UsageError("A channel needs a name, such as book-club.")
    return channel_name(text)


def _numbers(text: str) -> list[str]:
    permissions = list(Permission)
    chosen = [part for part in text.replace(",", " ").split() if part]
    for part in chosen:
        if not part.isdecimal() or not 1 <= int(part) <= len(permissions):
            raise click.UsageError(f"“{part}” is none of the numbers from 1 to {len(permissions)}.")
    return [str(permissions[int(part) - 1]) for part in chosen]
