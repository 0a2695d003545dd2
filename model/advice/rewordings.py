"""Rewordings: for each cue the repairs that the literature suggests, as candidates.

Each is a plain sentence for the writer to adapt. Whether it helps is measured afterwards; whether it is true, only the
writer knows, and the message says so where it matters.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from ..norms import MarketCue
from ..text import Span
from . import wording
from .candidates import AdviceKind, Candidate, reworded, words_kept
from .edits import Edit, in_order, sentence_around, sentences_around, strike
from .plain_ask import plain_ask
from .sums import SUM, drop_sums, rounded

Rewording = Callable[[str, MarketCue, Sequence[Span]], Iterator[Candidate]]


def rewordings(text: str, cue: MarketCue, spans: Sequence[Span]) -> Iterator[Candidate]:
    """Give the candidates for a cue that these spans carry, the most telling first."""
    for rewording in _BY_CUE[cue]:
        for candidate in rewording(text, cue, spans):
            if rewording not in _NEEDS_A_REST or words_kept(text, candidate.edits) >= _FEWEST_WORDS_LEFT:
                yield candidate


def _drop_sum(text: str, cue: MarketCue, spans: Sequence[Span]) -> Iterator[Candidate]:
    edits = [edit for sentence in sentences_around(text, spans) for edit in drop_sums(text, sentence)]
    if edits:
        yield Candidate(AdviceKind.DROP_SUM, cue, "Keep the sum to yourself; the kindness stays.", in_order(edits))


def _ask_plainly(text: str, cue: MarketCue, spans: Sequence[Span]) -> Iterator[Candidate]:
    message = "Ask for it as a favour, without pay."
    for sentence in sentences_around(text, spans):
        edit = plain_ask(text, sentence)
        if edit is not None:
            yield Candidate(AdviceKind.ASK_FAVOUR, cue, message, (edit,), worded=True)
            return


def _ask_for_a_hand(text: str, cue: MarketCue, spans: Sequence[Span]) -> Iterator[Candidate]:
    message = "Ask for it as a favour, without pay."
    yield reworded(AdviceKind.ASK_FAVOUR, cue, message, text, spans, wording.HELPING_HAND)


def _bring_cake(text: str, cue: MarketCue, spans: Sequence[Span]) -> Iterator[Candidate]:
    message = "Thank them with something that has no price and hangs on nothing."
    yield reworded(AdviceKind.THANK_UNPRICED, cue, message, text, spans, wording.CAKE)


_PAYS = re.compile(
    r"\b(?:i|we)(?:['’](?:ve|ll|d|m|re))?\s+(?:\w+\s+)?(?:transferred|transfer|sent|send|paid|pay|left|leave|put|owe)\b"
    r"|\b(?:venmo|paypal|zelle)['’]?e?d\s+you\b|\bkeep the change\b|\bmy (?:share|plate|part)\b",
    re.I,
)


def _take_a_turn(text: str, cue: MarketCue, spans: Sequence[Span]) -> Iterator[Candidate]:
    """For a guest who pays his host; nobody else has a turn to take."""
    if any(_PAYS.search(sentence.of(text)) for sentence in sentences_around(text, spans)):
        message = "Give back in kind, later and unmeasured, instead of paying."
        yield reworded(AdviceKind.THANK_UNPRICED, cue, message, text, spans, wording.NEXT_ONE)


_SPLIT = re.compile(
    r"\b(?:each|split|share|per (?:person|head)|a head|apiece|divided|between (?:the|us))\b|/\s*\d", re.I
)
_FINE = re.compile(r"\b(?:late|no[- ]?shows?|miss(?:es)?|forgets?|cancels?)\b", re.I)
_CALLED_IN = re.compile(
    r"\b(?:you (?:all )?owe|owes? me|pay up|after (?:all|everything) (?:i|we)|your turn|return the favou?r)\b", re.I
)


def _say_the_cost(text: str, cue: MarketCue, spans: Sequence[Span]) -> Iterator[Candidate]:
    for sentence in sentences_around(text, spans):
        amount = rounded(text, sentence)
        if amount and _SPLIT.search(sentence.of(text)):
            message = "If it is an even share of the plain cost, say it beforehand, rounded, with no day to pay by."
            yield reworded(AdviceKind.SHARE_COST, cue, message, text, [sentence], wording.shared_cost(amount))
            return


def _ask_not_fine(text: str, cue: MarketCue, spans: Sequence[Span]) -> Iterator[Candidate]:
    said = " ".join(sentence.of(text) for sentence in sentences_around(text, spans))
    if _FINE.search(said):
        yield reworded(AdviceKind.ASK_FAVOUR, cue, "Ask them; don't fine them.", text, spans, wording.ON_TIME)
    elif _CALLED_IN.search(said):
        message = "Ask for help as a friend; don't call in a debt."
        yield reworded(AdviceKind.ASK_FAVOUR, cue, message, text, spans, wording.HELPING_HAND)


def _ask_opinion(text: str, cue: MarketCue, spans: Sequence[Span]) -> Iterator[Candidate]:
    message = "Ask what they think of it, instead of asking them to buy it or to spread it."
    yield reworded(AdviceKind.ASK_OPINION, cue, message, text, spans, wording.OPINION)


_GAIN = re.compile(
    rf"\b(?:(?:and|plus)\s{{1,3}})?(?P<who>I|we both|both of us|we each|we)\s+(?:also\s+|both\s+|each\s+)?"
    rf"(?:(?:wi|'|’)ll\s+|will\s+)?(?:get|earn|make|receive|collect)s?\s+"
    rf"(?P<what>(?:an?\s+)?(?:{SUM}|\d+\s?%|commission|credit|bonus|cut|kickback|points)[^,.;!?\n]*)",
    re.IGNORECASE,
)


def _let_the_friend_gain(
    text: str,
    cue: MarketCue,
    spans: Sequence[Span],  # noqa: ARG001 - all rewordings are called alike
) -> Iterator[Candidate]:
    gain = _GAIN.search(text)
    if gain is None:
        return
    message = "Refuse the reward, let only your friend gain, and say so; if you can't refuse it, don't say it."
    yield Candidate(AdviceKind.FRIEND_GAINS, cue, message, _without_gain(text, gain), worded=True)


def _without_gain(text: str, gain: re.Match[str]) -> tuple[Edit, ...]:
    clause = Span(gain.start("who"), gain.end())
    sentence = sentence_around(text, clause)
    no_gain = wording.in_register(wording.NO_GAIN, text)
    if clause.start <= sentence.start:
        return (Edit(sentence, no_gain),)
    said = Edit(Span(sentence.end, sentence.end), f" {no_gain}")
    if "both" in gain["who"].casefold() or "each" in gain["who"].casefold():
        return (Edit(clause, f"you get {gain['what'].strip()}"), said)
    return in_order([strike(text, Span(gain.start(), gain.end())), said])


def _disclose(
    text: str,
    cue: MarketCue,
    spans: Sequence[Span],  # noqa: ARG001 - all rewordings are called alike
) -> Iterator[Candidate]:
    start = len(text) - len(text.lstrip())
    told = wording.ADVERT if _GAIN.search(text) else wording.OWN_BUSINESS
    edit = Edit(Span(start, start), f"{wording.in_register(told, text)} ")
    message = "Say in the first line what you gain; it mends the honesty, not the ask."
    yield Candidate(AdviceKind.DISCLOSE, cue, message, (edit,), worded=True)


_BY_CUE: dict[MarketCue, tuple[Rewording, ...]] = {
    MarketCue.SALE: (_let_the_friend_gain, _ask_opinion),
    MarketCue.WAGE: (_ask_plainly, _ask_for_a_hand, _bring_cake, _drop_sum),
    MarketCue.LEDGER: (_say_the_cost, _ask_not_fine, _take_a_turn, _drop_sum),
    MarketCue.REACH: (_let_the_friend_gain, _ask_opinion),
    MarketCue.LEAD: (),
    MarketCue.PRICE_TAG: (_drop_sum, _take_a_turn),
    MarketCue.DISGUISE: (_disclose,),
}

_NEEDS_A_REST = (_ask_for_a_hand, _bring_cake, _take_a_turn, _ask_opinion)
"""Sentences that say nothing alone: they are suggested only where something of the writer's own is left."""

_FEWEST_WORDS_LEFT = 4
