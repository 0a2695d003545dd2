"""Advice that changes no word: give first, ask for permission, send it elsewhere, leave it.

The first two leave the model's flip risk as it is, so they are given only where they lower the verdict by the rules of
policy.
"""

from dataclasses import replace

from ..norms import MarketCue, Relationship, Verdict
from ..policy.channels import DeclaredBy
from ..policy.decision import Decision
from ..policy.permissions import NEEDS, could_be_permitted
from ..policy.weighing import Circumstances, Part, is_lower, weigh
from .advice import Advice, advice
from .candidates import AdviceKind, Candidate

PARTING = frozenset({MarketCue.SALE, MarketCue.LEAD, MarketCue.REACH})
"""The acts that can part from a post's news and go where they belong."""

MOVABLE = PARTING | {MarketCue.WAGE}
"""The acts that have a place of their own, as whole posts. Nobody can be sent a bill for dinner on a job board."""


def give_first(decision: Decision) -> Advice | None:
    """Advise to give before asking, where the balance decided."""
    if decision.decided_by is not Part.BALANCE or decision.balance is None:
        return None
    said = f"Give or answer before you ask. {decision.balance.restore}"
    verdict = _under(decision, replace(decision.given, balance=None))
    return advice(Candidate(AdviceKind.GIVE_FIRST, None, said), None, decision.flip_risk, verdict)


def ask_permission(decision: Decision) -> Advice | None:
    """Advise to ask the readers of a channel for what the post needs, where their yes would lower the verdict."""
    channel, acts = decision.channel, decision.reading.acts
    if channel is None or not acts or not could_be_permitted(acts):
        return None
    needed = {permission for act in acts for permission in NEEDS[act].permissions}
    agreeing = replace(channel, declared_by=DeclaredBy.BOTH, permissions=channel.permissions | needed)
    verdict = _under(decision, replace(decision.given, channel=agreeing))
    if not is_lower(verdict, than=decision.verdict):
        return None
    words = " and ".join(f"“{permission.words}”" for permission in sorted(needed))
    said = f"Ask your readers once whether they agree to {words}, and declare what they say."
    return advice(Candidate(AdviceKind.ASK_PERMISSION, None, said), None, decision.flip_risk, verdict)


def move_whole(decision: Decision) -> Advice | None:
    """Advise to send the whole post to people who are there for business, among whom it flips nothing by definition."""
    if not decision.reading.acts <= MOVABLE:
        return None
    cue = next((finding.cue for finding in decision.assessment.cues if finding.cue in MOVABLE), None)
    said = _PLACES.get(cue, _IF_BUSINESS) if cue else _IF_BUSINESS
    moved = Candidate(AdviceKind.MOVE, cue, said, moves_to=Relationship.MARKET)
    return advice(moved, None, 0.0, Verdict.CLEAR)


def leave_unsent(decision: Decision) -> Advice:
    """Advise not to send a post that is nothing but its act; without a post there is no flip."""
    acts = [finding.cue for finding in decision.assessment.cues if finding.cue is not MarketCue.DISGUISE]
    cue = acts[0] if acts else None
    said = _UNSAID.get(cue, _NOTHING_LEFT) if cue else _NOTHING_LEFT
    return advice(Candidate(AdviceKind.LEAVE_UNSENT, cue, said), None, 0.0, Verdict.CLEAR)


_UNSAID = {
    MarketCue.LEDGER: "All of it is the reckoning. Leave it unsent, or say it to the one whom it concerns, alone and without haste.",
    MarketCue.PRICE_TAG: "All of it is the price. Leave it unsaid: what it cost is yours to know.",
}
_NOTHING_LEFT = (
    "Nothing in it stands without the act. Leave it unsent, and say in your own words what you would tell a friend."
)
_PLACES = {
    MarketCue.SALE: "Send it to people who signed up for offers, and tell these readers only the news.",
    MarketCue.LEAD: "Send it to people who are there for business, and here answer only those who ask.",
    MarketCue.REACH: "Send it to your customers or to the press, and give these readers something that they like to pass on.",
    MarketCue.WAGE: "If it is a job, call it one, where work is offered and sought; if it is a favour, leave out the pay.",
}
_IF_BUSINESS = "If it is business, send it openly to people who are there for business, and not to these readers."


def _under(decision: Decision, given: Circumstances) -> Verdict:
    return weigh(decision.assessment.verdict, decision.assessment.because, decision.reading, given)[-1].verdict
