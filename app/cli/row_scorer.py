"""Scoring one row after another, and counting what came of them."""

import json
from collections import Counter
from typing import Any

from model import (
    Channel,
    Classifier,
    InputError,
    MarketCue,
    Relationship,
    Scores,
    Verdict,
    circumstances,
    weigh_scores,
)

from .audience import AudienceError, Audiences
from .options import RELATIONSHIPS
from .rows import Line, Row, RowError, decode, encode, parse

_TEXT = "text"
_RELATIONSHIP = "relationship"
_CHANNEL = "channel"
_KINDS = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "a string",
    list: "an array",
    dict: "an object",
}
_SHOWN_LENGTH = 40


class RowScorer:
    """Scores rows with one model, before the readers that each names."""

    def __init__(self, classifier: Classifier, audiences: Audiences) -> None:
        self.verdicts: Counter[Verdict] = Counter()
        self.errors = 0
        self._classifier = classifier
        self._audiences = audiences

    def score(self, line: Line) -> bytes:
        """Give the row with its scores, or an error row that keeps the row as far as it can be read."""
        written = None
        try:
            text = decode(line)
            value = parse(text)
            written = text
            return encode(self._scored(_row(text, value)))
        except RowError as error:
            return encode(self._error_row(line.number, str(error), error.code, error.field, written))
        except InputError as error:
            return encode(self._error_row(line.number, str(error), error.code, error.field, written))

    def summary(self) -> str:
        """Say in a sentence how it went."""
        rows = self.verdicts.total()
        counts = ", ".join(f"{self.verdicts[verdict]:,} {verdict}" for verdict in reversed(Verdict))
        summary = f"Scored {rows:,} {'row' if rows == 1 else 'rows'}: {counts}."
        if self.errors:
            summary += f" {self.errors:,} could not be scored: look for “error” in the output."
        return summary

    def _scored(self, row: Row) -> str:
        """Score a row as an assessment would, but without its evidence, which costs more than all the rest."""
        given = circumstances(self._audience(row))
        scores = self._classifier.scores(_text(row))
        flip_risk = scores.flip_risk(given.relationship)
        verdict = weigh_scores(self._classifier, scores, given)[-1].verdict
        self.verdicts[verdict] += 1
        return row.with_fields({"flip_risk": flip_risk, "verdict": verdict, "cues": self._cues(scores)})

    def _audience(self, row: Row) -> Channel | Relationship:
        try:
            return self._audiences.find(_channel(row), _relationship(row))
        except AudienceError as error:
            code = "unknown-channel" if error.field == _CHANNEL else "relationship-contradicts-channel"
            raise RowError(str(error), code=code, field=error.field) from error

    def _cues(self, scores: Scores) -> dict[MarketCue, float]:
        reports = self._classifier.manifest.reports
        carried = [(cue, score) for cue, score in scores.market_cues.items() if reports(cue, score)]
        return dict(sorted(carried, key=lambda found: -found[1]))

    def _error_row(self, number: int, message: str, code: str, field: str, written: str | None) -> str:
        self.errors += 1
        error = {"code": code, "field": field, "message": message}
        row = json.dumps({"row": number, "error": error}, ensure_ascii=False)
        return row if written is None else f'{row[:-1]}, "input": {written}}}'


def _row(written: str, value: Any) -> Row:
    if not isinstance(value, dict):
        raise RowError(f"The row is {_kind(value)}, but must be an object with a “{_TEXT}”.", code="wrong-type")
    return Row(written, value)


def _text(row: Row) -> str:
    if _TEXT not in row.fields:
        raise RowError(f"The row has no “{_TEXT}”.", code="missing", field=_TEXT)
    text = row.fields[_TEXT]
    if not isinstance(text, str):
        raise RowError(f"“{_TEXT}” is {_kind(text)}, but must be a string.", code="wrong-type", field=_TEXT)
    return text


def _relationship(row: Row) -> Relationship | None:
    """Give the relationship that the row names; null counts as none, as it does over HTTP."""
    name = row.fields.get(_RELATIONSHIP)
    if name is None:
        return None
    if name not in RELATIONSHIPS:
        shown = f"“{name[:_SHOWN_LENGTH]}”" if isinstance(name, str) else _kind(name)
        raise RowError(
            f"“{_RELATIONSHIP}” is {shown}, but must be one of {', '.join(RELATIONSHIPS)}.",
            code="unknown-relationship" if isinstance(name, str) else "wrong-type",
            field=_RELATIONSHIP,
        )
    return Relationship(name)


def _channel(row: Row) -> str | None:
    """Give the channel that the row names; null counts as none."""
    name = row.fields.get(_CHANNEL)
    if name is not None and not isinstance(name, str):
        raise RowError(f"“{_CHANNEL}” is {_kind(name)}, but must be a string.", code="wrong-type", field=_CHANNEL)
    return name


def _kind(value: object) -> str:
    return _KINDS.get(type(value), "null")
