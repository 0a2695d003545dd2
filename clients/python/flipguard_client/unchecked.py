"""What `fail_open` gives where no check took place."""

from dataclasses import dataclass
from typing import Literal

from .answers import MarketCue
from .errors import FlipGuardError
from .policy import Advice


@dataclass(frozen=True, slots=True)
class Unchecked:
    """No check took place: `verdict` is `unchecked`, which no service ever says, and `error` is the reason.

    It has no flip risk. It has what a program shows of an `Answer`, so that one piece of code can show both.
    """

    error: FlipGuardError

    @property
    def checked(self) -> Literal[False]:
        """False: nobody has read the draft."""
        return False

    @property
    def verdict(self) -> Literal["unchecked"]:
        """The word that stands where a verdict would."""
        return "unchecked"

    @property
    def because(self) -> str:
        """The reason, in a sentence for people."""
        return f"No check took place: {self.error}"

    @property
    def cues(self) -> tuple[MarketCue, ...]:
        """Nothing was looked for."""
        return ()

    @property
    def advice(self) -> tuple[Advice, ...]:
        """Nothing can be advised."""
        return ()
