"""What was judged before: answers of the model, kept on disk by text, readers and model, so that nothing is read twice.

A check of posts that have not changed since the last one does not even load the model. Kept are figures and places, never
words: a text is only its hash. Policy, channels and advice are worked out anew each time.
"""

import hashlib
import json
import os
import sqlite3
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from model import (
    Assessment,
    Caveat,
    Classifier,
    Language,
    Manifest,
    MarketCue,
    MarketFinding,
    ModelIdentity,
    Relationship,
    Scores,
    SocialCue,
    SocialFinding,
    Span,
    Verdict,
    because,
)

CACHE_VARIABLE = "FLIPGUARD_CACHE_FOLDER"

MOST_ANSWERS = 50_000
"""Of more than these the oldest are forgotten."""

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


class ServiceError(Exception):
    """A service that can't be asked, or that doesn't answer as it should; the message says which and why."""


class Memory:
    """Answers of one model on disk. Threads and several runs may use it at once; one that can't be used is as good as empty."""

    def __init__(self, folder: Path, model: ModelIdentity) -> None:
        self._path = folder / f"answers-{_FORM}-{_digest(model.digest)[:16]}.sqlite"
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
            self._open = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            self._open.execute("PRAGMA journal_mode = WAL")
            self._open.execute("PRAGMA synchronous = NORMAL")
            self._open.execute(
                "CREATE TABLE IF NOT EXISTS answers (rowid INTEGER PRIMARY KEY, key TEXT UNIQUE, answer TEXT)"
            )
        return self._open


class RememberingClassifier(Classifier):
    """A classifier that answers from memory where it can, and loads the model when it first can't."""

    def __init__(
        self,
        manifest: Manifest,
        identity: ModelIdentity,
        load: Callable[[], Classifier],
        memory: Memory | None,
    ) -> None:
        super().__init__(NotHere(), manifest)
        self.identity = identity
        self._load = load
        self._loaded: Classifier | None = None
        self._loading = threading.Lock()
        self._memory = memory

    @property
    def loaded(self) -> Classifier:
        """The classifier itself."""
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def scores(self, text: str) -> Scores:
        """Score a text, as the classifier does."""
        key = _key("scores", text)
        known = self._memory.find(key) if self._memory else None
        if known is not None:
            return _scores(known)
        scores = self.loaded.scores(text)
        if self._memory:
            self._memory.keep(key, _of_scores(scores))
        return scores

    def assess(self, text: str, relationship: Relationship = Relationship.SOCIAL) -> Assessment:
        """Judge a text, as the classifier does."""
        key = _key(relationship, text)
        known = self._memory.find(key) if self._memory else None
        if known is not None:
            return _assessment(known, text, relationship, self.identity)
        assessment = self.loaded.assess(text, relationship)
        if self._memory:
            self._memory.keep(key, _of_assessment(assessment))
        return assessment


class NotHere:
    """Stands where the pipeline would, in a classifier that asks another; nothing is ever asked of it."""

    def predict_proba(self, passages: object) -> Any:
        """Never called."""
        raise NotImplementedError


def _key(kind: str, text: str) -> str:
    return _digest(f"{kind}\0{text}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _of_scores(scores: Scores) -> dict[str, Any]:
    return {
        "social": scores.social,
        "mixed": scores.mixed,
        "market_cues": dict(scores.market_cues),
        "social_cues": dict(scores.social_cues),
    }


def _scores(kept: Mapping[str, Any]) -> Scores:
    return Scores(
        social=kept["social"],
        mixed=kept["mixed"],
        market_cues={MarketCue(cue): score for cue, score in kept["market_cues"].items()},
        social_cues={SocialCue(cue): score for cue, score in kept["social_cues"].items()},
    )


def _of_assessment(assessment: Assessment) -> dict[str, Any]:
    return {
        "verdict": assessment.verdict,
        "flip_risk": assessment.flip_risk,
        "cues": [_of_finding(finding) for finding in assessment.cues],
        "social_cues": [_of_finding(finding) for finding in assessment.social_cues],
        "language": [assessment.language.code, assessment.language.confidence],
        "warnings": [[warning.code, warning.message] for warning in assessment.warnings],
        "scores": _of_scores(assessment.scores),
    }


def _assessment(kept: Mapping[str, Any], text: str, relationship: Relationship, model: ModelIdentity) -> Assessment:
    verdict = Verdict(kept["verdict"])
    cues = tuple(MarketFinding(MarketCue(cue), score, _spans(spans)) for cue, score, spans in kept["cues"])
    return Assessment(
        verdict=verdict,
        flip_risk=kept["flip_risk"],
        relationship=relationship,
        cues=cues,
        social_cues=tuple(
            SocialFinding(SocialCue(cue), score, _spans(spans)) for cue, score, spans in kept["social_cues"]
        ),
        because=because(text, verdict, relationship, cues),
        language=Language(*kept["language"]),
        warnings=tuple(Caveat(code, message) for code, message in kept["warnings"]),
        scores=_scores(kept["scores"]),
        model=model,
    )


def _of_finding(finding: MarketFinding | SocialFinding) -> list[Any]:
    return [finding.cue, finding.score, [[span.start, span.end] for span in finding.spans]]


def _spans(kept: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in kept)
