"""Text for people: each finding with its place, the line, carets under the words, and why it flips."""

from collections.abc import Iterator
from textwrap import fill

from model import Advice, Part, Verdict

from ..outcome import Checked, Finding
from ..screen import Screen, printable
from ..sources.document import Position
from ..sources.notice import Notice
from ..tally import Tally
from . import Run
from .snippet import SnippetLine, snippet

_COLOURS = {Verdict.FLIP: "red", Verdict.REVIEW: "yellow", Verdict.CLEAR: "green"}
_BECOMES = {Verdict.FLIP: "the reader becomes", Verdict.REVIEW: "the reader may become"}
_DECIDED = {
    Part.PERMISSION: "lowered by permission",
    Part.STAGE: "decided by the stage",
    Part.BALANCE: "raised by the balance",
}
_GUTTER = 4
_BAR = " | "


def render(run: Run) -> Iterator[str]:
    """Give a part for each post that isn't clear or has a warning, and a summary."""
    for outcome in run.outcomes:
        if isinstance(outcome, Checked):
            yield from _post(outcome, run.screen)
        elif isinstance(outcome, Notice):
            yield _notice(outcome, run.screen)
    yield _summary(run.tally, run.screen) + "\n"


def _post(checked: Checked, screen: Screen) -> Iterator[str]:
    decision, assessment = checked.decision, checked.assessment
    for warning in decision.warnings:
        yield f"{printable(checked.post.path)}: {screen.paint('warning', 'yellow', bold=True)}: {warning.message}\n"
    if checked.verdict is Verdict.CLEAR:
        if decision.decided_by is not Part.MODEL:
            yield _lowered(checked, screen)
        return
    if checked.counts_as is Verdict.CLEAR:
        return
    for finding in checked.findings:
        yield _finding(checked, finding, screen)
    if not checked.findings:
        yield _heading(checked, checked.start, "", screen) + _note(assessment.because, screen)
    for step in decision.steps[1:]:
        yield _note(f"{_DECIDED[step.part]}: {step.reason}", screen)
    for need in decision.unmet_needs:
        yield _note(need.message, screen)
    if checked.advice:
        yield _advice(checked.advice[0], screen)
    risk = f"flip risk {assessment.flip_risk:.2f} before {_readers(checked)}"
    yield _note(screen.paint(risk, bold=True), screen) + "\n"


def _lowered(checked: Checked, screen: Screen) -> str:
    """Say why a post passes that its wording alone would not let pass."""
    said = [f"{_DECIDED[step.part]}: {step.reason}" for step in checked.decision.steps[1:]]
    return _heading(checked, checked.start, "", screen) + "".join(_note(one, screen) for one in said) + "\n"


def _advice(advice: Advice, screen: Screen) -> str:
    words = " ".join(edit.replacement.strip() for edit in advice.edits if edit.replacement.strip())
    wording = f" For instance: “{words}”" if advice.worded and words else ""
    after = f"flip risk {advice.flip_risk_after:.2f}, {advice.verdict_after}"
    return _note(
        f"{screen.paint('advice', 'cyan', bold=True)}: {printable(advice.message + wording)} ({after})", screen
    )


def _notice(notice: Notice, screen: Screen) -> str:
    place = screen.paint(f"{printable(notice.path)}:{notice.at.line}:{notice.at.column}:", bold=True)
    return f"{place} {screen.paint(notice.rule, 'yellow', bold=True)}: {printable(notice.message)}\n"


def _readers(checked: Checked) -> str:
    channel = checked.decision.channel
    where = f" of “{channel.name}”" if channel else ""
    return f"{checked.assessment.relationship} readers{where}"


def _finding(checked: Checked, finding: Finding, screen: Screen) -> str:
    verdict = checked.verdict
    what = f" {finding.cue} {finding.score:.2f}: {_BECOMES[verdict]} {finding.norm.role}"
    lines = snippet(checked.post.document, finding.places, screen.width - _GUTTER - len(_BAR))
    return (
        _heading(checked, finding.places[0].start, what, screen)
        + "".join(_snippet_line(line, verdict, screen) for line in lines)
        + _note(finding.norm.sentence, screen)
    )


def _heading(checked: Checked, at: Position, what: str, screen: Screen) -> str:
    verdict = checked.verdict
    place = screen.paint(f"{printable(checked.post.path)}:{at.line}:{at.column}:", bold=True)
    return f"{place} {screen.paint(verdict, _COLOURS[verdict], bold=True)}{what}\n"


def _snippet_line(line: SnippetLine, verdict: Verdict, screen: Screen) -> str:
    carets = line.carets.lstrip()
    indent = " " * (len(line.carets) - len(carets))
    return (
        f"{line.number:>{_GUTTER}}{_BAR}{line.text}\n"
        f"{'':>{_GUTTER}}{_BAR}{indent}{screen.paint(carets, _COLOURS[verdict], bold=True)}\n"
    )


def _note(text: str, screen: Screen) -> str:
    margin = f"{'':>{_GUTTER}} = "
    return fill(text, screen.width, initial_indent=margin, subsequent_indent=" " * len(margin)) + "\n"


def _summary(tally: Tally, screen: Screen) -> str:
    counts = [f"{tally.verdicts[verdict]} {verdict}" for verdict in reversed(Verdict)]
    summary = f"Checked {_counted(tally.posts, 'post')}: {', '.join(counts)}."
    if tally.silenced:
        summary += f" {_counted(tally.silenced, 'finding')} silenced."
    if tally.notices:
        summary += " " + screen.paint(f"{_counted(tally.notices, 'ignore comment')} to mend.", "yellow")
    if tally.troubles:
        summary += " " + screen.paint(f"{tally.troubles} could not be checked.", "red")
    return summary


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
