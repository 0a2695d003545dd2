"""A text as it was sent: what is accepted, and how it falls into passages, sentences and phrases.

All offsets count Unicode code points of the text as sent, the end exclusive. Nothing is normalised away, so a span can
always be cut out of the sender's own text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .errors import InputError

MAX_TEXT_LENGTH = 50_000
"""Longest text that is judged in one piece, in code points."""

PASSAGE_LENGTH = 800
"""Longest passage that is read at once, in code points; nearly every post is one passage."""

PHRASE_WORDS = 4
"""A phrase shorter than this many words, its conjunction aside, is joined to its neighbour: a writer can't act on a crumb."""

_NOT_AN_END = "".join(
    rf"(?<!\b{re.escape(short)}\.)"
    for short in ("Mr", "Mrs", "Ms", "Dr", "St", "vs", "no", "approx", "e.g", "i.e", "ie")
)
# mail programs wrap lines: after one of their length, a line that begins with a small letter goes on with its sentence
_WRAP = r"(?<=[^\n]{59}[^\s:])(?<![^\n]{100})[ \t\r]*\n[a-z]"
_LINE_END = rf"(?<![ \t\r])(?!{_WRAP})[ \t\r]*\n+"
_SENTENCE_END = re.compile(_NOT_AN_END + rf"(?<=[.!?…。！？؟])[\"'”’)\]]*\s+|{_LINE_END}")
# emoji, arrows, bullets and numbers in boxes stand where others write a full stop; a heart stands for a word
_SIGN = re.compile(
    "\\s+(?=[\u2022\u2190-\u21ff\u2300-\u23ff\u25a0-\u2762\u2765-\u27bf\u2b00-\u2bff\U0001f000-\U0001f492\U0001f4a0-\U0001faff]"
    "|\\d\ufe0f?\u20e3)"
)
_CLAUSE_END = re.compile(r"(?<=[,;:–—])\s+|\s+(?=[–—-]\s)|\s+(?=(?:and|but|so|because)\s)", re.IGNORECASE)
_LINK = re.compile(r"[^\w<]*+(?=\S*(?:://|mailto:|[.@][^\W\d]{2}))[\w<]\S*+")
_CONJUNCTION = re.compile(r"(?:and|or|but|so|because)\s", re.IGNORECASE)
_CONDITION = re.compile(r"(?:(?:and|or|but|so)\s+)?if\s", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_BROKEN = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the text as sent: `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Cut the span out of its text."""
        return text[self.start : self.end]


def checked(text: str) -> str:
    """Return the text unchanged, or raise `InputError` if it can't be judged.

    Refused are a text without any letter or digit, one over `MAX_TEXT_LENGTH`, NUL characters and lone surrogates.
    """
    if len(text) > MAX_TEXT_LENGTH:
        raise InputError(
            f"The text has {len(text):,} characters; at most {MAX_TEXT_LENGTH:,} are judged in one piece. "
            "Send its parts as posts of their own.",
            field="text",
            code="text-too-long",
        )
    _refuse_broken_characters(text)
    if not _WORD.search(text):
        raise InputError(
            "The text holds no words. Send the draft as its readers would see it.", field="text", code="text-empty"
        )
    return text


def _refuse_broken_characters(text: str) -> None:
    broken = _BROKEN.search(text)
    if broken is None:
        return
    position, character = broken.start(), broken.group()
    if character == "\0":
        raise InputError(
            f"The text holds a NUL character (U+0000) at offset {position}, so it is probably not a text. Remove it.",
            field="text",
            code="text-not-text",
        )
    raise InputError(
        f"The text holds half of a surrogate pair (U+{ord(character):04X}) at offset {position}: "
        "a character was cut in two before it was sent. Send it whole.",
        field="text",
        code="text-broken-character",
    )


def sentences(text: str) -> list[Span]:
    """Split a text into sentences and lines, without the white space around them."""
    return list(_pieces(text, Span(0, len(text)), _SENTENCE_END))


def phrases(text: str) -> list[Span]:
    """Split a text into phrases that a writer can strike or change: sentences, and the clauses of longer ones.

    What says nothing alone stays with its neighbour: a condition with the clause that hangs on it, a bare link with what leads to it.
    """
    found: list[Span] = []
    for phrase in _clauses(text):
        if found and _LINK.fullmatch(text, phrase.start, phrase.end):
            found[-1] = Span(found[-1].start, phrase.end)
        else:
            found.append(phrase)
    return found


def passages(text: str, length: int = PASSAGE_LENGTH) -> list[Span]:
    """Cover a text with passages of whole sentences that overlap by one sentence.

    A text within `length` is one passage. A sentence that alone exceeds `length` is cut into windows that overlap by
    half, so that no words are ever left unread.
    """
    if len(text) <= length:
        return [Span(0, len(text))]
    pieces = [window for sentence in sentences(text) for window in _windows(sentence, length)]
    found: list[Span] = []
    first = 0
    while first < len(pieces):
        last = first
        while last + 1 < len(pieces) and pieces[last + 1].end - pieces[first].start <= length:
            last += 1
        found.append(Span(pieces[first].start, pieces[last].end))
        if last + 1 == len(pieces):
            break
        first = max(last, first + 1)
    return found


def _clauses(text: str) -> Iterator[Span]:
    for sentence in sentences(text):
        for part in _joined(text, _pieces(text, sentence, _SIGN)):
            yield from _joined(text, _pieces(text, part, _CLAUSE_END))


def _windows(span: Span, length: int) -> Iterator[Span]:
    start = span.start
    while span.end - start > length:
        yield Span(start, start + length)
        start += length // 2
    yield Span(start, span.end)


def _pieces(text: str, within: Span, boundary: re.Pattern[str]) -> Iterator[Span]:
    start = within.start
    for match in boundary.finditer(text, within.start, within.end):
        yield from _trimmed(text, start, match.start())
        start = match.end()
    yield from _trimmed(text, start, within.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _joined(text: str, pieces: Iterator[Span]) -> Sequence[Span]:
    joined: list[Span] = []
    waits = False  # for the clause that hangs on the condition before it
    for piece in pieces:
        is_condition = _CONDITION.match(text, piece.start, piece.end) is not None
        if joined and (waits or is_condition or _is_crumb(text, piece) or _is_crumb(text, joined[-1])):
            joined[-1] = Span(joined[-1].start, piece.end)
            waits = waits and _is_crumb(text, piece)
        else:
            joined.append(piece)
            waits = is_condition
    return joined


def _is_crumb(text: str, piece: Span) -> bool:
    conjunction = _CONJUNCTION.match(text, piece.start, piece.end)
    return len(_WORD.findall(text, conjunction.end() if conjunction else piece.start, piece.end)) < PHRASE_WORDS
