"""Registers: the kind of place where a post stands, told from its platform or, for a real post, from its source."""

import re

from ..examples import Example

PRIVATE, TALK, LETTERS, COMMENTS, FORUM, WORK, GROUP, FEED, OTHER = (
    "private messages",
    "everyday talk",
    "letters and mail",
    "comments",
    "forums",
    "professional network",
    "groups and clubs",
    "public feed",
    "other",
)

_WORDS = {
    WORK: ("linkedin",),
    COMMENTS: ("comments?", "reply", "replies", "youtube spam"),
    FORUM: (
        "reddit",
        "subreddit",
        "forums?",
        "ravelry",
        "letterboxd",
        "goodreads",
        "steam",
        "nexus",
        "itch",
        "needadvice",
    ),
    GROUP: (
        *(
            "groups?",
            "clubs?",
            "choirs?",
            "parents",
            "mums",
            "neighbou?rs?",
            "neighbou?rhood",
            "nextdoor",
            "street",
            "village",
        ),
        *("alumni", "allotment", "discord", "slack", "guild", "clan", "strava", "meetup", "church", "parish", "mosque"),
        *("temple", "school", "team", "league", "volunteers?", "community", "society", "office", "fb group", "dnd"),
    ),
    LETTERS: (
        "e?-?mails?",
        "letters?",
        "newsletters?",
        "mailing",
        "cards?",
        "postcard",
        "note",
        "bulletin",
        "invitation",
    ),
    TALK: ("dialog\\w*", "daily", "tendims", "transcript", "spoken", "conversation"),
    PRIVATE: (
        *(
            "sms",
            "whatsapp",
            "imessage",
            "messenger",
            "signal",
            "telegram",
            "viber",
            "wechat",
            "kakaotalk",
            "line",
            "dms?",
        ),
        *(
            "message",
            "text",
            "chats?",
            "snapchat",
            "groupme",
            "hinge",
            "bumble",
            "tinder",
            "family",
            "friends",
            "siblings",
        ),
    ),
    FEED: (
        *("twitter", "tweets?", "tweeteval", "x", "mastodon", "bluesky", "threads", "facebook", "instagram", "tiktok"),
        *(
            "youtube",
            "twitch",
            "tumblr",
            "substack",
            "blog",
            "podcast",
            "patreon",
            "kickstarter",
            "page",
            "post",
            "story",
        ),
    ),
}
_PATTERNS = {name: re.compile(rf"\b(?:{'|'.join(words)})\b") for name, words in _WORDS.items()}

_HEAPS = {PRIVATE, TALK, FEED}
"""Sets of real posts in these registers collect strangers' messages: two of one file have no more in common than any two."""


def register_of(example: Example) -> str:
    """Name the register of an example."""
    told = re.sub(r"[_:,/]", " ", (example.platform or example.source).casefold())
    return next((name for name, pattern in _PATTERNS.items() if pattern.search(told)), OTHER)


def cluster_of(example: Example) -> str:
    """Name what may not be torn apart when a set is resampled.

    That is the contrast group of a written text, and the place of a real post: a subreddit, a video, an author. A post from a heap
    of strangers' messages stands alone.
    """
    return example.id if example.is_public and register_of(example) in _HEAPS else example.group
