"""A reader that remembers what it read: evidence, advice and the next draft ask about the same passages again and again.

What it keeps of a passage is a hash under a key of its own and what was answered, no words.
"""

import secrets
from hashlib import blake2b
from threading import Lock

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from .kept_passages import KEPT_PASSAGES
from .passage_reader import PassageReader


class RememberingReader:
    """A reader and what it answered lately. Safe to share between threads: two that ask the same at one time both read."""

    def __init__(self, reader: PassageReader, kept: int = KEPT_PASSAGES) -> None:
        self._reader = reader
        self._kept: LRUCache[bytes, NDArray[np.float64]] = LRUCache(kept)
        self._key = secrets.token_bytes(32)
        self._lock = Lock()

    def logits(self, passage: str) -> NDArray[np.float64]:
        """Read one passage, unless that was done lately: shape `(len(READER_COLUMNS),)`, read-only."""
        name = blake2b(passage.encode("utf-8", "surrogatepass"), digest_size=16, key=self._key).digest()
        with self._lock:
            known = self._kept.get(name)
        if known is None:
            known = self._reader.logits(passage)
            known.setflags(write=False)
            with self._lock:
                self._kept[name] = known
        return known
