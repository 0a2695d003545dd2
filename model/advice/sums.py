"""Sums of money in a text: found to be dropped or rounded, never to decide what is a flip."""

import re

from ..text import Span
from .edits import Edit, strike

_NUMBER = r"\d{1,9}(?:[.,]\d{1,3}){0,3}"
_UNIT = r"(?:dollars?|bucks?|quid|pounds?|euros?|eur|usd|gbp|cents?|pence|p|rupees?|kr|zł|k)\b"
_WORDS = r"(?:(?:five|ten|fifteen|twenty|thirty|forty|fifty|a hundred)\s+(?:dollars|bucks|quid|pounds|euros)|an?\s+(?:fiver|tenner))"
SUM = rf"(?:~\s?)?(?:[$€£¥₹]\s?{_NUMBER}(?:\s?k\b)?|{_NUMBER}\s?(?:[$€£¥₹]|{_UNIT})|{_WORDS})"
"""A pattern for a sum; no more than a pattern: who pays whom is the model's to tell."""

RATE = r"(?:\s*(?:/|per|an?|each|apiece)(?:\s*(?:hour|hr|h|head|person|day|box|piece|plate))?\b)?"
"""What may follow a sum: by the hour, a head, each."""

_ABOUT = r"(?:(?:only|just|about|around|almost|over|like|roughly)\s+)?"
_COST = (
    r"(?:it|they|that|this|these|which|the\s+\w+)(?:\s+(?:was|were|is|are|costs?|came\s+to|set\s+me\s+back)|['’]s)"
    r"(?:\s+me)?"
)

_BRACKETED = re.compile(rf"\([^()]*{SUM}[^()]*\)", re.IGNORECASE)
_CLAUSE = re.compile(rf"(?:(?:and|but)\s+)?{_COST}\s+{_ABOUT}{SUM}{RATE}(?=\s*(?:[.!?…,;)]|$|\n))", re.IGNORECASE)
_FOR_SUM = re.compile(rf"\b(?:for|at|worth|costing)\s+{_ABOUT}{SUM}{RATE}(?![\w-])", re.IGNORECASE)
_BEFORE_NOUN = re.compile(rf"\b(an?|the|that|this|my|your|our|her|his)\s+{SUM}\s+(?=[a-z])", re.IGNORECASE)
_VALUE = re.compile(rf"(?P<before>[$€£¥₹]\s?)?(?P<number>{_NUMBER})(?P<after>\s?(?:[$€£¥₹]|{_UNIT}))?", re.IGNORECASE)

_FEWEST_WORDS_BEFORE = 2
"""A clause is dropped only after so many words, or the sentence would be left in the air."""

_MOST_SUMS = 6
"""A sentence with more sums is a list, and no kindness with a price on it."""


def sums(text: str, within: Span) -> list[Span]:
    """Find the sums in a stretch of a text."""
    return [Span(*found.span()) for found in re.compile(SUM, re.IGNORECASE).finditer(text, within.start, within.end)]


def drop_sums(text: str, within: Span) -> tuple[Edit, ...]:
    """Drop every sum in a sentence with the words that only lead to it; nothing if one can't be dropped cleanly."""
    all_sums = sums(text, within)
    if len(all_sums) > _MOST_SUMS:
        return ()
    edits: list[Edit] = []
    for found in all_sums:
        if any(edit.span.start <= found.start < edit.span.end for edit in edits):
            continue
        edit = _drop(text, within, found)
        if edit is None:
            return ()
        edits.append(edit)
    return tuple(edits)


def _drop(text: str, within: Span, found: Span) -> Edit | None:
    for pattern in (_BRACKETED, _CLAUSE, _FOR_SUM):
        for match in pattern.finditer(text, within.start, within.end):
            leads = len(re.findall(r"\w+", text[within.start : match.start()]))
            if match.start() <= found.start < match.end() and leads >= _FEWEST_WORDS_BEFORE:
                return strike(text, _with_closing(text, Span(*match.span()), within))
    for match in _BEFORE_NOUN.finditer(text, within.start, within.end):
        noun = re.compile(r"\w+").match(text, match.end())
        named_before = noun is not None and noun.group() in text[within.start : match.start()]
        if match.start() <= found.start < match.end() and not named_before:
            return Edit(Span(*match.span()), f"{_article(match.group(1), text[match.end()])} ")
    return None


def _with_closing(text: str, span: Span, within: Span) -> Span:
    """Take the sentence's closing mark into a strike at its end, so that the comma before goes as well."""
    rest = text[span.end : within.end]
    return Span(span.start, within.end) if not re.search(r"\w", rest) and "," not in rest else span


def _article(word: str, following: str) -> str:
    if word.casefold() not in ("a", "an"):
        return word
    article = "an" if following.casefold() in "aeiou" else "a"
    return article.capitalize() if word[0].isupper() else article


def rounded(text: str, within: Span) -> str | None:
    """Give the first sum of a stretch rounded as friends would say it: `€21.66` becomes `€20`; none without a number."""
    for found in sums(text, within):
        match = _VALUE.search(text, found.start, found.end)
        if match is None:
            continue
        number = _round(float(_plain(match["number"])))
        return f"{(match['before'] or '').strip()}{number}{match['after'] or ''}"
    return None


def _plain(number: str) -> str:
    """Read `1,200.50`, `1.200,50` and `21,66`: the last mark parts the cents if at most two digits follow it."""
    whole, mark, last = re.match(r"^(.*?)(?:([.,])(\d{1,2}))?$", number).groups()  # type: ignore[union-attr]
    digits = re.sub(r"\D", "", whole)
    return f"{digits}.{last}" if mark else digits


def _round(value: float) -> int:
    step = 1 if value < 10 else 5 if value < 100 else 10 if value < 1_000 else 50
    return max(round(value / step) * step, 1)
