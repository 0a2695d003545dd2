"""Silencing: which findings of a post are not to be told, and by what: an ignore, the rules, the diff or the baseline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from model import Verdict

from .baseline import Baseline
from .changes import Changes
from .outcome import Checked, Finding, Place, Silenced
from .path_rules import PathSettings
from .sources.notice import Notice
from .sources.post import Ignore

FLIP_RULE = "flip"
"""The rule of a post that is not clear as a whole, though no cue carries it."""


@dataclass(frozen=True, slots=True)
class Silencer:
    """What silences findings in a run, besides the ignores that posts hold themselves."""

    changes: Changes | None = None
    baseline: Baseline | None = None

    def silence(self, checked: Checked, settings: PathSettings) -> Iterator[Checked | Notice]:
        """Give the post without what is not to be told, after notices of the ignores in it that ignore nothing."""
        used: set[Ignore] = set()
        judge = _Judge(checked, settings, self, used)
        if checked.verdict is not Verdict.CLEAR:
            checked = judge.judged()
            if self.baseline:
                self.baseline.meets(checked)
        for ignore in checked.post.ignores:
            if ignore not in used and ignore.rules <= settings.rules and self._tells(checked, ignore):
                yield _unused(checked, ignore)
        yield checked

    def tells(self, notice: Notice) -> bool:
        """Say whether a notice is to be told: not where nothing has changed."""
        return self.changes is None or self.changes.touch(notice.path, notice.at.line, notice.at.line)

    def _tells(self, checked: Checked, ignore: Ignore) -> bool:
        line = checked.post.document.position(ignore.at).line
        return self.changes is None or self.changes.touch(checked.path, line, line)


class _Judge:
    """Goes through the findings of one post."""

    def __init__(self, checked: Checked, settings: PathSettings, silencer: Silencer, used: set[Ignore]) -> None:
        self._checked, self._settings, self._silencer, self._used = checked, settings, silencer, used

    def judged(self) -> Checked:
        findings = self._checked.all_findings
        if not findings:
            why = self._why(FLIP_RULE, None)
            return self._checked if why is None else replace(self._checked, kept=(), silenced=(Silenced(None, *why),))
        kept, silenced = list[Finding](), list[Silenced]()
        for finding in findings:
            reasons = [self._why(finding.cue, place) for place in finding.places]
            left = tuple(place for place, why in zip(finding.places, reasons, strict=True) if why is None)
            if left:
                kept.append(replace(finding, places=left))
            else:
                silenced.append(Silenced(finding, *next(why for why in reasons if why is not None)))
        return replace(self._checked, kept=tuple(kept), silenced=tuple(silenced))

    def _why(self, rule: str, place: Place | None) -> tuple[str, str] | None:
        """Say by what and why a finding is not to be told at a place; none if it is."""
        ignore = self._ignoring(rule, place)
        if ignore:
            self._used.add(ignore)
            return "ignored", ignore.reason
        if rule not in self._settings.rules:
            return "unselected", f"{rule} is not among the rules that hold for this file."
        changes, baseline = self._silencer.changes, self._silencer.baseline
        if changes and not changes.touch(self._checked.path, *self._lines(place)):
            return "unchanged", f"Nothing has changed here since {changes.revision}."
        if baseline and baseline.knows(self._checked, rule, place):
            return "baseline", f"It stands in {baseline.path}."
        return None

    def _ignoring(self, rule: str, place: Place | None) -> Ignore | None:
        prose = self._checked.post.prose
        where = prose.origin(place.span) if place and place.text else prose.origin_of_all()
        for ignore in self._checked.post.ignores:
            if rule in ignore.rules and ignore.covers.start < where.end and ignore.covers.end > where.start:
                return ignore
        return None

    def _lines(self, place: Place | None) -> tuple[int, int]:
        if place and place.text:
            return place.start.line, place.end.line
        return lines_of(self._checked)


def lines_of(checked: Checked) -> tuple[int, int]:
    """Give the first and the last line of a post."""
    document, whole = checked.post.document, checked.post.prose.origin_of_all()
    return document.position(whole.start).line, document.position(whole.end).line


def _unused(checked: Checked, ignore: Ignore) -> Notice:
    rules: Sequence[str] = sorted(ignore.rules)
    message = f"It ignores nothing: no finding of {', '.join(rules)} is left here. Remove it."
    return Notice(checked.post.document, checked.post.document.position(ignore.at), "unused-ignore", message)
