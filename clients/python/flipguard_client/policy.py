"""What policy adds to an answer: who decided, what the channel lacks, the balance, and what helps."""

from .kept import Kept


class Step(Kept):
    """What one part made of the verdict, and why."""

    part: str
    verdict: str
    reason: str


class UnmetNeed(Kept):
    """Something that the post does and that the channel's readers never agreed to."""

    cue: str
    message: str
    missing: tuple[str, ...] = ()


class Balance(Kept):
    """What was given and asked before this draft."""

    message: str
    draft_asks: bool
    tipped: bool
    gives: int = 0
    asks: int = 0
    answers: int = 0
    owed: int = 0
    restore: str = ""


class Forwardability(Kept):
    """Whether a reader would pass the post on inside his own circle."""

    forwarding: str
    reason: str
    cue: str | None = None


class Edit(Kept):
    """Put `replacement` where `text[start:end]` stands. Offsets count code points of the text as sent."""

    start: int
    end: int
    replacement: str


class Advice(Kept):
    """One thing to do, and what would come of it."""

    kind: str
    message: str
    flip_risk_after: float
    verdict_after: str
    cue: str | None = None
    edits: tuple[Edit, ...] = ()
    worded: bool = False
    moves_to: str | None = None
    text_after: str | None = None


class Repair(Kept):
    """What research says may be done where such a post has gone out already."""

    code: str
    do: str
    because: str
    source: str = ""
    strength: str = ""
    caution: str = ""
