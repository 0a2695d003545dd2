"""Who reads a message: what the webhook's address says, else what is declared of the channel in which it is sent."""

from typing import Annotated

from fastapi import Query

from model import Relationship, channel_name

from ....channels_file import KnownChannels
from ...problem_kinds import INVALID_REQUEST
from ...problems import Fault, ProblemError
from ..readers import Readers
from .schemas import ChannelOfMessage

RelationshipInAddress = Annotated[Relationship | None, Query(description="Who reads what is sent, in every channel.")]
ChannelInAddress = Annotated[
    str | None, Query(max_length=200, description="Or their channel, by the name it has in flipguard.toml.")
]


def readers_of(
    in_address: Readers, in_headers: Readers, channel: ChannelOfMessage | None, known: KnownChannels
) -> Readers:
    """Give the readers; raises a problem if the address and the headers name different ones.

    Where neither names any, a channel that is declared under Stream's name for this one, with its type (`messaging:village`)
    or for its type alone (`messaging`), says who they are. Presets don't: Stream's names are not theirs.
    """
    if in_address != Readers() and in_headers not in (Readers(), in_address):
        message = "The webhook's address names other readers than the headers do. Leave one of the two out."
        raise ProblemError.of(INVALID_REQUEST, Fault(field="relationship", message=message, code="readers-contradict"))
    if (named := in_headers if in_address == Readers() else in_address) != Readers():
        return named
    names = (channel.cid, channel.type) if channel else ()
    return next((Readers(channel=name) for name in names if name and is_declared(name, known)), Readers())


def is_declared(name: str, known: KnownChannels) -> bool:
    """Tell whether somebody declared a channel of this name."""
    return channel_name(name) in known.declared
