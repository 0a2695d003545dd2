"""The options of a command that say what the rules for paths may say as well."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import click

from .sources.ignores import RULES
from .sources.queue import LayoutError, layout_of


def rule_options(
    select: Sequence[str], ignore: Sequence[str], fail_on: str | None, preset: str | None, fields: Sequence[str]
) -> dict[str, Any]:
    """Give what the options say by the keys of a rule; raises `click.UsageError` for what can't be."""
    options: dict[str, Any] = {}
    if select:
        options["select"] = _rules("--select", select)
    if ignore:
        options["ignore"] = _rules("--ignore", ignore)
    if fail_on:
        options["fail-on"] = fail_on
    if preset:
        options["preset"] = preset
    if fields:
        options["fields"] = dict(map(_field, fields))
    try:
        layout_of({key: value for key, value in options.items() if key in ("preset", "fields")})
    except LayoutError as error:
        raise click.UsageError(str(error)) from error
    return options


def _rules(option: str, values: Sequence[str]) -> list[str]:
    rules = [rule.strip().lower().replace("-", "_") for value in values for rule in value.split(",") if rule.strip()]
    for rule in rules:
        if rule not in RULES:
            near = get_close_matches(rule, RULES, n=1)
            hint = f"Did you mean “{near[0]}”?" if near else f"The rules are {', '.join(RULES)}."
            raise click.UsageError(f"{option}: there is no rule “{rule}”. {hint}")
    return rules


def _field(value: str) -> tuple[str, str]:
    role, equals, name = value.partition("=")
    if not equals:
        raise click.UsageError(f"--field: “{value}” names no field. Write ROLE=NAME, such as text=message.")
    return role, name
