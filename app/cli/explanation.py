"""The vocabulary in words: relationships, market cues and social cues."""

from collections.abc import Iterable
from difflib import get_close_matches
from textwrap import fill

from model import NORMS, READERS, SOCIAL_CUE_MEANINGS, MarketCue, SocialCue

from .refusal import Refusal

_WIDTH = 100
_LABEL = 14


def explain_one(name: str) -> str:
    """Explain one cue by its name; refuses a name that is none."""
    name = name.strip().lower().replace("-", "_").replace(" ", "_")
    if name in list(MarketCue):
        norm = NORMS[MarketCue(name)]
        return _entries(
            [
                ("market cue", name),
                ("hands over", f"The reader hands over {norm.hands_over}."),
                ("role", f"The reader becomes {norm.role}."),
                ("norm", norm.sentence),
                ("source", norm.source),
            ]
        )
    if name in list(SocialCue):
        return _entries([("social cue", name), ("meaning", f"The post {SOCIAL_CUE_MEANINGS[SocialCue(name)]}.")])
    names = [*MarketCue, *SocialCue]
    near = get_close_matches(name, names, n=1)
    advice = f"Did you mean “{near[0]}”?" if near else f"The cues are {', '.join(names)}."
    raise Refusal(f"There is no cue “{name}”. {advice}")


def explain_all() -> str:
    """List every relationship and cue."""
    return "\n\n".join(
        (
            "Relationships: who reads the post\n" + _entries(READERS.items()),
            "Market cues: what makes a friend into something else\n"
            + _entries((cue, f"{norm.role}: hands over {norm.hands_over}") for cue, norm in NORMS.items()),
            "Social cues: what keeps a post social\n"
            + _entries((cue, f"the post {meaning}") for cue, meaning in SOCIAL_CUE_MEANINGS.items()),
            "`flipguard explain CUE` tells the norm behind a market cue, with its source.",
        )
    )


def _entries(entries: Iterable[tuple[str, str]]) -> str:
    return "\n".join(
        fill(
            text,
            _WIDTH,
            initial_indent=f"  {label:<{_LABEL}}",
            subsequent_indent=" " * (_LABEL + 2),
            break_long_words=False,
        )
        for label, text in entries
    )
