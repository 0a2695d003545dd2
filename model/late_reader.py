"""A reader that is opened when it is first asked: most posts are clear by their wording, and opening takes longer than reading."""

from collections.abc import Callable
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from .passage_reader import PassageReader


class LateReader:
    """A reader that is opened once, by whoever asks first. Safe to share between threads."""

    def __init__(self, open_reader: Callable[[], PassageReader]) -> None:
        self._open = open_reader
        self._reader: PassageReader | None = None
        self._lock = Lock()

    def logits(self, passage: str) -> NDArray[np.float64]:
        """Read one passage: shape `(len(READER_COLUMNS),)`; raises `ArtifactError` if what is to be opened can't be trusted."""
        return self._opened().logits(passage)

    def _opened(self) -> PassageReader:
        with self._lock:
            if self._reader is None:
                self._reader = self._open()
        return self._reader
