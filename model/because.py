"""The reason behind a verdict, in a sentence or two that a writer can act on."""

from collections.abc import Sequence

from .assessment import MarketFinding
from .norms import MarketCue, Relationship, Verdict

_READERS = {
    Relationship.SOCIAL: "your friends",
    Relationship.MIXED: "your readers",
    Relationship.MARKET: "your customers",
}
_QUOTE_LENGTH = 60


def because(text: str, verdict: Verdict, relationship: Relationship, findings: Sequence[MarketFinding]) -> str:
    """Say why the verdict is what it is. `findings` come heaviest first."""
    if relationship is Relationship.MARKET:
        return "Your readers are there for business and both sides know it, so there is no social tie to flip."
    acts = [finding for finding in findings if finding.cue is not MarketCue.DISGUISE] or list(findings)
    if verdict is Verdict.CLEAR:
        return _clear(acts, relationship)
    who, how_many = _READERS[relationship], "" if verdict is Verdict.FLIP else "some of "
    if not acts:
        return f"As a whole this may read as a market act to {how_many}{who}, though no single cue stands out."
    act = acts[0]
    verb = "would each become" if verdict is Verdict.FLIP else "may feel that they become"
    return f"{_capital(how_many + who)} {verb} {act.norm.role}{_quoted(text, act)}. {act.norm.sentence}"


def _clear(acts: Sequence[MarketFinding], relationship: Relationship) -> str:
    if not acts:
        return "Nothing was found that asks your readers for money, work, a debt, promotion or a pitch."
    names = " and ".join(dict.fromkeys(str(act.cue).replace("_", " ") for act in acts[:2]))
    return f"There is a trace of {names}, but few of {_READERS[relationship]} would feel dealt with."


def _quoted(text: str, act: MarketFinding) -> str:
    if not act.spans:
        return ""
    quote = " ".join(act.spans[0].of(text).split())
    if len(quote) > _QUOTE_LENGTH:
        quote = quote[: _QUOTE_LENGTH - 1].rsplit(" ", 1)[0] + " …"
    return f" (“{quote}”)"


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
