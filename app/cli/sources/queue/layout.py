"""The layout of a queue: which field of a record is the text, which the channel, and where the records stand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

ROLES = ("text", "relationship", "channel", "date", "answer", "id", "ignore")
"""What a field of a record may be to us."""

MARKUPS = ("text", "markdown", "html")


class LayoutError(Exception):
    """A layout that can't be; the message says what was got and what may stand there."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where to look. A field may have several names, tried in turn; dots lead into nested values (`object.content`).

    `rows` leads to the list of records in JSON and YAML; without it the list is found. `columns` name the cells of a
    CSV that has no head line. `channels` says which of our channels the export's own names stand for.
    """

    fields: Mapping[str, tuple[str, ...]]
    rows: str | None = None
    columns: tuple[str, ...] = ()
    markup: str = "text"
    channels: Mapping[str, str] = field(default_factory=dict)

    def channel(self, name: str) -> str:
        """Give our name of a channel for the export's own."""
        return self.channels.get(plain_name(name), name)


_OWN = {
    "relationship": ("relationship",),
    "channel": ("channel",),
    "date": ("date", "scheduled_at", "publish_at", "published"),
    "answer": ("answer",),
    "id": ("id",),
    "ignore": ("flipguard-ignore",),
}


def _layout(text: Sequence[str], date: Sequence[str] = (), **rest: Any) -> Layout:
    return Layout({**_OWN, "text": tuple(text), "date": (*date, *_OWN["date"])}, **rest)


LAYOUTS: Mapping[str, Layout] = MappingProxyType(
    {
        "plain": _layout(("text", "message", "content", "body", "caption", "post", "status")),
        # Text, Image URL, Tags, Posting Time
        "buffer": _layout(("Text",), ("Posting Time",)),
        # no head line: when, what, link
        "hootsuite": _layout(("message",), ("date",), columns=("date", "message", "link")),
        # Date - Intl. format or prompt, Text, Link(s), Media URL(s), …; older templates say Message
        "publer": _layout(("Text", "Message"), ("Date - Intl. format or prompt", "Date")),
        # text, link, imageUrls, gifUrls, videoUrls, postAtSpecificTime
        "socialbee": _layout(("text",), ("postAtSpecificTime",)),
        # outbox.json of an account's archive
        "mastodon": _layout(("object.content",), rows="orderedItems", markup="html"),
        # what /wp-json/wp/v2/posts answers
        "wordpress": _layout(("content.rendered",), markup="html"),
        # the JSON of Settings, Export
        "ghost": _layout(("html",), ("published_at",), rows="db.0.data.posts", markup="html"),
    }
)
"""Layouts of common exports by name; `plain` takes what most call the text."""


def layout_of(options: Mapping[str, Any]) -> Layout:
    """Make a layout of options: `preset`, `fields`, `rows`, `columns`, `markup`, `channels`. Raises `LayoutError`."""
    name = options.get("preset", "plain")
    if name not in LAYOUTS:
        near = get_close_matches(str(name), LAYOUTS, n=1)
        hint = f"Did you mean “{near[0]}”?" if near else f"The presets are {', '.join(LAYOUTS)}."
        raise LayoutError(f"There is no preset “{name}”. {hint}")
    layout = LAYOUTS[name]
    fields = dict(layout.fields)
    for role, names in _mapping(options, "fields").items():
        if role not in ROLES:
            raise LayoutError(f"fields.{role}: there is no such field. It takes {', '.join(ROLES)}.")
        fields[role] = _names(names, f"fields.{role}")
    markup = options.get("markup", layout.markup)
    if markup not in MARKUPS:
        raise LayoutError(f"markup is {markup!r}, but must be one of {', '.join(MARKUPS)}.")
    rows = options.get("rows", layout.rows)
    if rows is not None and not isinstance(rows, str):
        raise LayoutError(f"rows is {rows!r}, but must be a path such as “data.posts”.")
    columns = _names(options["columns"], "columns") if "columns" in options else layout.columns
    channels = {plain_name(theirs): str(ours) for theirs, ours in _mapping(options, "channels").items()}
    return replace(layout, fields=fields, rows=rows, columns=columns, markup=markup, channels=channels)


def plain_name(name: str) -> str:
    """Give a field's name as it is compared: neither case, spaces, _ nor - count."""
    return re.sub(r"[\s_-]+", "", name).casefold()


def _mapping(options: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = options.get(name, {})
    if not isinstance(value, Mapping):
        raise LayoutError(f"{name} is {value!r}, but must be a table: {name} = {{ text = “message” }}.")
    return value


def _names(value: object, name: str) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not all(isinstance(one, str) for one in names):
        raise LayoutError(f"{name} is {value!r}, but must be the name of a field, or a list of names.")
    return tuple(one for one in names if one)
