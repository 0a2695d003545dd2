"""Advice: the smallest changes that bring a post to `clear` or `review`, each with the flip risk that it leaves.

Every change of words is applied to the text and the result is scored by the classifier; what does not lower the flip risk
materially is not suggested.
"""

from collections.abc import Iterator, Sequence

from ..classifier import Classifier
from ..norms import Verdict
from ..policy.decision import Decision
from ..policy.reading import read
from ..policy.weighing import is_lower, severity, weigh
from ..text import passages
from .advice import Advice, advice
from .by_policy import ask_permission, give_first, leave_unsent, move_whole
from .candidates import AdviceKind, word_count
from .edits import apply, size

MAX_RESCORES = 12
"""No post is scored again more often than this for its advice."""

MAX_ADVICE = 5
"""A writer is given no more pieces of advice that change his words than these."""

_MATERIAL = 0.75
"""A change helps if it leaves at most this share of the flip risk."""

_PROMISING = 0.9
"""A change is worth scoring if it leaves at most this share of the risk by a rough estimate."""

_MOST_PASSAGES = 48
"""A long post is scored again less often, so that its advice reads no more passages than these, or twice the post."""

_FEWEST_WORDS = 4
"""A rest of fewer words is no post."""


def advise(classifier: Classifier, text: str, decision: Decision) -> tuple[Advice, ...]:
    """Say what would help a post, the best first; nothing for a post that needs no help."""
    if decision.verdict is Verdict.CLEAR:
        return ()
    by_policy = [said for said in (give_first(decision), ask_permission(decision)) if said is not None]
    if decision.assessment.verdict is Verdict.CLEAR:
        return tuple(by_policy)
    helping = list(_try(classifier, text, decision))
    moves = [found for found in helping if found.kind is AdviceKind.MOVE]
    whole = move_whole(decision)
    if not moves and whole is not None:
        moves = [whole]
    chosen = _chosen([found for found in helping if found.kind is not AdviceKind.MOVE], decision.verdict)
    return (*chosen, *moves, *by_policy) or (leave_unsent(decision),)


def _try(classifier: Classifier, text: str, decision: Decision) -> Iterator[Advice]:
    """Apply changes and keep those that help, until as many texts have been read as may be.

    A text is scored only if it seems to help at a rough estimate, which costs a fraction.
    """
    from .plan import plan  # its many patterns take longer to compile than most posts to be judged

    scored: dict[str, tuple[float, Verdict] | None] = {}
    most = min(MAX_RESCORES, max(_MOST_PASSAGES // len(passages(text)), 2))
    rough = classifier.rough_scores(text).flip_risk(decision.relationship)
    for candidate in plan(text, decision):
        after = apply(text, candidate.edits)
        if after == text or word_count(after) < _FEWEST_WORDS:
            continue
        if after not in scored:
            if len(scored) == most:
                return
            left = classifier.rough_scores(after).flip_risk(decision.relationship)
            scored[after] = _score(classifier, after, decision) if left <= _PROMISING * rough else None
        found = scored[after]
        if found is not None and found[0] <= _MATERIAL * decision.flip_risk:
            yield advice(candidate, after, *found)


def _score(classifier: Classifier, text: str, decision: Decision) -> tuple[float, Verdict]:
    scores = classifier.scores(text)
    risk = scores.flip_risk(decision.relationship)
    verdict = classifier.verdict(risk, decision.relationship)
    return risk, weigh(verdict, "", read(scores, classifier.manifest), decision.given)[-1].verdict


def _chosen(helping: Sequence[Advice], verdict: Verdict) -> list[Advice]:
    """Keep for each kind the smallest change that lowers the verdict, and a larger one only if it lowers it further.

    Two ways to one text are one piece of advice, the one that is planned first. Where nothing lowers it, the change that helps most is kept.
    """
    enough = [found for found in helping if is_lower(found.verdict_after, than=verdict)]
    if not enough:
        return sorted(helping, key=lambda found: found.flip_risk_after)[:1]
    kept: list[Advice] = []
    for found in sorted(enough, key=lambda found: size(found.edits)):
        same = [other for other in kept if other.kind is found.kind]
        if all(other.text_after != found.text_after for other in kept) and all(
            is_lower(found.verdict_after, than=other.verdict_after) for other in same
        ):
            kept.append(found)
    return sorted(kept, key=lambda found: (severity(found.verdict_after), size(found.edits)))[:MAX_ADVICE]
