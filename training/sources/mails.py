"""Reads files that hold one mail, as it came over the wire."""

import email
from collections.abc import Iterator
from email.message import Message

from .rows import Row

_PLAIN = "text/plain"


def read_mail(content: bytes) -> Iterator[Row]:
    """Yield the one mail: its `subject`, and as `body` the first part that is plain text, if there is one."""
    mail = email.message_from_bytes(content)
    plain = next((part for part in mail.walk() if part.get_content_type() == _PLAIN), None)
    yield {"subject": mail.get("Subject"), "body": None if plain is None else _text(plain)}


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    try:
        return content.decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:  # a character set that nobody knows
        return content.decode("utf-8", "replace")
