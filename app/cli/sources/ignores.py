"""Ignores: what a document asks not to be told of, by comments in it or a field of its own.

    <!-- flipguard-ignore-next: sale -- the club's own jumble sale, nobody is asked to buy -->
    <!-- flipguard-ignore-start: sale, reach -- quoted from the council's letter --> … <!-- flipguard-ignore-end -->

The first covers the next paragraph, heading or list item, the second all between the two. Rules are named, and a reason
is required.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from model import MarketCue, Span

from .document import Document
from .notice import Notice
from .post import Ignore
from .prose import Prose

RULES = (*(cue.value for cue in MarketCue), "flip")
"""What can be ignored: a cue, or a flip that no cue carries."""

COMMENT = re.compile(r"<!--\s*flipguard-(?P<kind>[\w-]*)(?P<rest>.*?)-->", re.DOTALL)
"""A comment that speaks to us."""

_KINDS = ("ignore-next", "ignore-start", "ignore-end")
_DASH = re.compile(r"(?:^|\s)(?:--+|—|–)(?:\s|$)")


class IgnoreError(Exception):
    """An ignore that doesn't hold; `rule` names the fault for programs."""

    def __init__(self, message: str, rule: str = "broken-ignore") -> None:
        super().__init__(message)
        self.rule = rule


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that speaks to us, at its place in the document."""

    kind: str
    rest: str
    place: Span


def comments_in(text: str, offset: int = 0) -> Iterator[Comment]:
    """Find the comments in a text that stands at an offset of its document."""
    for match in COMMENT.finditer(text):
        yield Comment(match["kind"], match["rest"], Span(match.start() + offset, match.end() + offset))


def ignores_of(document: Document, comments: Iterable[Comment], prose: Prose) -> Iterator[Ignore | Notice]:
    """Say what comments ask for, or what is wrong with them. The prose is tied to the document."""
    opened: tuple[Comment, frozenset[str], str] | None = None
    for comment in comments:
        try:
            if comment.kind not in _KINDS:
                raise _unknown_kind(comment.kind)
            if comment.kind == "ignore-end":
                if opened is None:
                    raise IgnoreError("It ends an ignore that was never started. Remove it.")
                yield _between(*opened, comment.place.start)
                opened = None
                continue
            rules, reason = _asked(comment.rest)
            if comment.kind == "ignore-next":
                yield Ignore(comment.place.start, rules, reason, _next_block(prose, comment.place.end))
            elif opened is not None:
                raise IgnoreError("An ignore was started before it and is not ended yet. End that one first.")
            else:
                opened = comment, rules, reason
        except IgnoreError as error:
            yield Notice(document, document.position(comment.place.start), error.rule, str(error))
    if opened is not None:
        yield _between(*opened, len(document.text))
        message = "It is never ended, so it covers all that follows. Put <!-- flipguard-ignore-end --> where it ends."
        yield Notice(document, document.position(opened[0].place.start), "broken-ignore", message)


def ignore_in_field(value: str, at: int, covers: Span) -> Ignore:
    """Read a field such as `sale -- reason`, which covers the whole post; raises `IgnoreError`."""
    return Ignore(at, *_asked(value), covers)


def _between(comment: Comment, rules: frozenset[str], reason: str, end: int) -> Ignore:
    return Ignore(comment.place.start, rules, reason, Span(comment.place.end, max(end, comment.place.end)))


def _asked(rest: str) -> tuple[frozenset[str], str]:
    named, *reasons = _DASH.split(rest.strip().removeprefix(":").strip(), maxsplit=1)
    rules = [rule.strip().lower().replace("-", "_") for rule in named.split(",") if rule.strip()]
    if not rules:
        raise IgnoreError(f"It names no rule. Name one or more of {', '.join(RULES)}.")
    for rule in rules:
        if rule not in RULES:
            near = get_close_matches(rule, RULES, n=1)
            hint = f"Did you mean “{near[0]}”?" if near else f"The rules are {', '.join(RULES)}."
            raise IgnoreError(f"There is no rule “{rule}”. {hint}")
    if not any(reason.strip() for reason in reasons):
        raise IgnoreError(
            f"It ignores nothing, for it gives no reason. Write: {', '.join(rules)} -- why.", "ignore-without-reason"
        )
    return frozenset(rules), " ".join(reasons[0].split())


def _next_block(prose: Prose, offset: int) -> Span:
    """Find the first block of prose that stands behind an offset of the document."""
    first = bisect_left(prose.starts, offset)
    while first < len(prose.text) and prose.text[first].isspace():
        first += 1
    if first >= len(prose.text):
        return Span(offset, offset)
    end = prose.text.find("\n", first)
    return prose.origin(Span(first, len(prose.text) if end < 0 else end))


def _unknown_kind(kind: str) -> IgnoreError:
    near = [_KINDS[0]] if kind == "ignore" else get_close_matches(kind, _KINDS, n=1, cutoff=0.5)
    hint = (
        f"Did you mean “flipguard-{near[0]}”?"
        if near
        else f"There are {', '.join(f'flipguard-{one}' for one in _KINDS)}."
    )
    return IgnoreError(f"There is no comment “flipguard-{kind}”. {hint}")
