"""Standard input, line by line, as it arrives."""

import select
from typing import BinaryIO

_READ_AT_ONCE = 64 * 1024


class Arriving:
    """Reads lines from a stream, and knows whether another one has arrived already.

    So a program that waits for the answer to a row before it sends the next one gets it.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._held = bytearray()
        self._ended = False

    def readline(self, limit: int = -1, /) -> bytes:
        """Read a line, or as many bytes of it as the limit says; nothing at the end."""
        searched = 0
        while (end := self._held.find(b"\n", searched) + 1) == 0 and not self._ended:
            if 0 <= limit <= len(self._held):
                break
            searched = len(self._held)
            self._read()
        if end == 0:
            end = len(self._held)
        if limit >= 0:
            end = min(end, limit)
        line = bytes(self._held[:end])
        del self._held[:end]
        return line

    def has_more(self) -> bool:
        """Tell whether reading would not have to wait."""
        if self._ended or b"\n" in self._held:
            return True
        try:
            return bool(select.select([self._file], [], [], 0)[0])
        except (OSError, ValueError):  # not a stream of the operating system: all of it is here
            return True

    def _read(self) -> None:
        read = self._file.read1(_READ_AT_ONCE) if hasattr(self._file, "read1") else self._file.read(_READ_AT_ONCE)
        self._held += read
        self._ended = not read
