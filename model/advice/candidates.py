"""Candidates: changes that may help, before anything is known of their effect."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..norms import MarketCue, Relationship
from ..text import Span
from .edits import Edit, adjoined, apply, in_order, sentences_around, strike
from .wording import in_register

_WORD = re.compile(r"\w+(?:['’]\w+)*")


class AdviceKind(StrEnum):
    """What a writer is advised to do."""

    CUT = "cut"
    DROP_SUM = "drop_sum"
    SHARE_COST = "share_cost"
    ASK_FAVOUR = "ask_favour"
    ASK_OPINION = "ask_opinion"
    THANK_UNPRICED = "thank_unpriced"
    FRIEND_GAINS = "friend_gains"
    DISCLOSE = "disclose"
    MOVE = "move"
    GIVE_FIRST = "give_first"
    ASK_PERMISSION = "ask_permission"
    LEAVE_UNSENT = "leave_unsent"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A change to a text. `worded` is true where it writes words that are not the writer's own.

    `moves_to` names the readers whom the market part is for, if it goes elsewhere.
    """

    kind: AdviceKind
    cue: MarketCue | None
    message: str
    edits: tuple[Edit, ...] = ()
    worded: bool = False
    moves_to: Relationship | None = None


def struck(text: str, spans: Sequence[Span], cue: MarketCue | None) -> Candidate:
    """Strike spans and nothing else."""
    spans = adjoined(text, spans)
    edits = in_order(strike(text, span) for span in spans)
    quoted = " and ".join(f"“{quote(span.of(text))}”" for span in spans[:2])
    return Candidate(AdviceKind.CUT, cue, f"Leave out {quoted}{' and more' * (len(spans) > 2)}.", edits)


def reworded(
    kind: AdviceKind, cue: MarketCue, message: str, text: str, spans: Sequence[Span], sentence: str
) -> Candidate:
    """Put one sentence in the place of those that carry a cue."""
    first, *others = sentences_around(text, spans)
    edits = [Edit(first, in_register(sentence, text)), *(strike(text, other) for other in others)]
    return Candidate(kind, cue, message, in_order(edits), worded=True)


def word_count(text: str) -> int:
    """Count the words of a text; "haven't" is one."""
    return len(_WORD.findall(text))


def words_kept(text: str, edits: Sequence[Edit]) -> int:
    """Count the words of a text that edits leave standing."""
    return word_count(apply(text, (Edit(edit.span) for edit in edits)))


def quote(words: str, length: int = 60) -> str:
    """Quote words on one line, without their closing mark, cut short where they are long."""
    line = " ".join(words.split()).rstrip(".!,;:")
    return line if len(line) <= length else f"{line[: length - 1].rsplit(' ', 1)[0]} …"
