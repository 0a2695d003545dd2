"""What formats for programs print: findings, notices and troubles, flattened to remarks about places in files."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from model import NORMS, Verdict

from ..fingerprint import digest
from ..outcome import Checked, Finding, Outcome, Place, Silenced
from ..sources.document import Document, Position
from ..sources.notice import Notice
from ..sources.post import Trouble

FLIP_RULE = "flip"
"""The rule of a post that flips as a whole, where no single cue carries it."""

TROUBLE_RULE = "trouble"

RULES: Mapping[str, str] = MappingProxyType(
    {
        **{cue.value: norm.sentence for cue, norm in NORMS.items()},
        FLIP_RULE: "The post as a whole flips the relationship, though no single cue carries it.",
        "unused-ignore": "An ignore comment that ignores nothing hides what somebody writes there later.",
        "ignore-without-reason": "An ignore needs a reason, or nobody knows later whether it still holds.",
        "broken-ignore": "An ignore comment that can't be understood ignores nothing.",
        TROUBLE_RULE: "What can't be read can't be checked.",
    }
)
"""Every rule that a remark may name, with what is behind it."""


TOP = Position(1, 1)
"""Where a file begins."""


class Level(StrEnum):
    """How grave a remark is; each format has its own word for it."""

    ERROR = "error"
    WARNING = "warning"


_LEVELS = {Verdict.FLIP: Level.ERROR, Verdict.REVIEW: Level.WARNING, Verdict.CLEAR: Level.WARNING}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say about a place in a file. Without a `document` the place isn't known: it is about the file."""

    path: str
    rule: str
    level: Level
    message: str
    fingerprint: str
    document: Document | None = None
    start: Position = TOP
    end: Position = TOP
    others: tuple[Place, ...] = ()
    checked: Checked | None = None
    finding: Finding | None = None


class Remarks:
    """Makes remarks of outcomes, each with a fingerprint of its own: repeated ones are numbered within their file."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of_all(self, outcomes: Iterable[Outcome]) -> Iterator[Remark]:
        """Make the remarks of outcomes, in order."""
        for outcome in outcomes:
            yield from self.of(outcome)

    def of(self, outcome: Outcome) -> Iterator[Remark]:
        """Make the remarks of one outcome."""
        if isinstance(outcome, Trouble):
            yield self._trouble(outcome)
        elif isinstance(outcome, Notice):
            path = relative(outcome.path)
            mark = self._fingerprint(path, outcome.rule, outcome.document.line(outcome.at.line).strip())
            where = outcome.document, outcome.at, outcome.at
            yield Remark(path, outcome.rule, Level.WARNING, outcome.message, mark, *where)
        elif outcome.counts_as is not Verdict.CLEAR:
            yield from self._checked(outcome)

    def of_silenced(self, checked: Checked) -> Iterator[tuple[Silenced, Remark]]:
        """Make remarks of what was silenced in a post, for formats that tell of it."""
        for silenced in checked.silenced:
            yield silenced, self._finding(checked, silenced.finding) if silenced.finding else self._whole(checked)

    def _checked(self, checked: Checked) -> Iterator[Remark]:
        for finding in checked.findings:
            yield self._finding(checked, finding)
        if not checked.findings:
            yield self._whole(checked)

    def _finding(self, checked: Checked, finding: Finding) -> Remark:
        path, (first, *others) = relative(checked.path), finding.places
        mark = self._fingerprint(path, finding.cue, checked.sentence(first))
        level, message = _LEVELS[checked.verdict], finding_message(checked, finding)
        where = checked.post.document, first.start, first.end
        return Remark(path, finding.cue, level, message, mark, *where, tuple(others), checked, finding)

    def _whole(self, checked: Checked) -> Remark:
        path, level = relative(checked.path), _LEVELS[checked.verdict]
        mark = self._fingerprint(path, FLIP_RULE, checked.sentence(None))
        where = checked.post.document, checked.start, checked.start
        return Remark(path, FLIP_RULE, level, whole_message(checked), mark, *where, checked=checked)

    def _trouble(self, trouble: Trouble) -> Remark:
        at = Position(trouble.line or 1, trouble.column or 1)
        path = relative(trouble.path)
        mark = self._fingerprint(path, TROUBLE_RULE, trouble.message)
        return Remark(path, TROUBLE_RULE, Level.ERROR, trouble.message, mark, None, at, at)

    def _fingerprint(self, path: str, rule: str, sentence: str) -> str:
        mark = digest(path, rule, sentence)
        self._seen[mark] += 1
        number = self._seen[mark]
        return mark if number == 1 else digest(mark, str(number))


def relative(path: str) -> str:
    """Give a path from the working folder, with slashes, as CI servers know files; one outside it stays as it is."""
    here = Path.cwd()
    whole = here / path  # which is the path itself if it is absolute
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else path


def finding_message(checked: Checked, finding: Finding) -> str:
    """Say what the reader becomes, why that is wrong, and how sure the model is."""
    becomes = "becomes" if checked.verdict is Verdict.FLIP else "may become"
    return f"The reader {becomes} {finding.norm.role}. {finding.norm.sentence} {_risk(checked)}"


def whole_message(checked: Checked) -> str:
    """Say why a post is not clear where no cue is named."""
    return f"{checked.because} {_risk(checked)}"


def _risk(checked: Checked) -> str:
    return f"({checked.verdict}, flip risk {checked.flip_risk:.2f} before {checked.relationship} readers)"
