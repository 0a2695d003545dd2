"""Scoring one row after another, before the readers that each names."""

from collections.abc import Mapping
from typing import Any

from model import Channel, Classifier, InputError, MarketCue, Relationship, Scores, circumstances, weigh_scores

from ..audience import AudienceError, Audiences
from ..options import RELATIONSHIPS
from ..rows import RowError
from .records import Answer, Fault, Outcome, Record

RELATIONSHIP = "relationship"
CHANNEL = "channel"

_KINDS = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "a string",
    list: "an array",
    dict: "an object",
    type(None): "null",
}
_SHOWN_LENGTH = 40


class RowScorer:
    """Scores rows with one model. `text_column` names the field that holds the post."""

    def __init__(self, classifier: Classifier, audiences: Audiences, text_column: str = "text") -> None:
        self._classifier = classifier
        self._audiences = audiences
        self._text_column = text_column

    def score(self, record: Record) -> Outcome:
        """Score a row as an assessment would, but without its evidence, which costs more than all the rest."""
        if record.fault:
            return record.fault
        try:
            return self._answer(record.fields)
        except RowError as error:
            return Fault(error.code, error.field, str(error))
        except InputError as error:
            return Fault(error.code, error.field, str(error))

    def _answer(self, fields: Mapping[str, Any]) -> Answer:
        given = circumstances(self._audience(fields))
        scores = self._classifier.scores(self._text(fields))
        verdict = weigh_scores(self._classifier, scores, given)[-1].verdict
        return Answer(scores.flip_risk(given.relationship), verdict, self._cues(scores))

    def _audience(self, fields: Mapping[str, Any]) -> Channel | Relationship:
        try:
            return self._audiences.find(_channel(fields), _relationship(fields))
        except AudienceError as error:
            code = "unknown-channel" if error.field == CHANNEL else "relationship-contradicts-channel"
            raise RowError(str(error), code=code, field=error.field) from error

    def _text(self, fields: Mapping[str, Any]) -> str:
        name = self._text_column
        if name not in fields:
            raise RowError(f"The row has no “{name}”.", code="missing", field=name)
        text = fields[name]
        if not isinstance(text, str):
            raise RowError(f"“{name}” is {kind(text)}, but must be a string.", code="wrong-type", field=name)
        return text

    def _cues(self, scores: Scores) -> dict[MarketCue, float]:
        reports = self._classifier.manifest.reports
        carried = [(cue, score) for cue, score in scores.market_cues.items() if reports(cue, score)]
        return dict(sorted(carried, key=lambda found: -found[1]))


def kind(value: object) -> str:
    """Say in JSON's words what a value is."""
    return _KINDS.get(type(value), f"a {type(value).__name__}")


def _relationship(fields: Mapping[str, Any]) -> Relationship | None:
    """Give the relationship that the row names; null counts as none, as it does over HTTP."""
    name = fields.get(RELATIONSHIP)
    if name is None:
        return None
    if name not in RELATIONSHIPS:
        shown = f"“{name[:_SHOWN_LENGTH]}”" if isinstance(name, str) else kind(name)
        raise RowError(
            f"“{RELATIONSHIP}” is {shown}, but must be one of {', '.join(RELATIONSHIPS)}.",
            code="unknown-relationship" if isinstance(name, str) else "wrong-type",
            field=RELATIONSHIP,
        )
    return Relationship(name)


def _channel(fields: Mapping[str, Any]) -> str | None:
    """Give the channel that the row names; null counts as none."""
    name = fields.get(CHANNEL)
    if name is not None and not isinstance(name, str):
        raise RowError(f"“{CHANNEL}” is {kind(name)}, but must be a string.", code="wrong-type", field=CHANNEL)
    return name
