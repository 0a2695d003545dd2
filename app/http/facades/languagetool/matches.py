"""What is marked in a text: the phrases of its market cues, where it flips."""

from collections.abc import Iterator
from dataclasses import dataclass

from model import Span, Verdict, sentences

from ...schemas import CheckResponse, MarketCueFound
from ..utf_16 import Utf16
from .annotated import AnnotatedText
from .replacements import replacements_of, stretch_to_mark
from .rules import BY_CUE, CATEGORY, CATEGORY_NAME, FLIP, ISSUE_TYPE, Rule, RulesAsked
from .schemas import Category, Context, Match, RuleShown

_AROUND = 40
"""How much of the text is shown on each side of a match, in code points."""

_SHORT = {Verdict.FLIP: "A flip", Verdict.REVIEW: "Perhaps a flip"}


@dataclass(frozen=True, slots=True)
class _Found:
    """What is to be marked, by which rule and why."""

    span: Span
    rule: Rule
    word: str
    reason: str


class Marker:
    """Marks one text. Offsets are those of the original, in UTF-16 code units."""

    def __init__(self, text: AnnotatedText) -> None:
        self._text = text
        self._units = Utf16(text.original)
        self._sentences = sentences(text.plain)

    def sentence_ranges(self) -> list[tuple[int, int]]:
        """Give where each sentence begins and ends."""
        return [self._range(sentence) for sentence in self._sentences]

    def matches(self, answer: CheckResponse, marked: frozenset[Verdict], rules: RulesAsked) -> list[Match]:
        """Give the matches of a text whose verdict is one of `marked`, in reading order. No two of them overlap."""
        if answer.verdict not in marked:
            return []
        found: list[_Found] = []
        for one in self._all_found(answer):
            if rules.want(one.rule) and all(
                one.span.end <= other.span.start or other.span.end <= one.span.start for other in found
            ):
                found.append(one)
        return [self._match(one, answer) for one in sorted(found, key=lambda one: one.span)]

    def _all_found(self, answer: CheckResponse) -> Iterator[_Found]:
        """Give all that could be marked, what weighs most first; the first sentence where no phrase carries the flip."""
        if not any(cue.spans for cue in answer.cues):
            yield _Found(self._sentences[0], FLIP, "the post as a whole", answer.because)
        for cue in answer.cues:
            for span in cue.spans:
                stretch = stretch_to_mark(Span(span.start, span.end), cue.cue, answer.advice, self._text)
                yield _Found(stretch, BY_CUE[cue.cue], cue.cue, _reason(cue))

    def _match(self, found: _Found, answer: CheckResponse) -> Match:
        start, end = self._range(found.span)
        kind = _SHORT[answer.verdict]
        return Match(
            message=f"{kind}. {found.reason} {_way_out(answer)}".strip(),
            shortMessage=f"{kind}: {found.word}",
            replacements=replacements_of(found.span, answer.advice, self._text),
            offset=start,
            length=end - start,
            context=self._context(self._text.place(found.span)),
            sentence=self._sentence_at(found.span.start),
            rule=RuleShown(
                id=found.rule.id,
                description=found.rule.description,
                issueType=ISSUE_TYPE,
                category=Category(id=CATEGORY, name=CATEGORY_NAME),
            ),
        )

    def _range(self, span: Span) -> tuple[int, int]:
        place = self._text.place(span)
        return self._units.before(place.start), self._units.before(place.end)

    def _context(self, place: Span) -> Context:
        whole = self._text.original
        start, end = max(0, place.start - _AROUND), min(len(whole), place.end + _AROUND)
        before = ("..." if start else "") + _in_one_line(whole[start : place.start])
        after = _in_one_line(whole[place.end : end]) + ("..." if end < len(whole) else "")
        text = before + _in_one_line(place.of(whole)) + after
        units = Utf16(text)
        offset = units.before(len(before))
        return Context(text=text, offset=offset, length=units.before(len(text) - len(after)) - offset)

    def _sentence_at(self, offset: int) -> str:
        return next((one.of(self._text.plain) for one in self._sentences if offset < one.end), "")


def _reason(cue: MarketCueFound) -> str:
    return f"The reader hands over {cue.hands_over} and becomes {cue.role}. {cue.norm}"


def _way_out(answer: CheckResponse) -> str:
    return f"Way out: {answer.advice[0].message}" if answer.advice else ""


def _in_one_line(text: str) -> str:
    return text.translate({ord("\n"): " ", ord("\r"): " ", ord("\t"): " "})
