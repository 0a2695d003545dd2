"""From an offer of pay to a plain ask: "I'll pay you 20 to feed my cat" becomes "Could you feed my cat?"."""

import re

from ..text import Span
from .edits import Edit
from .sums import RATE, SUM

_ONE = r"(?:some(?:one|body)|any(?:one|body)|whoever|every(?:one|body)|each of you|every \w+|the \w+)"
_PAYS = r"(?:(?:i|we)(?:['’]ll|['’]d| will| can| could| would)?\s+)?(?:(?:happy|glad|willing)\s+to\s+)?(?:pay|give|offer|venmo|slip)"
_TASK = r"(?P<task>[^.!?…\n]+)"

_PAID_TO = re.compile(
    rf"\b{_PAYS}\s+(?P<who>you|{_ONE})\s+{SUM}{RATE}\s+(?:to|if\s+(?:you|they)(?:\s+can|\s+could|['’]ll)?)\s+{_TASK}",
    re.IGNORECASE,
)
_SUM_FOR = re.compile(
    rf"{SUM}{RATE}\s+(?:to|for)\s+(?P<who>{_ONE})\s+(?:who(?:['’]ll)?\s+)?(?P<aux>can|could|will|would|to)?\s*{_TASK}",
    re.IGNORECASE,
)


def plain_ask(text: str, sentence: Span) -> Edit | None:
    """Reword an offer of pay inside a sentence as an ask, if it is put in one of the usual ways."""
    paid = _PAID_TO.search(text, sentence.start, sentence.end)
    if paid is not None:
        return _ask(text, sentence, paid, paid["task"])
    for_one = _SUM_FOR.search(text, sentence.start, sentence.end)
    if for_one is None:
        return None
    verb, _, rest = for_one["task"].partition(" ")
    return _ask(text, sentence, for_one, f"{verb if for_one['aux'] else _base(verb)} {rest}".strip())


def _ask(text: str, sentence: Span, match: re.Match[str], task: str) -> Edit:
    who = "you" if match["who"].casefold() == "you" else "somebody"
    end = match.end()
    while end < len(text) and text[end] in ".!?…":
        end += 1
    could = "Could" if match.start() == sentence.start and text != text.lower() else "could"
    return Edit(Span(match.start(), end), f"{could} {who} {task.strip()}?")


def _base(verb: str) -> str:
    """Give the base form of a verb in the third person: feeds, watches, carries, has."""
    irregular = {"has": "have", "does": "do", "goes": "go", "is": "be"}
    if verb in irregular:
        return irregular[verb]
    if verb.endswith("ies") and len(verb) > 4:
        return f"{verb[:-3]}y"
    if re.search(r"(?:ch|sh|ss|x|zz)es$", verb):
        return verb[:-2]
    return verb[:-1] if verb.endswith("s") and not verb.endswith("ss") else verb
