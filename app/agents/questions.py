"""What a tool takes. The descriptions are for the agent that fills them in."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from model import MAX_TEXT_LENGTH, READERS, MarketCue, Relationship, SocialCue

_READERS = "; ".join(f"{relationship}: {who}" for relationship, who in READERS.items())


class Post(BaseModel):
    """A draft, and who reads it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Annotated[
        str,
        Field(
            description="The post exactly as its readers would see it, at most "
            f"{MAX_TEXT_LENGTH:,} characters. One post a call; no notes about it."
        ),
    ]
    relationship: Annotated[
        Relationship | None,
        Field(description=f"How its readers see their tie with the author. {_READERS}. Left out, it is social."),
    ] = None
    channel: Annotated[
        str | None,
        Field(
            max_length=200,
            description="Instead of a relationship: the audience by its declared name, or the preset for a platform, such as "
            "facebook-friends or linkedin.",
        ),
    ] = None


class Named(BaseModel):
    """A cue by its name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cue: Annotated[MarketCue | SocialCue, Field(description="The name of a cue, as check_post gives it.")]
