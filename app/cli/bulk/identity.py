"""What a run must have in common with the one that it goes on with: otherwise its rows would not fit the others."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from .parts import Part, Plan
from .worker import Setup

_EDGE = 1024**2


def identity_of(setup: Setup, options: Mapping[str, str | None], program: str) -> dict[str, Any]:
    """Describe a run: its program, its model, its options and channels, its inputs and outputs."""
    plan, channels = setup.plan, setup.audiences.channels.path
    return {
        "program": program,
        "model": {"version": setup.model.version, "digest": setup.model.digest},
        "options": {name: value for name, value in options.items() if value is not None},
        "channels": hashlib.sha256(channels.read_bytes()).hexdigest() if channels else None,
        "outputs": [
            {"path": os.path.relpath(str(output.path), _home(plan)), "as": output.format} for output in plan.outputs
        ],
        "inputs": [_input(part, plan) for part in plan.parts],
    }


def difference(before: Mapping[str, Any], now: Mapping[str, Any]) -> str | None:
    """Say in a sentence what has changed, if anything has."""
    if before.get("model") != now["model"]:
        return f"it was begun with {_model(before.get('model'))}, and now there is {_model(now['model'])}."
    if before.get("program") != now["program"]:
        return f"it was begun by FlipGuard {before.get('program')}, and this is {now['program']}."
    if before.get("options") != now["options"]:
        return f"it was begun with {_options(before.get('options'))}, and now there is {_options(now['options'])}."
    if before.get("channels") != now["channels"]:
        return "the file that declares the channels has changed."
    if before.get("outputs") != now["outputs"]:
        return "its outputs were others, or in other formats."
    return _changed_input(before.get("inputs", ()), now["inputs"])


def _changed_input(before: Any, now: Any) -> str | None:
    if [one.get("path") for one in before] != [one["path"] for one in now]:
        return "its inputs were others."
    changed = [one["path"] for one, other in zip(now, before, strict=True) if one != other]
    return f"the input {click.format_filename(changed[0])} has changed." if changed else None


def _input(part: Part, plan: Plan) -> dict[str, Any]:
    """Describe an input by its size, its time, and a hash of its first and its last MiB."""
    assert part.path is not None
    status = part.path.stat()
    with part.path.open("rb") as file:
        hashed = hashlib.sha256(file.read(_EDGE))
        file.seek(max(0, status.st_size - _EDGE))
        hashed.update(file.read(_EDGE))
    return {
        "path": os.path.relpath(str(part.path), _home(plan)),
        "as": [part.format, part.delimiter],
        "size": status.st_size,
        "modified": status.st_mtime_ns,
        "edges": hashed.hexdigest(),
    }


def _home(plan: Plan) -> Path:
    """Give the folder that paths are told from, so that the whole of it may be moved."""
    first = plan.outputs[0].path
    assert first is not None
    return Path(os.path.realpath(plan.folder or first.parent))


def _model(model: Any) -> str:
    return f"model {model['version']} ({str(model['digest'])[:12]}…)" if model else "another model"


def _options(options: Any) -> str:
    return ", ".join(f"--{name} {value}" for name, value in options.items()) if options else "none of these options"
