"""What policy adds to an answer: who decided, what the channel lacks, the balance, and what helps."""

from typing import Self

from pydantic import Field

from model import (
    Advice,
    AdviceKind,
    Balance,
    Forwardability,
    Forwarding,
    MarketCue,
    Part,
    Permission,
    PostKind,
    Relationship,
    Repair,
    SocialCue,
    Step,
    Strength,
    UnmetNeed,
    Verdict,
)

from .schema_basics import Frozen, Share


class StepTaken(Frozen):
    """What one part made of the verdict, and why."""

    part: Part
    verdict: Verdict
    reason: str

    @classmethod
    def of(cls, step: Step) -> Self:
        """Show a step."""
        return cls(part=step.part, verdict=step.verdict, reason=step.reason)


class NeedUnmet(Frozen):
    """Something that the post does and that the channel's readers never agreed to."""

    cue: MarketCue
    missing: list[Permission] = Field(description="The permissions it takes; empty where none could allow it.")
    message: str

    @classmethod
    def of(cls, need: UnmetNeed) -> Self:
        """Show an unmet need."""
        return cls(cue=need.cue, missing=list(need.missing), message=need.message)


class BalanceTaken(Frozen):
    """What was given and asked before this draft, in the past posts that count."""

    gives: int
    asks: int
    answers: int
    others: int
    given_since: int = Field(description="Gives and answers since the last ask.")
    days_since_last_ask: int | None = Field(description="Null without an ask, or where it has no date.")
    owed: int = Field(description="Gives or answers that are still due before the next ask.")
    draft_asks: bool = Field(description="Whether this draft asks.")
    tipped: bool = Field(description="Whether this draft asks before the last ask has been made good.")
    message: str = Field(description="Where things stand, and what would restore them.")
    restore: str = Field(description="What would restore the balance; empty where it holds.")
    kinds: list[PostKind] = Field(description="What each past post that counts did, the oldest first.")
    places: list[int] = Field(description="Where in `history` each of them stands, from 0.")
    tipping: list[int] = Field(description="Which of `kinds` asked before the ask before them was made good, from 0.")

    @classmethod
    def of(cls, balance: Balance) -> Self:
        """Show a balance."""
        return cls(
            gives=balance.gives,
            asks=balance.asks,
            answers=balance.answers,
            others=balance.others,
            given_since=balance.given_since,
            days_since_last_ask=balance.days_since_last_ask,
            owed=balance.owed,
            draft_asks=balance.draft_asks,
            tipped=balance.tipped,
            message=balance.message,
            restore=balance.restore,
            kinds=list(balance.kinds),
            places=list(balance.places),
            tipping=list(balance.tipping),
        )


class ForwardabilityShown(Frozen):
    """Whether a reader would pass the post on inside his own circle."""

    forwarding: Forwarding
    cue: MarketCue | SocialCue | None = Field(description="What speaks for it or against it.")
    reason: str

    @classmethod
    def of(cls, found: Forwardability) -> Self:
        """Show how forwardable a post is."""
        return cls(forwarding=found.forwarding, cue=found.cue, reason=found.reason)


class EditShown(Frozen):
    """Put `replacement` where `text[start:end]` stands. Offsets count code points of the text as sent."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    replacement: str = Field(description="Empty where the stretch is struck.")


class AdviceGiven(Frozen):
    """One thing to do, and what would come of it, by the model and by policy."""

    kind: AdviceKind
    cue: MarketCue | None
    message: str
    edits: list[EditShown] = Field(description="Apply all of them at once; empty where no word changes.")
    worded: bool = Field(
        description="Whether it holds words that are not the writer's own: adapt them, and make them true."
    )
    moves_to: Relationship | None = Field(description="The readers whom the part that moves, or all of it, is for.")
    text_after: str | None = Field(description="The text with the edits; null where it stays, or goes elsewhere whole.")
    flip_risk_after: Share
    verdict_after: Verdict

    @classmethod
    def of(cls, advice: Advice) -> Self:
        """Show a piece of advice."""
        return cls(
            kind=advice.kind,
            cue=advice.cue,
            message=advice.message,
            edits=[
                EditShown(start=edit.span.start, end=edit.span.end, replacement=edit.replacement)
                for edit in advice.edits
            ],
            worded=advice.worded,
            moves_to=advice.moves_to,
            text_after=advice.text_after,
            flip_risk_after=advice.flip_risk_after,
            verdict_after=advice.verdict_after,
        )


class RepairShown(Frozen):
    """What research says may be done where such a post has gone out already."""

    code: str = Field(description="A stable word for programs.")
    do: str
    because: str = Field(description="What was found.")
    source: str
    strength: Strength = Field(description="What the finding rests on.")
    caution: str = Field(description="What was not found.")

    @classmethod
    def of(cls, repair: Repair) -> Self:
        """Show a repair."""
        return cls(
            code=repair.code,
            do=repair.do,
            because=repair.because,
            source=repair.source,
            strength=repair.strength,
            caution=repair.caution,
        )
