"""Reading files as documents; whatever can't be read becomes a sentence about that file, and the others go on."""

import codecs
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import click

from . import SOURCES, is_known, is_queue
from .document import Document
from .post import Trouble
from .queue import QUEUES

STDIN = "-"
STDIN_NAME = "<stdin>"

MAX_FILE_BYTES = 1024 * 1024
"""A larger file is not read: no post is that long, and parsing Markdown of that size takes some ten seconds."""

MAX_QUEUE_BYTES = 16 * MAX_FILE_BYTES
"""A larger queue is not read; `flipguard score` reads archives of any size."""

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_documents(names: Iterable[str | Trouble], stdin_name: str | None = None) -> Iterator[Document | Trouble]:
    """Read each file once, in order; `-` is standard input, which `stdin_name` gives a name and so a format."""
    seen: set[str] = set()
    for name in names:
        if isinstance(name, Trouble):
            yield name
            continue
        key = name if name == STDIN else os.path.realpath(name)
        if key not in seen:
            seen.add(key)
            yield _read(name, stdin_name)


def _read(name: str, stdin_name: str | None) -> Document | Trouble:
    shown = (stdin_name or STDIN_NAME) if name == STDIN else click.format_filename(name)
    if shown != STDIN_NAME and not is_known(shown):
        return Trouble(shown, _unknown_format(shown))
    try:
        if name == STDIN:
            return _decoded(shown, _content(sys.stdin.buffer, shown))
        with Path(name).open("rb") as file:
            return _decoded(shown, _content(file, shown))
    except FileNotFoundError:
        return Trouble(shown, "There is no such file.")
    except IsADirectoryError:
        return Trouble(shown, f"This is a directory. Name the files in it, for instance {shown.rstrip('/')}/*.md.")
    except OSError as error:
        return Trouble(shown, f"It can't be read: {(error.strerror or str(error)).lower()}.")


def _limit(name: str) -> int:
    return MAX_QUEUE_BYTES if is_queue(name) else MAX_FILE_BYTES


def _content(file: BinaryIO, name: str) -> bytes:
    return file.read(_limit(name) + 1)


def _decoded(name: str, content: bytes) -> Document | Trouble:
    if len(content) > _limit(name):
        advice = "`flipguard score` reads archives." if is_queue(name) else "Check its parts."
        size = f"{_limit(name) // 1024**2} MiB"
        return Trouble(name, f"It has more than {size}, which is no {'queue' if is_queue(name) else 'post'}. {advice}")
    if content.startswith(_UTF_16):
        return Trouble(name, "It is written in UTF-16. Save it as UTF-8.")
    if b"\0" in content:
        return Trouble(name, f"It is binary, not text: byte {content.index(0) + 1} is NUL.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf_8(name, error)
    return Document.of(name, text) if text.strip() else Trouble(name, "It is empty.")


def _not_utf_8(name: str, error: UnicodeDecodeError) -> Trouble:
    before = error.object[: error.start].decode("utf-8")
    place = Document.of(name, before).position(len(before))
    byte = error.object[error.start]
    return Trouble(
        name, f"It is not UTF-8: here stands the byte 0x{byte:02X}. Save it as UTF-8.", place.line, place.column
    )


def _unknown_format(name: str) -> str:
    known = ", ".join(suffix for suffix in (*SOURCES, *QUEUES) if suffix)
    return (
        f"Its format is not known; known are {known}. "
        f"To have it read as plain text: flipguard check --stdin-filename post.txt - < {name}"
    )
