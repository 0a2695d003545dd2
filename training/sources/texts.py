"""How the text of a post is put together from the fields of its row, before it is cleaned.

Like the cleaning, these rules are fixed by the hashes of the labels.
"""

import html
import re
from collections.abc import Callable
from itertools import takewhile

from .rows import TEXT, Row

Texts = Callable[[Row], list[str]]
"""Gives the texts that a row holds: mostly one, but a dialogue holds one a turn."""

_REMOVED = ("[deleted]", "[removed]")
_TURN = "<&&&>"
_SPOKEN = re.compile(r"^[^\n]*?: ([^\n]*)", re.MULTILINE)
_CHATTED = re.compile(r"\[\d\d:\d\d\] <[^>]*> (.*)")

_END_OF_PARAGRAPH = re.compile(r"</p>\s*<p>")

_QUOTED = re.compile(r"\s*(?:[>|]|\w{1,3}>)|.*\b(?:wrote|writes|said)\s*:\s*$")
_SIGNATURE_OR_FOOTER = re.compile(r"\s*(?:--\s*|[-_=~*]{5,}.*)$")
_WRAPPED = re.compile(r"(?<=[^\n]{60})\n(?=\S)")


def column(*names: str) -> Texts:
    """Take one field as it is, or each of several as a text by itself."""
    return lambda row: [_field(row, name) for name in names]


def respelt(name: str, written: str, meant: str) -> Texts:
    """Take one field, and undo a spelling that the format of the file forced on it."""
    return lambda row: [_field(row, name).replace(written, meant)]


def title_and_body(row: Row) -> list[str]:
    """Put a submission's own words under its title, unless it has none or they were taken down."""
    title, body = _field(row, "title").strip(), _field(row, "selftext").strip()
    return [f"{title}\n\n{body}" if body and body not in _REMOVED else title]


def advertisement(row: Row) -> list[str]:
    """Put the lines of an advertisement under its title."""
    return [f"{_field(row, 'title')}\n{_field(row, 'description')}"]


def after_the_class(row: Row) -> list[str]:
    """Leave out the class that stands before the first tab of the line."""
    return [_field(row, TEXT).partition("\t")[2]]


def comment(row: Row) -> list[str]:
    """Replace the tags of a comment written in HTML by spaces."""
    return [re.sub(r"<[^>]+>", " ", html.unescape(_field(row, "CONTENT")))]


def scraped_post(row: Row) -> list[str]:
    """Leave out the paragraph tags and the heading that the scraper put in."""
    paragraphs = _field(row, "content").replace("<p>", "").replace("</p>", "").strip()
    return [re.sub(r"^Content\s*:\s*", "", paragraphs)]


def sentence(row: Row) -> list[str]:
    """Write a sentence that was parted into words as people write it."""
    joined = re.sub(r"[ ]([.,!?;:’'])", r"\1", _field(row, "Sentence"))
    return [re.sub(r"[ ](n[’']t)\b", r"\1", joined)]


def toot(row: Row) -> list[str]:
    """Write a post in HTML as its readers see it: paragraphs and lines stay, tags go, links are written out."""
    paragraphs = _END_OF_PARAGRAPH.sub("\n\n", _field(row, "content"))
    return [re.sub(r"<[^>]+>", "", re.sub(r"<br\s*/?>", "\n", paragraphs))]


def own_words(row: Row) -> list[str]:
    """Leave out of a mail what it quotes and all below the signature or footer, and join lines broken at a width."""
    lines = _field(row, "body").replace("\r", "").split("\n")
    above = takewhile(lambda line: not _SIGNATURE_OR_FOOTER.match(line), lines)
    own = "\n".join(line.strip() for line in above if not _QUOTED.match(line))
    return [_WRAPPED.sub(" ", own)]


def turns(row: Row) -> list[str]:
    """Part a dialogue into its turns, and write each as people write it."""
    return [_turn(words.strip()) for words in _field(row, TEXT).split(_TURN)]


def spoken_lines(row: Row) -> list[str]:
    """Part a dialogue into its lines, and leave out the name before each."""
    return _SPOKEN.findall(_field(row, "dialogue"))


def chatted(row: Row) -> list[str]:
    """Leave out the time and the name before a line of a chat's log; what nobody said is no text."""
    line = _CHATTED.match(_field(row, TEXT))
    return [line.group(1)] if line else []


def _turn(words: str) -> str:
    contracted = words.replace(" ’ ", "’").replace(" ' ", "'")
    return re.sub(r"[ ]([.,!?;:])", r"\1", contracted)


def _field(row: Row, name: str) -> str:
    return row.get(name) or ""
