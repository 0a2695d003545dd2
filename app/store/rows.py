"""Feedback as labelled rows, in the form that training reads from its corpus folder (`authored-*.jsonl`).

What people said wins. What they left open (the other audience's grade, the cues) is filled in from the model's own reading,
held to what they did say, and named in `filled`, so that a person can look at it before anything is trained.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from model import Classifier, MarketCue, Relationship, SocialCue, Verdict

from .entry import Entry

GRADES: Mapping[str, float] = {Verdict.CLEAR: 0, Verdict.REVIEW: 1, Verdict.FLIP: 2}
"""The least grade of the annotation guide that each verdict stands for."""


def training_row(entry: Entry, classifier: Classifier) -> dict[str, Any] | None:
    """Give the labelled row, or None where there is no text or nothing is known of it before `social` or `mixed` readers.

    Raises `InputError` if this model can't read the text.
    """
    said = _grades_said(entry)
    if entry.text is None or not said:
        return None
    scores = classifier.scores(entry.text)
    read: dict[str, float] = {
        relationship: GRADES[classifier.verdict(scores.flip_risk(relationship), relationship)]
        for relationship in (Relationship.SOCIAL, Relationship.MIXED)
    }
    reports = classifier.manifest.reports
    filled = [name for name in ("social", "mixed") if name not in said]
    if entry.market_cues is None:
        filled.append("market cues")
    if entry.social_cues is None:
        filled.append("social cues")
    return {
        "id": f"feedback-{entry.id}",
        "group": hashlib.sha256(entry.text.encode()).hexdigest()[:16],
        "text": entry.text,
        "flip": _consistent(said, read),
        "market": entry.market_cues
        if entry.market_cues is not None
        else [cue.value for cue in MarketCue if reports(cue, scores.market_cues[cue])],
        "social": entry.social_cues
        if entry.social_cues is not None
        else [cue.value for cue in SocialCue if reports(cue, scores.social_cues[cue])],
        "annotator": f"feedback:{entry.author}",
        "filled": filled,
        "said": {
            "relationship": entry.relationship,
            "verdict": entry.verdict,
            "right": entry.right,
            "label": entry.label,
        },
        "model": {"version": entry.model_version, "digest": entry.model_digest},
        "received": entry.received.isoformat(),
    }


def _grades_said(entry: Entry) -> dict[str, float]:
    said = {
        name: grade
        for name, grade in (("social", entry.grade_social), ("mixed", entry.grade_mixed))
        if grade is not None
    }
    truth = entry.verdict if entry.right else entry.label
    if truth is not None and entry.relationship in ("social", "mixed"):
        said.setdefault(entry.relationship, GRADES[truth])
    return said


def _consistent(said: Mapping[str, float], read: Mapping[str, float]) -> dict[str, float]:
    """Join what was said with what was read: as a rule a post is no more of a flip before `mixed` than before `social`."""
    if "social" in said:
        return {"social": said["social"], "mixed": said.get("mixed", min(read["mixed"], said["social"]))}
    return {"social": max(read["social"], said["mixed"]), "mixed": said["mixed"]}
