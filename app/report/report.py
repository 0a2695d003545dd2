"""A report: all that a page, a table or a terminal shows of it, made once."""

from dataclasses import dataclass

from model import Classifier, PostKind, Relationship, Verdict

from .figures import CueCost, WorstPost, cue_costs, worst_posts
from .periods import Period, periods
from .review import ChannelReview, Review
from .todo import Thing, things_to_do


@dataclass(frozen=True, slots=True)
class Trend:
    """Flips per hundred posts in the first and in the second half of the posts."""

    before: float
    after: float

    @property
    def words(self) -> str:
        """The trend in a clause."""
        if round(self.before) == round(self.after):
            return f"{self.after:.0f} in 100 posts flip, as before"
        way = "down" if self.after < self.before else "up"
        return f"{way} from {self.before:.0f} to {self.after:.0f} flips in 100 posts, first half to second"


@dataclass(frozen=True, slots=True)
class Standing:
    """How give and ask stand on one channel."""

    channel: ChannelReview
    gives: int
    answers: int
    asks: int
    early: int
    owed: int

    @property
    def kept(self) -> bool:
        """Whether a balance is kept at all: not where readers are there for business."""
        return self.channel.relationship is not Relationship.MARKET

    @property
    def words(self) -> str:
        """The standing in a sentence or two."""
        if not self.kept:
            return "Its readers are there for business, so no balance is kept."
        given = self.gives + self.answers
        said = f"{counted(given, 'give or answer', 'gives and answers')} to {counted(self.asks, 'ask')}."
        if self.early:
            said += f" {counted(self.early, 'ask')} came before the last one had been made good."
        if self.owed:
            said += f" {counted(self.owed, 'give or answer', 'gives or answers')} {'is' if self.owed == 1 else 'are'} due now."
        return said


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in published posts, and what to do."""

    title: str
    review: Review
    periods: tuple[Period, ...]
    costs: tuple[CueCost, ...]
    worst: tuple[WorstPost, ...]
    standings: tuple[Standing, ...]
    trend: Trend | None
    things: tuple[Thing, ...]

    def count(self, verdict: Verdict) -> int:
        """Count the posts with this verdict."""
        return len(self.review.of(verdict))

    @property
    def given(self) -> int:
        """How often something was given or answered, where a balance is kept."""
        return sum(one.gives + one.answers for one in self.standings if one.kept)

    @property
    def asked(self) -> int:
        """How often something was asked, where a balance is kept."""
        return sum(one.asks for one in self.standings if one.kept)

    @property
    def early(self) -> int:
        """How many asks came too early."""
        return sum(one.early for one in self.standings)

    @property
    def headline(self) -> str:
        """What was found, in a sentence."""
        posts = counted(len(self.review.posts), "post")
        flips, near = self.count(Verdict.FLIP), self.count(Verdict.REVIEW)
        if not flips and not near:
            return f"None of {posts} flipped or nearly did."
        return f"Of {posts}, {flips or 'none'} flipped and {near or 'none'} nearly did."


def make_report(classifier: Classifier, review: Review, title: str) -> Report:
    """Work out all that a report shows. There is at least one post in the review."""
    posts = review.posts
    costs = cue_costs(posts)
    worst = worst_posts(classifier, review)
    return Report(
        title=title,
        review=review,
        periods=periods([one.post.date for one in posts]),
        costs=costs,
        worst=worst,
        standings=tuple(_standing(channel) for channel in review.channels),
        trend=_trend(review),
        things=things_to_do(classifier, review, costs, worst),
    )


def counted(number: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


_FEWEST_FOR_A_TREND = 20


def _trend(review: Review) -> Trend | None:
    posts = review.posts
    if len(posts) < _FEWEST_FOR_A_TREND:
        return None
    middle = len(posts) // 2
    before, after = (
        100 * sum(one.verdict is Verdict.FLIP for one in half) / len(half) for half in (posts[:middle], posts[middle:])
    )
    return Trend(before, after)


def _standing(channel: ChannelReview) -> Standing:
    def count(kind: PostKind) -> int:
        return sum(one.found.kind is kind for one in channel.posts)

    return Standing(
        channel,
        gives=count(PostKind.GIVE),
        answers=count(PostKind.ANSWER),
        asks=count(PostKind.ASK),
        early=len(channel.tipping),
        owed=channel.owed,
    )
