"""How a text is cleaned before it is hashed.

A label knows its text by hash alone, so every rule here is fixed by the labels that exist: changed rules need new hashes.
"""

import html
import re

EMAIL_MARK = "<email>"
PHONE_MARK = "<phone>"

_UNSEEN = dict.fromkeys(map(ord, "\r\ufeff\u200b"))  # carriage return, byte order mark, zero-width space

_EMAIL = re.compile(r"\b [\w.+-]+ \s?@\s? [\w-]+ (?:\.[\w-]+)* \.[A-Za-z]{2,} \b", re.VERBOSE)

_DIGITS_WITH_GAPS = re.compile(
    r"""
    (?<! [\w/.\#$£€-] )              # not the tail of a word, link, tag or sum of money
    \+? \d [\d\s().-]{7,} \d
    (?! [\w/] )
    """,
    re.VERBOSE,
)
_TWO_YEARS = re.compile(r"(?:19|20)\d\d .? (?:19|20)\d\d", re.VERBOSE)
_DIALLED = re.compile(r"\b (?: 0[78]\d{8,9} | 1?800[\d-]{7,} | \d{10,11} ) \b", re.VERBOSE)

_FEWEST_DIGITS, _MOST_DIGITS = 8, 15


def cleaned(text: str) -> str:
    """Undo HTML entities, even out white space, and put marks in place of e-mail addresses and phone numbers."""
    whole = _joined_surrogates(html.unescape(text)).translate(_UNSEEN)
    one_space = re.sub(r"[ \t]+", " ", whole)
    one_gap = re.sub(r"\n{3,}", "\n\n", one_space)
    return _without_phones(_EMAIL.sub(EMAIL_MARK, one_gap.strip()))


def _joined_surrogates(text: str) -> str:
    """Make one character of each pair of UTF-16 halves, and the replacement character of a half alone."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _without_phones(text: str) -> str:
    return _DIALLED.sub(PHONE_MARK, _DIGITS_WITH_GAPS.sub(_phone_mark, text))


def _phone_mark(match: re.Match[str]) -> str:
    found = match.group()
    digits = sum(character.isdecimal() for character in found)
    is_phone = _FEWEST_DIGITS <= digits <= _MOST_DIGITS and not _TWO_YEARS.fullmatch(found.strip())
    return PHONE_MARK if is_phone else found
