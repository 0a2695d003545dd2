"""Channels: a named audience whose relationship with the author has been defined once.

"Define the relationship" before you write to it: which kind it is, who says so, how far it has come, and what its
readers agreed to. What nobody declared is social, the careful reading.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from ..norms import Relationship


class DeclaredBy(StrEnum):
    """Who says what the relationship is. A relationship that only one side means is not one."""

    AUTHOR = "author"
    READERS = "readers"
    BOTH = "both"


class Stage(StrEnum):
    """How far the relationship has come, after Merchant."""

    ROMANCE = "romance"
    STRUGGLE = "struggle"
    COMMITMENT = "commitment"
    CO_CREATION = "co-creation"


class Permission(StrEnum):
    """What readers may have agreed to: the seven things that people mean by "relationship", after Naslund."""

    KNOW_MY_MOTIVES = "know_my_motives"
    KNOW_ME_PERSONALLY = "know_me_personally"
    SUPPORT_ME = "support_me"
    ONE_TO_ONE_LINE = "one_to_one_line"
    PROMOTE_TO_ME = "promote_to_me"
    BE_TRUSTED_SOURCE = "be_trusted_source"
    RECOMMEND_YOU = "recommend_you"

    @property
    def words(self) -> str:
        """The permission as a reader would say it."""
        return self.value.replace("_", " ").replace("one to one", "one-to-one")


DECLARED_BY_MEANINGS: Mapping[DeclaredBy, str] = MappingProxyType(
    {
        DeclaredBy.AUTHOR: "you say so; your readers were not asked",
        DeclaredBy.READERS: "your readers said so: they were asked, or they signed up to exactly this",
        DeclaredBy.BOTH: "you asked, and they agreed",
    }
)

STAGE_MEANINGS: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.ROMANCE: "you are getting to know each other; nothing has been promised",
        Stage.STRUGGLE: "something has disappointed them, and it is open whether you will mend it",
        Stage.COMMITMENT: "both sides have chosen to stay",
        Stage.CO_CREATION: "it belongs to all of you; they are co-owners, not an audience",
    }
)

PERMISSION_MEANINGS: Mapping[Permission, str] = MappingProxyType(
    {
        Permission.KNOW_MY_MOTIVES: "you may ask why they would do business with you, and what they think of the trade",
        Permission.KNOW_ME_PERSONALLY: "you may know their interests and their lives, as deep as they let you",
        Permission.SUPPORT_ME: "you may help them as a person would, with a human touch",
        Permission.ONE_TO_ONE_LINE: "you may write to them one to one",
        Permission.PROMOTE_TO_ME: "you may offer them what you sell",
        Permission.BE_TRUSTED_SOURCE: "you may advise them beyond your own goods",
        Permission.RECOMMEND_YOU: "you may ask them to put their name behind you before their own friends",
    }
)


@dataclass(frozen=True, slots=True)
class Channel:
    """A named audience and what has been declared of it. `declared_by` is none where nobody has said anything."""

    name: str
    relationship: Relationship = Relationship.SOCIAL
    declared_by: DeclaredBy | None = None
    stage: Stage | None = None
    permissions: frozenset[Permission] = frozenset()
    description: str = ""

    @property
    def agreed(self) -> bool:
        """Whether its readers themselves have agreed to what is declared."""
        return self.declared_by in (DeclaredBy.READERS, DeclaredBy.BOTH)


def undeclared(name: str) -> Channel:
    """Give the channel of a name that nobody has declared: social, with no permission at all."""
    return Channel(name, description="Not declared, so read as social.")


def channel_name(name: str) -> str:
    """Bring a name into the form that channels are found by: lower case, with hyphens."""
    return "-".join(name.casefold().replace("_", " ").replace("-", " ").split())
