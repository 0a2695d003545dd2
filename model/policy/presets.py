"""What a platform plausibly implies, as channels to start from. A declaration of the same name overrides them.

They come from the seeds (friends on Facebook are social, LinkedIn is market, Twitter a hybrid) and from the audiences of
the annotation guide. No preset was declared by anybody, so its permissions are guesses: they spare a question, but never
lower a verdict. No preset has a stage: that is between an author and his readers, never in a platform.
"""

from collections.abc import Mapping
from types import MappingProxyType

from ..norms import Relationship
from .channels import Channel, Permission, channel_name, undeclared

_CLOSE = frozenset(
    {
        Permission.KNOW_ME_PERSONALLY,
        Permission.SUPPORT_ME,
        Permission.ONE_TO_ONE_LINE,
        Permission.BE_TRUSTED_SOURCE,
    }
)
_COMMUNITY = frozenset({Permission.SUPPORT_ME, Permission.BE_TRUSTED_SOURCE})
_FOLLOWERS = frozenset({Permission.KNOW_MY_MOTIVES, Permission.BE_TRUSTED_SOURCE})
_CUSTOMERS = frozenset({Permission.KNOW_MY_MOTIVES, Permission.SUPPORT_ME, Permission.PROMOTE_TO_ME})
_TRADE = frozenset({Permission.KNOW_MY_MOTIVES, Permission.ONE_TO_ONE_LINE, Permission.PROMOTE_TO_ME})


def _preset(name: str, relationship: Relationship, permissions: frozenset[Permission], description: str) -> Channel:
    return Channel(name, relationship, permissions=permissions, description=description)


_SOCIAL, _MIXED, _MARKET = Relationship.SOCIAL, Relationship.MIXED, Relationship.MARKET

PRESETS: Mapping[str, Channel] = MappingProxyType(
    {
        channel.name: channel
        for channel in (
            _preset("family-chat", _SOCIAL, _CLOSE, "A family's own chat."),
            _preset("friends-chat", _SOCIAL, _CLOSE, "A chat of friends, on whatever messenger."),
            _preset("facebook-friends", _SOCIAL, _CLOSE, "Your own wall, before people whom you befriended."),
            _preset("instagram-close-friends", _SOCIAL, _CLOSE, "The circle that you picked by hand."),
            _preset("hobby-club", _SOCIAL, _CLOSE, "A club that people join for love of the thing."),
            _preset("volunteers", _SOCIAL, _COMMUNITY, "People who give their time for a cause."),
            _preset("fan-forum", _SOCIAL, _COMMUNITY, "Fans among themselves."),
            _preset("team-off-topic", _SOCIAL, _COMMUNITY, "Colleagues, in the channel that is not about work."),
            _preset("discord", _SOCIAL, _COMMUNITY, "A community's server; for a brand's own, see brand-community."),
            _preset("reddit", _SOCIAL, _COMMUNITY, "A community round a topic, most of which frown on promotion."),
            _preset("open-source", _SOCIAL, _COMMUNITY, "A project's contributors; declare the stage co-creation."),
            _preset("neighbourhood", _MIXED, _COMMUNITY, "Neighbours, with traders among them."),
            _preset("alumni", _MIXED, _COMMUNITY, "People who once learnt or worked together."),
            _preset("twitter", _MIXED, _FOLLOWERS, "An open account: the seeds' “interesting hybrid”."),
            _preset("mastodon", _MIXED, _FOLLOWERS, "An open account."),
            _preset("bluesky", _MIXED, _FOLLOWERS, "An open account."),
            _preset("threads", _MIXED, _FOLLOWERS, "An open account."),
            _preset("instagram", _MIXED, _FOLLOWERS, "A creator's or a company's followers."),
            _preset("tiktok", _MIXED, _FOLLOWERS, "A creator's or a company's followers."),
            _preset("youtube", _MIXED, _FOLLOWERS, "A creator's subscribers."),
            _preset("facebook-page", _MIXED, _FOLLOWERS, "A page that people follow, not a wall of friends."),
            _preset("newsletter", _MIXED, _FOLLOWERS, "A letter that people read for its writer."),
            _preset("patreon", _MIXED, _CUSTOMERS, "Patrons: they pay, and they mean more by it than a purchase."),
            _preset("brand-community", _MIXED, _CUSTOMERS, "A brand's fans, in the brand's own rooms."),
            _preset("linkedin", _MARKET, _TRADE, "A business network; for mere acquaintances, declare it mixed."),
            _preset("facebook-marketplace", _MARKET, _TRADE, "A group that exists for buying and selling."),
            _preset("job-board", _MARKET, _TRADE, "Where work is offered and sought."),
            _preset("shop-list", _MARKET, _CUSTOMERS, "A list that people signed up to for offers."),
            _preset("support-desk", _MARKET, _CUSTOMERS, "A company's open helpline, like ComcastCares."),
        )
    }
)

_OTHER_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "facebook": "facebook-friends",
        "whatsapp": "friends-chat",
        "x": "twitter",
        "twitter/x": "twitter",
        "nextdoor": "neighbourhood",
        "neighborhood": "neighbourhood",
        "discord-community": "discord",
        "shop": "shop-list",
    }
)


def preset(name: str) -> Channel | None:
    """Find a preset by its name or by one of the other names that a platform goes by."""
    known = channel_name(name)
    return PRESETS.get(_OTHER_NAMES.get(known, known))


def find_channel(name: str, declared: Mapping[str, Channel] = MappingProxyType({})) -> Channel:
    """Find a channel: the declared one, else the preset, else an undeclared one, which is social.

    `declared` maps names in the form of `channel_name` to channels.
    """
    return declared.get(channel_name(name)) or preset(name) or undeclared(name)
