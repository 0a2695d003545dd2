"""The entries of front matter, read as YAML."""

import yaml

from model import Relationship

from ..post import Declared
from .front_matter import AUDIENCE
from .front_matter_error import FrontMatterError

_KEYS = (*AUDIENCE, "date", "answer")
_IGNORE_KEY = "flipguard-ignore"

_ALLOWED = "social, mixed or market"
_YES = ("true", "yes", "on")


def declared(content: str) -> Declared:
    """Find what the front matter says of the post; raises `FrontMatterError` if it can't be told."""
    entries = _entries(content)
    found = {key: _value(entries, key) for key in _KEYS}
    lines = {key: value.start_mark.line + 2 for key, value in found.items() if value is not None}
    relationship, channel, date, answer = (found[key] for key in _KEYS)
    return Declared(
        relationship=_relationship(relationship) if relationship else None,
        channel=_name(channel) if channel else None,
        date=date.value if isinstance(date, yaml.ScalarNode) else None,
        answer=isinstance(answer, yaml.ScalarNode) and answer.value.lower() in _YES,
        lines=lines,
    )


def ignored(content: str) -> tuple[str, int] | None:
    """Find what the front matter asks to ignore in the whole post, and at which line of the source."""
    value = _value(_entries(content), _IGNORE_KEY)
    return (value.value, value.start_mark.line + 2) if isinstance(value, yaml.ScalarNode) else None


def _entries(content: str) -> yaml.MappingNode | None:
    try:
        node = yaml.compose(content, Loader=yaml.SafeLoader)
    except RecursionError:
        raise FrontMatterError("The front matter is nested too deeply to be read.", line=2) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "it breaks off"
        line = mark.line + 2 if mark else 2
        raise FrontMatterError(f"The front matter can't be read as YAML: {reason}.", line) from error
    if node is not None and not isinstance(node, yaml.MappingNode):
        raise FrontMatterError(
            "What stands between the two lines of “---” is read as front matter, but it holds no “key: value” lines. "
            "For a line across the page at the top, write “***”.",
            line=2,
        )
    return node


def _value(entries: yaml.MappingNode | None, wanted: str) -> yaml.Node | None:
    values = [value for key, value in entries.value if key.value == wanted] if entries else []
    if len(values) > 1 and wanted in AUDIENCE:
        raise FrontMatterError(f"“{wanted}” is declared twice. Keep one.", values[1].start_mark.line + 2)
    return values[0] if values else None


def _relationship(value: yaml.Node) -> Relationship:
    got = value.value if isinstance(value, yaml.ScalarNode) else "a list or a mapping"
    try:
        return Relationship(got)
    except ValueError:
        shown = f"is “{got}”" if got else "has no value"
        raise FrontMatterError(f"“relationship” {shown}; it must be {_ALLOWED}.", value.start_mark.line + 2) from None


def _name(value: yaml.Node) -> str:
    if isinstance(value, yaml.ScalarNode) and value.value.strip():
        return str(value.value)
    got = "has no value" if isinstance(value, yaml.ScalarNode) else "is a list or a mapping"
    raise FrontMatterError(f"“channel” {got}; it must be the name of one channel.", value.start_mark.line + 2)
