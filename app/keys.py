"""API keys: a file of their hashes, what each may do and until when.

A key is 256 random bits, so its plain SHA-256 can't be guessed back and needs no slow hash. The key itself is shown once,
when it is made, and kept nowhere.
"""

import hashlib
import json
import os
import secrets
import tempfile
import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

KEY_PREFIX = "fg_"

_HEAD = "# API keys of FlipGuard: hashes, not the keys. Made by `flipguard keys`; a running service reads changes at once.\n"


class KeyFileError(Exception):
    """A file of keys that can't be used; the message names the file, the fault and the way out."""


class Scope(StrEnum):
    """What a key may be used for."""

    CHECK = "check"
    FEEDBACK = "feedback"
    METRICS = "metrics"
    ADMIN = "admin"


def _rate(value: str) -> str:
    from limits import parse_many

    parse_many(value)
    return value


class Key(BaseModel):
    """One key: its owner's name for it, its hash and its rights."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    scopes: frozenset[Scope] = Field(min_length=1)
    expires: AwareDatetime | None = None
    rate: Annotated[str, AfterValidator(_rate)] | None = None

    def has_expired(self, now: datetime | None = None) -> bool:
        """Tell whether the key's time is over."""
        return self.expires is not None and self.expires <= (now or datetime.now(UTC))


class _KeyFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    keys: list[Key] = []


def make_key() -> str:
    """Make a new key."""
    return KEY_PREFIX + secrets.token_urlsafe(32)


def hash_of(key: str) -> str:
    """Give the hash by which a key is known."""
    return hashlib.sha256(key.encode("utf-8", errors="surrogatepass")).hexdigest()


def read_keys(path: Path) -> list[Key]:
    """Read the keys of a file; raises `KeyFileError` if it can't be used."""
    try:
        keys = _KeyFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).keys
    except OSError as error:
        raise KeyFileError(f"The file of keys {path} can't be read ({error.strerror}).") from None
    except ValidationError as error:
        raise KeyFileError(f"The file of keys {path} can't be used: {_first_fault(error)}") from None
    except ValueError as error:  # not TOML, or not UTF-8
        raise KeyFileError(f"The file of keys {path} is not TOML: {error}.") from None
    ids = [key.id for key in keys]
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        raise KeyFileError(f"The file of keys {path} has more than one key called “{twice[0]}”. Rename all but one.")
    return keys


def write_keys(path: Path, keys: Sequence[Key]) -> None:
    """Replace a file of keys as a whole, readable for its owner alone unless it was there with other rights."""
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o600
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(_HEAD + "".join(_table(key) for key in keys))
        file.flush()
        os.fsync(file.fileno())
        os.fchmod(file.fileno(), mode)
    Path(name).replace(path)


def _table(key: Key) -> str:
    lines = [
        "\n[[keys]]",
        f'id = "{key.id}"',
        f'sha256 = "{key.sha256}"',
        f"scopes = {json.dumps(sorted(key.scopes))}",
    ]
    if key.expires:
        lines.append(f"expires = {key.expires.astimezone(UTC).isoformat(timespec='seconds')}")
    if key.rate:
        lines.append(f'rate = "{key.rate}"')
    return "\n".join(lines) + "\n"


def _first_fault(error: ValidationError) -> str:
    fault = error.errors()[0]
    place = ".".join(str(part) for part in fault["loc"])
    return f"{place}: {fault['msg']}. Make its entries with `flipguard keys new`."
