"""Evidence: which phrases carry a cue, measured by leaving them out and by reading them alone.

Nothing is guessed from word lists. Each phrase of a passage is scored by itself, and the likeliest ones are struck and the rest is
scored again. A phrase carries a cue if its absence takes the cue's log odds down, or if it shows the cue alone
(two phrases that both sell hide each other's absence). The heaviest one is named, and beside it those that show the cue alone:
of phrases that only go along, readers took every second one for a mistake.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from .odds import log_odds, log_odds_of
from .outputs import HEADS
from .passage_scorer import Scorer
from .text import Span, phrases

MAX_PHRASES = 24
"""A passage with more phrases is measured in larger pieces, to bound the work."""

MAX_SPANS = 3
"""A cue names no more phrases than these: the ones that carry most."""

MAX_STRUCK = 4
"""For each cue no more phrases than these are struck; of 151 findings in long posts 149 name the same place as if all were."""

_SHARE_OF_STRONGEST = 0.5
"""A phrase is evidence if it weighs at least this share of the heaviest one."""

_CLIP = 1e-4

_LOOSE_ENDS = ",;:–—- "


def find_evidence(passage: str, cues: Mapping[str, float], scorer: Scorer) -> dict[str, tuple[Span, ...]]:
    """Find the phrases that carry each cue.

    `cues` maps the name of each cue that is reported to the threshold from which it is. Spans are offsets in the passage, in
    reading order.
    """
    parts = _measured_parts(passage)
    if len(parts) < 2:
        return {cue: tuple(parts) for cue in cues}
    columns = [HEADS.index(cue) for cue in cues]
    alone = _odds(scorer, [part.of(passage) for part in parts], columns)
    struck = _worth_striking(alone)
    without = _odds(scorer, [passage, *(passage[: parts[i].start] + passage[parts[i].end :] for i in struck)], columns)
    found = {}
    for place, (cue, threshold) in enumerate(cues.items()):
        bar = log_odds_of(min(max(threshold, _CLIP), 1 - _CLIP))
        weights = np.maximum(alone[:, place] - bar, 0)
        weights[struck] += np.maximum(without[0, place] - without[1:, place], 0)
        if not weights.any():
            weights[np.argmax(alone[:, place])] = 1  # too little to measure: the likeliest phrase by itself
        found[cue] = _strongest(passage, parts, weights, alone[:, place] >= bar)
    return found


def _worth_striking(alone: NDArray[np.float64]) -> list[int]:
    """Choose the phrases to strike: those that show some cue most by themselves; reading the whole post anew for each takes longest."""
    likeliest = np.argsort(-alone, axis=0, kind="stable")[:MAX_STRUCK]
    return sorted(set(likeliest.ravel().tolist()))


def _odds(scorer: Scorer, texts: Sequence[str], columns: Sequence[int]) -> NDArray[np.float64]:
    return log_odds(np.clip(_each_once(scorer, texts)[:, columns], _CLIP, 1 - _CLIP))


def _each_once(scorer: Scorer, texts: Sequence[str]) -> NDArray[np.float64]:
    """Score texts, those that differ by white space around them only once: without one of two phrases is the other alone."""
    words = [text.strip() for text in texts]
    places = {text: place for place, text in enumerate(dict.fromkeys(words))}
    return scorer.predict_proba(list(places))[[places[text] for text in words]]


def _measured_parts(passage: str) -> list[Span]:
    parts = phrases(passage)
    size = -(-len(parts) // MAX_PHRASES)
    return [Span(parts[i].start, parts[min(i + size, len(parts)) - 1].end) for i in range(0, len(parts), max(size, 1))]


def _strongest(
    passage: str, parts: Sequence[Span], weights: NDArray[np.float64], shows_alone: NDArray[np.bool_]
) -> tuple[Span, ...]:
    first, *others = np.argsort(-weights, kind="stable").tolist()
    beside = [i for i in others if shows_alone[i] and weights[i] >= _SHARE_OF_STRONGEST * weights[first]]
    chosen = sorted([first, *beside[: MAX_SPANS - 1]])
    spans: list[Span] = []
    for i in chosen:
        if spans and _adjoin_on_one_line(passage[spans[-1].end : parts[i].start]):
            spans[-1] = Span(spans[-1].start, parts[i].end)
        else:
            spans.append(parts[i])
    return tuple(_without_loose_end(passage, span) for span in spans)


def _adjoin_on_one_line(between: str) -> bool:
    """Tell whether two phrases with this between them are one to a writer; what stands on a line of its own can be ignored or struck by itself."""
    return not between.strip() and "\n" not in between


def _without_loose_end(passage: str, span: Span) -> Span:
    """Leave the comma out that parts the phrase from the next one."""
    return Span(span.start, span.start + len(span.of(passage).rstrip(_LOOSE_ENDS)))
