"""A post that was published, as a report takes it."""

import datetime as dt
from dataclasses import dataclass

from model import Channel, Relationship


@dataclass(frozen=True, slots=True)
class Published:
    """A published post: its words, its day, who read it, and where it was found."""

    text: str
    date: dt.date
    audience: Channel | Relationship
    answer: bool = False
    where: str = ""

    @property
    def place(self) -> str:
        """The name of the channel or, without one, of the relationship."""
        return self.audience.name if isinstance(self.audience, Channel) else f"{self.audience} readers"

    @property
    def relationship(self) -> Relationship:
        """How its readers saw their tie with the author."""
        return self.audience.relationship if isinstance(self.audience, Channel) else self.audience
