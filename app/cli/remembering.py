"""A classifier that remembers: it answers from memory where it can, and loads the model when it first can't.

Kept are figures and places, never words: what quotes a text is worked out anew from the text at hand.
"""

import threading
from collections.abc import Callable, Mapping
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

from .memory import Memory, digest


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
        return self._remembered("scores", text, lambda: self.loaded.scores(text))

    def rough_scores(self, text: str) -> Scores:
        """Score a text roughly, as the classifier does."""
        return self._remembered("rough scores", text, lambda: self.loaded.rough_scores(text))

    def _remembered(self, kind: str, text: str, score: Callable[[], Scores]) -> Scores:
        key = _key(kind, text)
        known = self._memory.find(key) if self._memory else None
        if known is not None:
            return _scores(known)
        scores = score()
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
    return digest(f"{kind}\0{text}")


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
