"""Going over published posts: each is judged in the light of those before it on its channel."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from model import (
    Channel,
    Chronicle,
    Chronicled,
    Classifier,
    InputError,
    MarketCue,
    ModelIdentity,
    PastPost,
    Policy,
    Relationship,
    Verdict,
)

from .published import Published


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A published post, and what is to be said of it."""

    post: Published
    found: Chronicled

    @property
    def verdict(self) -> Verdict:
        """The verdict after policy."""
        return self.found.verdict

    @property
    def cues(self) -> tuple[MarketCue, ...]:
        """The market cues that it carries, the heaviest first; a disguise comes last."""
        acts = sorted(self.found.reading.acts, key=lambda act: -self.found.scores.market_cues[act])
        return (*acts, *([MarketCue.DISGUISE] if self.found.reading.disguised else []))


@dataclass(frozen=True, slots=True)
class Unread:
    """A post that could not be judged, and why."""

    post: Published
    message: str


@dataclass(frozen=True, slots=True)
class ChannelReview:
    """The posts of one channel, the oldest first."""

    name: str
    audience: Channel | Relationship
    posts: tuple[Reviewed, ...]

    @property
    def relationship(self) -> Relationship:
        """How its readers see their tie with the author."""
        return self.posts[0].post.relationship

    @property
    def owed(self) -> int:
        """The gives or answers that are due before the next ask."""
        return self.posts[-1].found.owed

    @property
    def tipping(self) -> tuple[Reviewed, ...]:
        """The posts that asked before the last ask had been made good."""
        return tuple(one for one in self.posts if one.found.tips)


@dataclass(frozen=True, slots=True)
class Review:
    """All posts that were judged, by their channels, the busiest first, and those that could not be."""

    channels: tuple[ChannelReview, ...]
    unread: tuple[Unread, ...]
    model: ModelIdentity
    policy: Policy

    @property
    def posts(self) -> tuple[Reviewed, ...]:
        """Every post that was judged, the oldest first."""
        return tuple(sorted((one for channel in self.channels for one in channel.posts), key=lambda one: one.post.date))

    def of(self, verdict: Verdict) -> tuple[Reviewed, ...]:
        """Give the posts with this verdict."""
        return tuple(one for one in self.posts if one.verdict is verdict)


def go_over(classifier: Classifier, posts: Iterable[Published], on_read: Callable[[], object] = lambda: None) -> Review:
    """Judge posts in the order of their days and, within a day, in the order given; `on_read` is called after each."""
    by_place: dict[str, list[Published]] = {}
    for post in posts:
        by_place.setdefault(post.place, []).append(post)
    policy = Policy()
    channels: list[ChannelReview] = []
    unread: list[Unread] = []
    for name, own in by_place.items():
        told = Chronicle(classifier, own[0].audience, policy)
        reviewed: list[Reviewed] = []
        for post in sorted(own, key=lambda one: one.date):
            try:
                reviewed.append(Reviewed(post, told.add(PastPost(post.text, post.date, post.answer))))
            except InputError as error:
                unread.append(Unread(post, str(error)))
            on_read()
        if reviewed:
            channels.append(ChannelReview(name, own[0].audience, tuple(reviewed)))
    channels.sort(key=lambda channel: -len(channel.posts))
    return Review(tuple(channels), tuple(unread), classifier.identity, policy)
