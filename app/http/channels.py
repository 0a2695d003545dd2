"""`GET /v1/channels`: the audiences that a check may name."""

from typing import Annotated, Self

from fastapi import APIRouter, Depends, Request
from pydantic import Field

from model import Channel, DeclaredBy, Permission, Relationship, Stage, contradictions

from ..channels_file import KnownChannels
from .documentation import problems
from .schema_basics import Frozen

router = APIRouter(prefix="/v1", tags=["channels"])


async def known_channels(request: Request) -> KnownChannels:
    """Give the channels that this server knows."""
    channels: KnownChannels = request.app.state.channels
    return channels


Channels = Annotated[KnownChannels, Depends(known_channels)]


class ContradictionShown(Frozen):
    """Two declarations that don't fit, and a way out."""

    code: str = Field(description="A stable word for programs.")
    message: str
    way_out: str


class ChannelShown(Frozen):
    """An audience, and what was declared of it."""

    name: str
    relationship: Relationship
    declared_by: DeclaredBy | None = Field(
        description="Who says so; null for a preset. Only what readers agreed to, by `readers` or `both`, lowers a verdict."
    )
    stage: Stage | None
    permissions: list[Permission] = Field(description="What its readers agreed to or, for a preset, plausibly would.")
    description: str
    declared: bool = Field(description="Whether somebody declared it; else it is a preset.")
    contradictions: list[ContradictionShown]

    @classmethod
    def of(cls, channel: Channel, declared: bool) -> Self:
        """Show a channel."""
        return cls(
            name=channel.name,
            relationship=channel.relationship,
            declared_by=channel.declared_by,
            stage=channel.stage,
            permissions=[permission for permission in Permission if permission in channel.permissions],
            description=channel.description,
            declared=declared,
            contradictions=[
                ContradictionShown(code=found.code, message=found.message, way_out=found.way_out)
                for found in contradictions(channel)
            ],
        )


class ChannelList(Frozen):
    """All channels that are known here."""

    channels: list[ChannelShown] = Field(description="The declared ones in the order of their file, then the presets.")


@router.get(
    "/channels",
    summary="List the channels that a check may name",
    response_description="Declared channels and presets",
    responses=problems(),
)
async def list_channels(channels: Channels) -> ChannelList:
    """Show each audience with its relationship, who declared it, and what its readers agreed to.

    A channel is declared in the server's `flipguard.toml`; a declaration replaces the preset of the same name.
    """
    declared = channels.declared
    return ChannelList(channels=[ChannelShown.of(channel, channel.name in declared) for channel in channels.all()])
