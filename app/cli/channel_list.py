"""Channels in words: a table for people, JSON for programs, and their contradictions."""

import json
from collections.abc import Iterable
from textwrap import fill
from typing import Any

from model import Channel, Permission, contradictions

from ..channels_file import KnownChannels
from .screen import printable

_WIDTH = 100


def table_of(known: KnownChannels) -> str:
    """List the declared channels, with all that was declared, and the presets in a line each."""
    presets = [channel for channel in known.all() if channel.name not in known.declared]
    width = max(len(channel.name) for channel in known.all())
    parts = [_declared(known, width)] if known.declared else [_NOTHING.format(path=known.path or "no flipguard.toml")]
    parts.append("Presets: what a platform plausibly implies, until you declare it\n" + _lines(presets, width))
    return "\n\n".join(parts)


_NOTHING = "No channel is declared ({path}). `flipguard channels init` declares one."


def json_of(known: KnownChannels) -> str:
    """List all channels as JSON, with the fields that GET /v1/channels has."""
    listed = [_fields(channel, channel.name in known.declared) for channel in known.all()]
    return json.dumps({"channels": listed}, indent=2, ensure_ascii=False)


def contradictions_in(known: KnownChannels) -> tuple[str, int]:
    """Tell every contradiction with its way out, and how many there are."""
    found = [(channel.name, fault) for channel in known.declared.values() for fault in contradictions(channel)]
    said = [
        f"{known.path}: channels.{name}: {fault.code}\n"
        + _indented(fault.message)
        + "\n"
        + _indented(f"Way out: {fault.way_out}")
        for name, fault in found
    ]
    declared = f"{len(known.declared)} declared channel{'s' * (len(known.declared) != 1)}"
    summary = f"{len(found)} contradiction{'s' * (len(found) != 1)} in {declared}." if found else f"{declared}: sound."
    return "\n\n".join([*said, summary]), len(found)


def _declared(known: KnownChannels, width: int) -> str:
    lines = []
    for channel in known.declared.values():
        who = f"declared by {channel.declared_by}"
        stage = f", stage {channel.stage}" if channel.stage else ""
        lines.append(f"  {channel.name:<{width}}  {channel.relationship:<6}  {who}{stage}")
        margin = " " * (width + 12)
        if channel.description:
            lines.append(fill(printable(channel.description), _WIDTH, initial_indent=margin, subsequent_indent=margin))
        agreed = ", ".join(permission.words for permission in Permission if permission in channel.permissions)
        lines.append(fill(f"agreed to: {agreed or 'nothing'}", _WIDTH, initial_indent=margin, subsequent_indent=margin))
        lines.extend(margin + f"contradiction: {fault.code}" for fault in contradictions(channel))
    return f"Declared in {known.path}\n" + "\n".join(lines)


def _lines(channels: Iterable[Channel], width: int) -> str:
    return "\n".join(
        f"  {channel.name:<{width}}  {channel.relationship:<6}  {channel.description}" for channel in channels
    )


def _fields(channel: Channel, declared: bool) -> dict[str, Any]:
    return {
        "name": channel.name,
        "relationship": channel.relationship,
        "declared_by": channel.declared_by,
        "stage": channel.stage,
        "permissions": [permission for permission in Permission if permission in channel.permissions],
        "description": channel.description,
        "declared": declared,
        "contradictions": [
            {"code": fault.code, "message": fault.message, "way_out": fault.way_out}
            for fault in contradictions(channel)
        ],
    }


def _indented(text: str) -> str:
    return fill(text, _WIDTH, initial_indent="    ", subsequent_indent="    ")
