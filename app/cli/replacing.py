"""Writing a file so that its name never stands for half of it."""

import os
import secrets
import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import IO

import click

from .refusal import Refusal


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Write to a hidden file beside `path`, which takes its name at the end; if anything goes wrong it is removed.

    What is no regular file (a pipe, `/dev/null`) is written to directly. Refuses a place that can't be written to.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        with opened(path, path, "wb") as file:
            yield file
        return
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    with stops_raise(), opened(path, draft, "xb") as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            if path.exists():
                shutil.copymode(path, draft)
            draft.replace(path)
        finally:
            with suppress(FileNotFoundError):
                draft.unlink()


def opened(path: Path, draft: Path, mode: str) -> IO[bytes]:
    """Open the draft of a file; refuses in a sentence on the file."""
    shown = click.format_filename(path)
    try:
        return draft.open(mode)
    except FileNotFoundError as error:
        raise Refusal(f"{shown} can't be written: there is no folder {click.format_filename(path.parent)}.") from error
    except OSError as error:
        raise Refusal(f"{shown} can't be written: {(error.strerror or str(error)).lower()}.") from error


@contextmanager
def stops_raise() -> Iterator[None]:
    """Let signals that would end the process raise `SystemExit` instead, so that it tidies up first."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _stop) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
