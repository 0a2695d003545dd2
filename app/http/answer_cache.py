"""Finished answers, kept in memory for whoever asks the same again.

A text under analysis is not stored. What stands for a question is a keyed digest; the answer, which may quote the text, is
sealed with a key that is made from the question as well, so nobody can open it who doesn't ask that question again.
"""

import os
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock

from cachetools import LRUCache
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .answer import Answer, Gist

LONGEST = 32 * 1024
"""Longer answers, in bytes, are not kept: they quote long posts, which take memory and seldom come twice."""

_NAME, _KEY, _NONCE = 32, 32, 12


@dataclass(frozen=True, slots=True)
class Place:
    """What stands for a question: the name under which its answer is kept, and the key that the answer is sealed with."""

    name: bytes
    key: bytes


_NOWHERE = Place(b"", b"")


@dataclass(frozen=True, slots=True)
class _Sealed:
    nonce: bytes
    body: bytes
    gist: Gist


class AnswerCache:
    """Keeps so many answers, and forgets those first that were longest not asked for. Any thread may use it."""

    def __init__(self, most: int) -> None:
        """Keep nothing at all where `most` is 0."""
        self._most = most
        self._secret = os.urandom(blake2b.MAX_KEY_SIZE)
        self._answers: LRUCache[bytes, _Sealed] = LRUCache(most)
        self._lock = Lock()

    def place(self, question: bytes) -> Place:
        """Say where the answer to a question is kept, if it is."""
        if not self._most:
            return _NOWHERE
        digest = blake2b(question, digest_size=_NAME + _KEY, key=self._secret).digest()
        return Place(digest[:_NAME], digest[_NAME:])

    def find(self, place: Place) -> Answer | None:
        """Give the answer that is kept at a place."""
        with self._lock:
            sealed = self._answers.get(place.name)
        if sealed is None:
            return None
        return Answer(AESGCM(place.key).decrypt(sealed.nonce, sealed.body, None), sealed.gist, kept=True)

    def keep(self, place: Place, answer: Answer) -> None:
        """Keep an answer at its place, unless it is too long."""
        if not self._most or len(answer.body) > LONGEST:
            return
        nonce = os.urandom(_NONCE)
        sealed = _Sealed(nonce, AESGCM(place.key).encrypt(nonce, answer.body, None), answer.gist)
        with self._lock:
            self._answers[place.name] = sealed

    def clear(self) -> None:
        """Forget all answers."""
        with self._lock:
            self._answers.clear()
