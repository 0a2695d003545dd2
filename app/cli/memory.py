"""What was judged before: answers of the model, kept on disk by text, readers and model, so that nothing is read twice.

A check of posts that have not changed since the last one does not even load the model. Kept are figures and places, never
words: a text is only its hash. Policy, channels and advice are worked out anew each time.
"""

import hashlib
import json
import os
import sqlite3
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from model import ModelIdentity

from .options import CACHE_VARIABLE

MOST_ANSWERS = 50_000
"""Of more than these the oldest are forgotten."""

_MONTH = 30 * 24 * 3600.0

_FORM = 1
"""Counts up when answers are written in another form."""

_PATIENCE = 5.0
"""Seconds to wait for another run that writes."""


def cache_folder() -> Path:
    """Say where answers are kept: what FLIPGUARD_CACHE_FOLDER names, else the user's cache folder."""
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("flipguard", appauthor=False)


class Memory:
    """Answers of one model on disk. Threads and several runs may use it at once; one that can't be used is as good as empty."""

    def __init__(self, folder: Path, model: ModelIdentity) -> None:
        self._path = folder / f"answers-{_FORM}-{digest(model.digest)[:16]}.sqlite"
        self._open: sqlite3.Connection | None = None
        self._is_usable = True
        self._turn = threading.Lock()

    def find(self, key: str) -> Any | None:
        """Give what is kept under a key."""
        rows = self._run("SELECT answer FROM answers WHERE key = ?", (key,))
        if not rows:
            return None
        try:
            return json.loads(rows[0][0])
        except ValueError:
            return None

    def keep(self, key: str, answer: object) -> None:
        """Keep an answer."""
        self._run("INSERT OR REPLACE INTO answers (key, answer) VALUES (?, ?)", (key, json.dumps(answer)))

    def close(self) -> None:
        """Forget the oldest answers where there are too many, and let go of the file."""
        if self._open is None:
            return
        self._run(
            "DELETE FROM answers WHERE rowid <= (SELECT max(rowid) FROM answers) - ?",
            (MOST_ANSWERS,),
        )
        with suppress(sqlite3.Error):
            self._open.close()
        self._open = None

    def _run(self, statement: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        if not self._is_usable:
            return []
        with self._turn:
            try:
                return self._connection().execute(statement, values).fetchall()
            except (sqlite3.Error, OSError):
                self._is_usable = False
                return []

    def _connection(self) -> sqlite3.Connection:
        if self._open is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if not self._path.exists():
                _forget_other_models(self._path.parent)
            self._open = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            self._open.execute("PRAGMA journal_mode = WAL")
            self._open.execute("PRAGMA synchronous = NORMAL")
            self._open.execute(
                "CREATE TABLE IF NOT EXISTS answers (rowid INTEGER PRIMARY KEY, key TEXT UNIQUE, answer TEXT)"
            )
        return self._open


def _forget_other_models(folder: Path) -> None:
    """Remove the answers of models that nobody has asked for a month."""
    for path in folder.glob("answers-*.sqlite*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _MONTH:
                path.unlink()


def digest(text: str) -> str:
    """Give what stands for a text: its SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
