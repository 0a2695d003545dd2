"""A reader that is opened when it is first asked: most posts are clear by their wording, and opening takes longer than reading.

While one is opened the next is, too: of the posts that the first has to read most are left to the next.
"""

from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Thread
from typing import Self

import numpy as np
from numpy.typing import NDArray

from .passage_reader import PassageReader


class LateReader:
    """A reader that is opened once, by whoever asks first. Safe to share between threads.

    The `following` reader, if there is one, is opened meanwhile by a thread of its own.
    """

    def __init__(self, open_reader: Callable[[], PassageReader], following: Self | None = None) -> None:
        self._open = open_reader
        self._following = following
        self._reader: PassageReader | None = None
        self._lock = Lock()

    def logits(self, passage: str) -> NDArray[np.float64]:
        """Read one passage: shape `(len(READER_COLUMNS),)`; raises `ArtifactError` if what is to be opened can't be trusted."""
        return self._opened().logits(passage)

    def _opened(self) -> PassageReader:
        with self._lock:
            if self._reader is None:
                if self._following is not None:
                    # no daemon: a process that ended while native code opens a reader could crash
                    Thread(target=self._following.get_ready, name="opening").start()
                self._reader = self._open()
        return self._reader

    def get_ready(self) -> None:
        """Open the reader before anybody asks; what goes wrong is told to whoever asks."""
        with suppress(Exception):
            self._opened()
