"""Weighing: what each part of policy makes of the model's verdict.

Policy may lower the verdict by one step, where readers themselves agreed to all that the post asks, and may raise a
`clear` one to `review`, where the ask outweighs the stage or tips the balance. It never makes a `flip`, and it never
touches the flip risk. Every part can be switched off.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum

from ..norms import MarketCue, Relationship, Verdict
from .balance import Balance
from .channels import Channel, Stage
from .permissions import permitted
from .reading import Reading
from .stage import ROOM_REASONS, may_be_built, too_heavy


class Part(StrEnum):
    """Who decided."""

    MODEL = "model"
    PERMISSION = "permission"
    STAGE = "stage"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class Policy:
    """Which parts apply besides the model, and their two conventions."""

    permissions: bool = True
    stage: bool = True
    balance: bool = True
    forwardability: bool = True
    gives_per_ask: int = 2
    window_days: int = 90


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that is known besides the text: who reads it, on which channel, after what, and which parts apply."""

    relationship: Relationship
    channel: Channel | None = None
    balance: Balance | None = None
    policy: Policy = field(default_factory=Policy)


@dataclass(frozen=True, slots=True)
class Step:
    """What one part made of the verdict, and why. The first step is the model's own."""

    part: Part
    verdict: Verdict
    reason: str


def is_lower(verdict: Verdict, than: Verdict) -> bool:
    """Tell whether a verdict is less harmful than another."""
    return severity(verdict) < severity(than)


def severity(verdict: Verdict) -> int:
    """Count how harmful a verdict is, from 0 for `clear`."""
    return tuple(Verdict).index(verdict)


_ONE_LOWER = {Verdict.FLIP: Verdict.REVIEW, Verdict.REVIEW: Verdict.CLEAR}


def weigh(verdict: Verdict, because: str, reading: Reading, given: Circumstances) -> tuple[Step, ...]:
    """Give the model's step and then one for each part that changed the verdict."""
    steps = [Step(Part.MODEL, verdict, because)]
    if given.relationship is Relationship.MARKET:
        return tuple(steps)
    for part in (_lowered_by_consent, _raised_by_stage, _raised_by_balance):
        step = part(steps[-1].verdict, reading, given)
        if step is not None:
            steps.append(step)
    return tuple(steps)


def outweighing(reading: Reading, given: Circumstances) -> tuple[MarketCue, ...]:
    """Name the acts that outweigh the channel's stage. What readers expressly agreed to needs no room at any stage."""
    channel = given.channel
    if channel is None or channel.stage is None or not given.policy.stage:
        return ()
    if given.relationship is Relationship.MARKET:
        return ()
    return too_heavy((act for act in reading.acts if not _agreed(act, channel, given.policy)), channel.stage)


def _agreed(act: MarketCue, channel: Channel, policy: Policy) -> bool:
    return policy.permissions and permitted(act, channel)


def _lowered_by_consent(verdict: Verdict, reading: Reading, given: Circumstances) -> Step | None:
    channel, policy = given.channel, given.policy
    if channel is None or verdict not in _ONE_LOWER or not reading.acts or reading.undoes_consent:
        return None
    agreed = {act for act in reading.acts if _agreed(act, channel, policy)}
    building = {act for act in reading.acts - agreed if policy.stage and may_be_built(act, channel)}
    if agreed | building != reading.acts:
        return None
    if building:
        said = f"On “{channel.name}” your readers call themselves co-owners. {ROOM_REASONS[Stage.CO_CREATION]}"
        return Step(Part.STAGE, _ONE_LOWER[verdict], said)
    said = f"Your readers on “{channel.name}” have agreed to be asked for this: {_named(agreed)}."
    return Step(Part.PERMISSION, _ONE_LOWER[verdict], said)


def _raised_by_stage(verdict: Verdict, reading: Reading, given: Circumstances) -> Step | None:
    over = outweighing(reading, given)
    if verdict is not Verdict.CLEAR or not over or given.channel is None or given.channel.stage is None:
        return None
    stage = given.channel.stage
    said = f"A {_named(over[:1])} weighs more than the stage “{stage}” bears. {ROOM_REASONS[stage]}"
    return Step(Part.STAGE, Verdict.REVIEW, said)


def _raised_by_balance(verdict: Verdict, reading: Reading, given: Circumstances) -> Step | None:
    balance = given.balance
    if verdict is not Verdict.CLEAR or balance is None or not given.policy.balance:
        return None
    if not balance.before(reading).tipped:
        return None
    return Step(Part.BALANCE, Verdict.REVIEW, f"You have asked before, and this asks again. {balance.message}")


def _named(cues: Collection[MarketCue]) -> str:
    return " and ".join(cue.replace("_", " ") for cue in MarketCue if cue in cues)
