"""JSON: one document with every post, for programs. Places are as in the text format; each finding has one."""

import json
from collections.abc import Iterator
from typing import Any

from model import Advice, Edit, ModelIdentity, Verdict

from ..outcome import Checked, Finding, Place, Silenced
from ..sources.notice import Notice
from ..sources.post import Trouble
from ..tally import Tally
from . import Run


def render(run: Run) -> Iterator[str]:
    """Give the document in one part, since a JSON document can't be read before it is whole."""
    outcomes = list(run.outcomes)
    document = {
        "posts": [described_post(outcome) for outcome in outcomes if isinstance(outcome, Checked)],
        "troubles": [described_trouble(outcome) for outcome in outcomes if isinstance(outcome, Trouble)],
        "notices": [described_notice(outcome) for outcome in outcomes if isinstance(outcome, Notice)],
        "summary": summary(run.tally),
        "model": described_model(run.model),
    }
    yield json.dumps(document, indent=2, ensure_ascii=not run.screen.unicode) + "\n"


def described_post(checked: Checked) -> dict[str, Any]:
    """Describe a post and all that is said of it."""
    decision, assessment = checked.decision, checked.assessment
    return {
        "path": checked.post.path,
        "label": checked.post.label,
        "relationship": assessment.relationship,
        "channel": decision.channel.name if decision.channel else None,
        "verdict": decision.verdict,
        "model_verdict": assessment.verdict,
        "decided_by": decision.decided_by,
        "flip_risk": assessment.flip_risk,
        "because": decision.because,
        "findings": [_finding(finding, place) for finding in checked.findings for place in finding.places],
        "silenced": [_silenced(silenced) for silenced in checked.silenced],
        "unmet_needs": [
            {"cue": need.cue, "missing": list(need.missing), "message": need.message} for need in decision.unmet_needs
        ],
        "advice": [_advice(checked, advice) for advice in checked.advice],
        "warnings": [{"code": warning.code, "message": warning.message} for warning in decision.warnings],
    }


def _advice(checked: Checked, advice: Advice) -> dict[str, Any]:
    return {
        "kind": advice.kind,
        "cue": advice.cue,
        "message": advice.message,
        "edits": [_edit(edit, checked.place(edit.span)) for edit in advice.edits],
        "worded": advice.worded,
        "moves_to": advice.moves_to,
        "text_after": advice.text_after,
        "flip_risk_after": advice.flip_risk_after,
        "verdict_after": advice.verdict_after,
    }


def _edit(edit: Edit, place: Place) -> dict[str, Any]:
    return {**_stretch(place), "replacement": edit.replacement}


def _stretch(place: Place) -> dict[str, Any]:
    return {
        "line": place.start.line,
        "column": place.start.column,
        "end_line": place.end.line,
        "end_column": place.end.column,
        "text": place.text,
    }


def _finding(finding: Finding, place: Place) -> dict[str, Any]:
    return {
        "cue": finding.cue,
        "score": finding.score,
        "role": finding.norm.role,
        "norm": finding.norm.sentence,
        **_stretch(place),
    }


def described_trouble(trouble: Trouble) -> dict[str, Any]:
    """Describe why a file, or a post in it, could not be checked."""
    return {"path": trouble.path, "line": trouble.line, "column": trouble.column, "message": trouble.message}


def described_notice(notice: Notice) -> dict[str, Any]:
    """Describe a notice: what is to be mended in a file, and where."""
    return {
        "path": notice.path,
        "line": notice.at.line,
        "column": notice.at.column,
        "rule": notice.rule,
        "message": notice.message,
    }


def described_model(model: ModelIdentity) -> dict[str, str]:
    """Name the model that answered."""
    return {"version": model.version, "digest": model.digest}


def summary(tally: Tally) -> dict[str, int]:
    """Count what came of a run."""
    return {
        "posts": tally.posts,
        **{verdict.value: tally.verdicts[verdict] for verdict in Verdict},
        "silenced": tally.silenced,
        "notices": tally.notices,
        "troubles": tally.troubles,
    }


def _silenced(silenced: Silenced) -> dict[str, Any]:
    cue = silenced.finding.cue if silenced.finding else None
    return {"cue": cue, "by": silenced.by, "reason": silenced.reason}
