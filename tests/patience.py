"""Waiting for what must come, and giving up in the end."""

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


def eventually(look: Callable[[], Found | None], otherwise: str, *, seconds: float = 120, pause: float = 0.05) -> Found:
    """Look again and again until there is something, and give it. Fails with `otherwise` once so many seconds are over.

    The seconds are there so that a test ends at all: make them many, for a busy machine.
    """
    until = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < until, f"{otherwise} within {seconds:g} seconds."
        time.sleep(pause)
    return found
