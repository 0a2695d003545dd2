"""The decision: what the model says of a post, and what the channel and the past make of it."""

from dataclasses import dataclass

from ..assessment import Assessment, Caveat
from ..norms import MarketCue, Relationship, Verdict
from .balance import Balance
from .channels import Channel, DeclaredBy, undeclared
from .contradictions import contradictions
from .forwardability import Forwardability, forwardability
from .permissions import UnmetNeed, unmet_needs
from .reading import Reading
from .weighing import Circumstances, Part, Step, outweighing, weigh


@dataclass(frozen=True, slots=True)
class Decision:
    """The whole answer: the model's assessment, untouched, and the verdict after policy.

    `steps` holds the model's step and then each part that changed the verdict. `unmet_needs` and `outweighing` are named
    even where they change nothing.
    """

    assessment: Assessment
    reading: Reading
    given: Circumstances
    steps: tuple[Step, ...]
    unmet_needs: tuple[UnmetNeed, ...]
    outweighing: tuple[MarketCue, ...]
    forwardability: Forwardability | None
    warnings: tuple[Caveat, ...]

    @property
    def verdict(self) -> Verdict:
        """The final verdict."""
        return self.steps[-1].verdict

    @property
    def decided_by(self) -> Part:
        """The part that spoke last."""
        return self.steps[-1].part

    @property
    def flip_risk(self) -> float:
        """The model's flip risk, whatever policy says."""
        return self.assessment.flip_risk

    @property
    def relationship(self) -> Relationship:
        """The relationship that was judged."""
        return self.given.relationship

    @property
    def channel(self) -> Channel | None:
        """The channel, if the audience was given as one."""
        return self.given.channel

    @property
    def balance(self) -> Balance | None:
        """The balance of give and ask, if a history was given."""
        return self.given.balance

    @property
    def because(self) -> str:
        """The reason in a few sentences, the deciding part's first."""
        own = self.assessment.because
        if self.decided_by is not Part.MODEL:
            return f"{self.steps[-1].reason} By its wording alone it is {_SAID[self.assessment.verdict]}. {own}"
        if self.verdict is Verdict.CLEAR or not self.unmet_needs:
            return own
        return f"{own} {self.unmet_needs[0].message}"


_SAID = {Verdict.CLEAR: "clear", Verdict.REVIEW: "worth a second look", Verdict.FLIP: "a flip"}


def decide(assessment: Assessment, reading: Reading, given: Circumstances) -> Decision:
    """Weigh an assessment with what is known of the channel and of the past."""
    return Decision(
        assessment=assessment,
        reading=reading,
        given=given,
        steps=weigh(assessment.verdict, assessment.because, reading, given),
        unmet_needs=_unmet(reading, given),
        outweighing=outweighing(reading, given),
        forwardability=forwardability(reading) if given.policy.forwardability else None,
        warnings=(*assessment.warnings, *_caveats(given.channel)),
    )


def _unmet(reading: Reading, given: Circumstances) -> tuple[UnmetNeed, ...]:
    if given.channel is None or given.relationship is Relationship.MARKET or not given.policy.permissions:
        return ()
    disguise = {MarketCue.DISGUISE} if reading.undoes_consent else set()
    return unmet_needs(reading.acts | disguise, given.channel)


def _caveats(channel: Channel | None) -> tuple[Caveat, ...]:
    if channel is None:
        return ()
    if channel == undeclared(channel.name):
        said = (
            f"Nobody has declared the channel “{channel.name}”, so it is read as social. Declare it, or check the name."
        )
        return (Caveat("channel-undeclared", said),)
    faults = contradictions(channel)
    if faults:
        return tuple(Caveat(f"channel-{fault.code}", f"{fault.message} {fault.way_out}") for fault in faults)
    if channel.declared_by is DeclaredBy.AUTHOR and channel.permissions:
        said = f"Only you have declared “{channel.name}”; until its readers agree, its permissions lower no verdict."
        return (Caveat("channel-one-sided", said),)
    return ()
