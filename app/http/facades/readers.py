"""Who reads a post, where the client's own shape has no place for it: two headers, or one word."""

from dataclasses import dataclass
from typing import Annotated, Self

from fastapi import Depends, Header

from model import Relationship

from ..schemas import CheckRequest

RELATIONSHIP_HEADER = "X-FlipGuard-Relationship"
CHANNEL_HEADER = "X-FlipGuard-Channel"


@dataclass(frozen=True, slots=True)
class Readers:
    """The readers of a post: their relationship, or the channel in which it was declared. Neither means `social`."""

    relationship: Relationship | None = None
    channel: str | None = None

    @classmethod
    def called(cls, name: str) -> Self:
        """Take one word for a relationship, where it is one, or for a channel. Whether there is such a channel shows later."""
        if name in Relationship.__members__.values():
            return cls(relationship=Relationship(name))
        return cls(channel=name)

    def draft(self, text: str, advice: bool = False) -> CheckRequest:
        """Put a text before these readers, by default without the costly search for what would help."""
        return CheckRequest(text=text, relationship=self.relationship, channel=self.channel, advice=advice)


async def readers_in_headers(
    relationship: Annotated[
        Relationship | None, Header(alias=RELATIONSHIP_HEADER, description="Who reads the posts.")
    ] = None,
    channel: Annotated[
        str | None, Header(alias=CHANNEL_HEADER, max_length=200, description="Or their channel, by its name.")
    ] = None,
) -> Readers:
    """Give the readers that a request's headers name."""
    return Readers(relationship, channel)


ReadersInHeaders = Annotated[Readers, Depends(readers_in_headers)]
