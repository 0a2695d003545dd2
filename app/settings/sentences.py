"""What is said of a setting that can't be used."""

from collections.abc import Mapping
from typing import Any

from pydantic.fields import FieldInfo

from .masking import MASK
from .sources import ENV_PREFIX

_SHOWN_LENGTH = 200


def sentence(fields: Mapping[str, FieldInfo], location: tuple[int | str, ...], value: Any) -> str:
    """Say which variable is wrong, what it holds and what it may hold."""
    name = str(location[0])
    field = fields.get(name)
    if field is None:
        return f"There is no setting “{name}”; `flipguard settings` lists them all."
    default = "" if field.get_default() is None else f" Unset, it is {_shown(field.get_default())}."
    shown = MASK if "SecretStr" in str(field.annotation) else _shown(value)
    return f"{ENV_PREFIX}{name.upper()} is “{shown}”, but it must be {field.description}.{default}{_hint(value)}"


def _shown(value: Any) -> str:
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + "…"


def _hint(value: Any) -> str:
    """Kubernetes gives every pod such a variable for each service, so one that is named flipguard sets our port."""
    if not str(value).startswith("tcp://"):
        return ""
    return " Kubernetes sets this variable for a service of that name: set enableServiceLinks to false in the pod."
