"""A reader that is opened when it is first asked: most posts are clear by their wording, and opening takes longer than reading.

While one is opened the next is, too: of the posts that the first has to read, most are left to the next.
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

    While it is opened, a thread opens the `following` reader, if there is one.
    """

    def __init__(self, open_reader: Callable[[], PassageReader], following: Self | None = None) -> None:
        self._open = open_reader
        self._following = following
        self._reader: PassageReader | None = None
        self._lock = Lock()

    def logits(self, passage: str) -> NDArray[np.float64]:
        """Read one passage: shape `(len(READER_COLUMNS),)`; raises `ArtifactError` if what is to be opened can't be trusted."""
        return self._opened().logits(passage)

    def open_ahead(self) -> None:
        """Open the reader before anybody asks; what goes wrong is told to whoever asks."""
        with suppress(Exception):
            self._opened()

    def _opened(self) -> PassageReader:
        with self._lock:
            if self._reader is None:
                self._begin_following()
                self._reader = self._open()
        return self._reader

    def _begin_following(self) -> None:
        following, self._following = self._following, None
        if following is None:
            return
        # no daemon: a process that ended while native code opens a reader could crash
        thread = Thread(target=following.open_ahead, name="opening the next reader", daemon=False)
        with suppress(RuntimeError):  # no more threads may be started: it is opened when it is asked
            thread.start()
