"""The keys in force: those of the file as it is now, so that a key can be added or withdrawn without a restart."""

import logging
from pathlib import Path

from ..keys import Key, KeyFileError, hash_of, read_keys

_log = logging.getLogger(__name__)


class KeyRing:
    """Knows keys by their hashes. A file that has become unusable leaves the keys in force that were there before."""

    def __init__(self, path: Path) -> None:
        """Read the file; raises `KeyFileError` if it can't be used."""
        self._path = path
        self._signature = self._look()
        self._keys = {key.sha256: key for key in read_keys(path)}

    def find(self, presented: str) -> Key | None:
        """Find the key that somebody presents, whether or not it has expired."""
        self._read_again_if_changed()
        return self._keys.get(hash_of(presented))

    def _read_again_if_changed(self) -> None:
        signature = self._look()
        if signature == self._signature:
            return
        self._signature = signature
        try:
            self._keys = {key.sha256: key for key in read_keys(self._path)}
            _log.info("The file of keys has changed: %d keys are in force.", len(self._keys))
        except KeyFileError as error:
            _log.error("%s The keys that were read before stay in force.", error)

    def _look(self) -> tuple[int, int, int] | None:
        """Give what changes when the file does."""
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size
