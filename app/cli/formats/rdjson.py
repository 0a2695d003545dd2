"""rdjson: reviewdog's own format, for comments on pull requests wherever reviewdog runs.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf. Columns count UTF-8 bytes.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..sources.document import Document, Position
from . import Run
from .columns import utf_8
from .remark import Level, Remark, Remarks

_SEVERITIES: Mapping[Level, str] = {Level.ERROR: "ERROR", Level.WARNING: "WARNING"}


def render(run: Run) -> Iterator[str]:
    """Give a DiagnosticResult in one part."""
    result = {
        "source": {"name": "flipguard"},
        "diagnostics": [_diagnostic(remark) for remark in Remarks().of_all(run.outcomes)],
    }
    yield json.dumps(result, indent=2, ensure_ascii=not run.screen.unicode) + "\n"


def _diagnostic(remark: Remark) -> dict[str, Any]:
    diagnostic: dict[str, Any] = {
        "message": remark.message,
        "location": _location(remark.path, remark.document, remark.start, remark.end),
        "severity": _SEVERITIES[remark.level],
        "code": {"value": remark.rule},
    }
    if remark.others:
        diagnostic["relatedLocations"] = [
            {"message": "The same cue.", "location": _location(remark.path, remark.document, place.start, place.end)}
            for place in remark.others
        ]
    return diagnostic


def _location(path: str, document: Document | None, start: Position, end: Position) -> dict[str, Any]:
    if document is None:
        return {"path": path, "range": {"start": {"line": start.line}}}
    return {"path": path, "range": {"start": _position(document, start), "end": _position(document, end)}}


def _position(document: Document, position: Position) -> dict[str, int]:
    return {"line": position.line, "column": utf_8(document, position)}
