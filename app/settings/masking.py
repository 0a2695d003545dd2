"""Values as they may be shown."""

from typing import Any

from pydantic import SecretStr

from .values import NONE

MASK = "********"


def masked(value: Any) -> str:
    """Write a value for people, without what is secret in it."""
    match value:
        case None:
            return "unset"
        case SecretStr():
            return _without_password(value.get_secret_value())
        case tuple():
            return ", ".join(value) or NONE
        case bool():
            return str(value).lower()
        case _:
            return str(value)


def _without_password(url: str) -> str:
    """Show a URL without the password that it may hold, in its authority or its query."""
    scheme, separator, rest = url.partition("://")
    if not separator:
        return MASK
    credentials, at, place = rest.rpartition("@")
    place = place.split("?", 1)[0]
    return f"{scheme}://{credentials.split(':', 1)[0]}:{MASK}@{place}" if at else f"{scheme}://{place}"
