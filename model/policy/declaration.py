"""Reading a channel's declaration, as it stands in `flipguard.toml` or in a request."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from ..errors import InputError
from ..norms import Relationship
from .channels import Channel, DeclaredBy, Permission, Stage, channel_name
from .presets import PRESETS, preset

FIELDS = ("preset", "relationship", "declared_by", "stage", "permissions", "description")

_Word = TypeVar("_Word", bound=StrEnum)


def declare(name: str, fields: Mapping[str, object]) -> Channel:
    """Make a channel of its declared fields, on top of the preset that it names or whose name it bears.

    Whoever writes a declaration is an author, so `declared_by` is `author` unless the fields say more. Raises
    `InputError` with the field, what was got and what is allowed.
    """
    where = f"channels.{name}"
    if not channel_name(name):
        raise InputError("A channel needs a name, such as family-chat.", field="channels", code="channel-unnamed")
    _refuse_unknown(fields, where)
    base = _base(name, fields, where)
    relationship = _word(fields, "relationship", Relationship, where) or base.relationship
    # what a platform implies for one kind of readers says nothing of another
    implied = base.permissions if relationship is base.relationship else frozenset()
    return Channel(
        name=channel_name(name),
        relationship=relationship,
        declared_by=_word(fields, "declared_by", DeclaredBy, where) or DeclaredBy.AUTHOR,
        stage=_word(fields, "stage", Stage, where) or base.stage,
        permissions=_permissions(fields, where) if "permissions" in fields else implied,
        description=_text(fields, "description", where) or base.description,
    )


def _base(name: str, fields: Mapping[str, object], where: str) -> Channel:
    wanted = _text(fields, "preset", where)
    if not wanted:
        return preset(name) or Channel(name)
    found = preset(wanted)
    if found is None:
        raise _refusal(f"{where}.preset", wanted, PRESETS)
    return found


def _refuse_unknown(fields: Mapping[str, object], where: str) -> None:
    for field in fields:
        if field not in FIELDS:
            raise InputError(
                f"{where} has no field {field!r}.{_did_you_mean(field, FIELDS)} It takes {', '.join(FIELDS)}.",
                field=f"{where}.{field}",
                code="channel-field",
            )


def _word(fields: Mapping[str, object], field: str, words: type[_Word], where: str) -> _Word | None:
    value = fields.get(field)
    if value is None:
        return None
    if isinstance(value, str) and value in list(words):
        return words(value)
    raise _refusal(f"{where}.{field}", value, words)


def _permissions(fields: Mapping[str, object], where: str) -> frozenset[Permission]:
    value = fields["permissions"]
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise _refusal(f"{where}.permissions", value, Permission, "a list of ")
    return frozenset(_permission(item, where) for item in value)


def _permission(value: object, where: str) -> Permission:
    """Take a permission as it is written or as it is said: `promote_to_me`, `promote to me`, `one-to-one line`."""
    if isinstance(value, str):
        spelt = value.strip().casefold().replace(" ", "_").replace("-", "_")
        if spelt in list(Permission):
            return Permission(spelt)
    raise _refusal(f"{where}.permissions", value, Permission)


def _text(fields: Mapping[str, object], field: str, where: str) -> str:
    value = fields.get(field, "")
    if not isinstance(value, str):
        raise InputError(
            f"{where}.{field} must be a text, not {value!r}.", field=f"{where}.{field}", code="channel-value"
        )
    return value.strip()


def _refusal(field: str, value: object, allowed: Iterable[str], kind: str = "one of ") -> InputError:
    names = [str(name) for name in allowed]
    return InputError(
        f"{field} is {value!r}.{_did_you_mean(str(value), names)} It must be {kind}{', '.join(names)}.",
        field=field,
        code="channel-value",
    )


def _did_you_mean(value: str, names: Iterable[str]) -> str:
    close = get_close_matches(value, list(names), n=1)
    return f" Did you mean {close[0]!r}?" if close else ""
