"""What an editor is told of a document: diagnostics, the norm behind a finding, and quick fixes."""

from collections.abc import Iterator, Sequence

from lsprotocol import types

from model import Advice, Verdict

from ..formats.remark import FLIP_RULE, finding_message, whole_message
from ..outcome import Checked, Finding, Outcome
from ..sources import takes_comments
from ..sources.notice import Notice
from ..sources.post import Trouble
from .places import overlap, position_of, range_of

SOURCE = "flipguard"

_SEVERITIES = {
    Verdict.FLIP: types.DiagnosticSeverity.Error,
    Verdict.REVIEW: types.DiagnosticSeverity.Warning,
    Verdict.CLEAR: types.DiagnosticSeverity.Hint,
}
_TOP = types.Range(types.Position(0, 0), types.Position(0, 0))


def diagnostics(outcomes: Sequence[Outcome]) -> list[types.Diagnostic]:
    """Give a diagnostic for each place of each finding, and for what is to be mended."""
    return [diagnostic for outcome in outcomes for diagnostic in _diagnostics(outcome)]


def hover(outcomes: Sequence[Outcome], at: types.Position) -> types.Hover | None:
    """Give the norm behind the findings at a position, and what would help."""
    here = types.Range(at, at)
    for checked, finding, where in _marked(outcomes):
        if overlap(where, here):
            return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, _told(checked, finding)), where)
    return None


def code_actions(uri: str, outcomes: Sequence[Outcome], within: types.Range) -> list[types.CodeAction]:
    """Give the quick fixes for the findings in a range: the advice that changes words, and an ignore."""
    actions: list[types.CodeAction] = []
    for checked, finding, where in _marked(outcomes):
        if not overlap(where, within):
            continue
        for advice in checked.advice:
            action = _advised(uri, checked, advice)
            if action and action.title not in [one.title for one in actions]:
                actions.append(action)
        if takes_comments(checked.path):
            actions.append(_ignoring(uri, checked, finding, where))
    return actions


def _diagnostics(outcome: Outcome) -> Iterator[types.Diagnostic]:
    if isinstance(outcome, Trouble):
        line = max(0, (outcome.line or 1) - 1)
        where = types.Range(types.Position(line, 0), types.Position(line, 0))
        yield types.Diagnostic(where, outcome.message, types.DiagnosticSeverity.Warning, "trouble", source=SOURCE)
    elif isinstance(outcome, Notice):
        at = position_of(outcome.document, outcome.at)
        severity = types.DiagnosticSeverity.Warning
        yield types.Diagnostic(types.Range(at, at), outcome.message, severity, outcome.rule, source=SOURCE)
    else:
        for checked, finding, where in _marked([outcome]):
            rule = finding.cue.value if finding else FLIP_RULE
            message = finding_message(checked, finding) if finding else whole_message(checked)
            yield types.Diagnostic(where, message, _SEVERITIES[checked.verdict], rule, source=SOURCE)


def _marked(outcomes: Sequence[Outcome]) -> Iterator[tuple[Checked, Finding | None, types.Range]]:
    """Give every place that is marked in the editor."""
    for outcome in outcomes:
        if not isinstance(outcome, Checked) or outcome.counts_as is Verdict.CLEAR:
            continue
        document = outcome.post.document
        for finding in outcome.findings:
            for place in finding.places:
                yield outcome, finding, range_of(document, place)
        if not outcome.findings:
            at = position_of(document, outcome.start)
            yield outcome, None, types.Range(at, at)


def _told(checked: Checked, finding: Finding | None) -> str:
    lines = [f"**{checked.verdict}**: {checked.because}"]
    if finding:
        lines = [
            f"**{finding.cue}** ({checked.verdict}): the reader hands over {finding.norm.hands_over} "
            f"and becomes {finding.norm.role}.",
            finding.norm.sentence,
            f"*{finding.norm.source}*",
        ]
    if checked.advice:
        lines.append(f"**What helps:** {checked.advice[0].message}")
    lines.append(f"Flip risk {checked.flip_risk:.2f} before {checked.relationship} readers.")
    return "\n\n".join(lines)


def _advised(uri: str, checked: Checked, advice: Advice) -> types.CodeAction | None:
    if not advice.edits:
        return None
    document = checked.post.document
    edits = [types.TextEdit(range_of(document, checked.place(edit.span)), edit.replacement) for edit in advice.edits]
    after = f"flip risk {advice.flip_risk_after:.2f}, {advice.verdict_after}"
    return types.CodeAction(
        title=f"{advice.message} ({after})",
        kind=types.CodeActionKind.QuickFix,
        edit=types.WorkspaceEdit(changes={uri: edits}),
    )


def _ignoring(uri: str, checked: Checked, finding: Finding | None, where: types.Range) -> types.CodeAction:
    rule = finding.cue.value if finding else FLIP_RULE
    line = checked.post.document.line(where.start.line + 1)
    indent = line[: len(line) - len(line.lstrip())]
    comment = f"{indent}<!-- flipguard-ignore-next: {rule} -- why it is meant as it stands -->\n"
    above = types.Position(where.start.line, 0)
    return types.CodeAction(
        title=f"Ignore {rule} here: write down why",
        kind=types.CodeActionKind.QuickFix,
        edit=types.WorkspaceEdit(changes={uri: [types.TextEdit(types.Range(above, above), comment)]}),
    )
