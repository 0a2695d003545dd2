"""SARIF 2.1.0: for code scanning on GitHub, Azure DevOps and in editors. Columns count UTF-16 units.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/. What was ignored or stands in the baseline is told as suppressed.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from model import NORMS, MarketCue

from ..outcome import Checked, Outcome
from ..sources.document import Document, Position
from ..sources.post import Trouble
from ..version import program_version
from . import Run
from .columns import utf_16
from .remark import RULES, TROUBLE_RULE, Level, Remark, Remarks

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS: Mapping[Level, str] = {Level.ERROR: "error", Level.WARNING: "warning"}
_RULES = tuple(rule for rule in RULES if rule != TROUBLE_RULE)
_KINDS = {"ignored": "inSource", "baseline": "external"}


def render(run: Run) -> Iterator[str]:
    """Give the log in one part."""
    outcomes = list(run.outcomes)
    posts = [outcome for outcome in outcomes if not isinstance(outcome, Trouble)]
    remarks, troubles = Remarks(), [outcome for outcome in outcomes if isinstance(outcome, Trouble)]
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(run)},
                "columnKind": "utf16CodeUnits",
                "invocations": [
                    {
                        "executionSuccessful": not troubles,
                        "toolExecutionNotifications": [_notification(trouble) for trouble in troubles],
                    }
                ],
                "results": [result for outcome in posts for result in _results(outcome, remarks)],
            }
        ],
    }
    yield json.dumps(log, indent=2, ensure_ascii=not run.screen.unicode) + "\n"


def _driver(run: Run) -> dict[str, Any]:
    return {
        "name": "FlipGuard",
        "version": program_version(),
        "properties": {"model": run.model.version, "modelDigest": run.model.digest},
        "rules": [_rule(rule) for rule in _RULES],
    }


def _rule(rule: str) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": rule,
        "shortDescription": {"text": RULES[rule]},
        "defaultConfiguration": {"level": "error" if rule in (*MarketCue, "flip") else "warning"},
    }
    if rule in list(MarketCue):
        norm = NORMS[MarketCue(rule)]
        described["fullDescription"] = {"text": f"The reader hands over {norm.hands_over} and becomes {norm.role}."}
        described["help"] = {"text": f"{norm.sentence} Source: {norm.source}."}
    return described


def _results(outcome: Outcome, remarks: Remarks) -> Iterator[dict[str, Any]]:
    for remark in remarks.of(outcome):
        yield _result(remark)
    if isinstance(outcome, Checked):
        for silenced, remark in remarks.of_silenced(outcome):
            kind = _KINDS.get(silenced.by)
            if kind:
                yield _result(remark) | {"suppressions": [{"kind": kind, "justification": silenced.reason}]}


def _result(remark: Remark) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": remark.rule,
        "ruleIndex": _RULES.index(remark.rule),
        "level": _LEVELS[remark.level],
        "message": {"text": remark.message},
        "locations": [_location(remark.path, remark.document, remark.start, remark.end)],
        "partialFingerprints": {"primaryLocationLineHash": remark.fingerprint},
    }
    if remark.others:
        result["relatedLocations"] = [
            {"id": number, **_location(remark.path, remark.document, place.start, place.end)}
            for number, place in enumerate(remark.others, 1)
        ]
    if remark.checked:
        result["properties"] = {
            "verdict": remark.checked.verdict,
            "flipRisk": remark.checked.flip_risk,
            "relationship": remark.checked.relationship,
        }
    return result


def _notification(trouble: Trouble) -> dict[str, Any]:
    at = Position(trouble.line or 1, 1)
    return {
        "level": "error",
        "message": {"text": trouble.message},
        "locations": [_location(trouble.path, None, at, at)],
    }


def _location(path: str, document: Document | None, start: Position, end: Position) -> dict[str, Any]:
    region = {"startLine": start.line}
    if document is not None:
        region |= {"startColumn": utf_16(document, start), "endLine": end.line, "endColumn": utf_16(document, end)}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(path)}, "region": region}}


def _uri(path: str) -> str:
    return PurePath(path).as_uri() if PurePath(path).is_absolute() else quote(PurePath(path).as_posix())
