"""How single values are read and what is refused."""

import os
from ipaddress import ip_address
from typing import Any

from pydantic import SecretStr

NONE = "none"
"""How an empty list is written."""


def usable_cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def names(value: Any) -> Any:
    """Take a list as people write it into a variable: separated by commas."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def names_or_none(value: Any) -> Any:
    """Take a list of names, or the word that stands for an empty one."""
    return () if value == NONE else names(value)


def origin(value: str) -> str:
    """Refuse with `ValueError` what is no origin, such as an address with a path."""
    scheme, _, host = value.partition("://")
    if scheme not in ("http", "https") or not host or set(host) & set("/?#@*"):
        raise ValueError("no origin")
    return value


def rate(value: str) -> str:
    """Refuse with `ValueError` what is no rate."""
    from limits import parse_many  # imported here, as the command line reads settings too and need not wait for it

    parse_many(value)
    return value


def database(value: SecretStr) -> SecretStr:
    """Refuse with `ValueError` the URL of another database than can be used."""
    if not value.get_secret_value().startswith(("sqlite:///", "postgresql://", "postgres://")):
        raise ValueError("no database")
    return value


def store_of_rates(value: SecretStr) -> SecretStr:
    """Refuse with `ValueError` the URL of another store of rates than can be used."""
    if not value.get_secret_value().startswith(("memory://", "redis://", "rediss://")):
        raise ValueError("no store of rates")
    return value


def mebibytes(number: int) -> int:
    """Count the bytes of so many mebibytes."""
    return number * 1024 * 1024


def is_loopback(host: str) -> bool:
    """Tell whether an address to listen on can be reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
