"""Whose post it is: the channel or the relationship that a post declares, else the one that the command names."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from model import Channel, Relationship

from ..channels_file import KnownChannels, UnknownChannelError
from .loading import load_channels
from .path_rules import PathSettings
from .refusal import Refusal
from .sources.post import Post


class AudienceError(Exception):
    """A post that declares readers who can't be told; `field` is what it declares them with."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Audiences:
    """The channels that are known, and who reads the posts that don't say."""

    channels: KnownChannels
    default: Channel | Relationship

    @classmethod
    def of_options(cls, config_file: Path | None, channel: str | None, relationship: str | None) -> Self:
        """Take them from the options of a command; refuses a channel that nobody knows."""
        known = cls(load_channels(config_file), Relationship.SOCIAL)
        try:
            named = known.find(channel, Relationship(relationship) if relationship else None)
        except AudienceError as error:
            raise Refusal(f"--{error.field}: {error}") from error
        return cls(known.channels, named)

    def of_post(self, post: Post, settings: PathSettings) -> Channel | Relationship:
        """Give the readers of a post: as it says itself, else as the rules for its path say, else the default."""
        declared = post.declared
        if declared.channel is None and declared.relationship is None:
            ruled = Relationship(settings.relationship) if settings.relationship else None
            return self.find(settings.channel, ruled)
        return self.find(declared.channel, declared.relationship)

    def find(self, channel: str | None, relationship: Relationship | None) -> Channel | Relationship:
        """Give the readers that a post declares, else the default; raises `AudienceError`.

        A relationship beside a channel may say nothing else than the channel does.
        """
        if channel is None:
            return relationship or self.default
        try:
            found = self.channels.find(channel)
        except UnknownChannelError as error:
            raise AudienceError(str(error), "channel") from error
        if relationship not in (None, found.relationship):
            raise AudienceError(
                f"The relationship is {relationship}, but the channel “{found.name}” is {found.relationship}. "
                "Leave one of the two out.",
                "relationship",
            )
        return found
