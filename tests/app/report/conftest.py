import datetime as dt
from collections.abc import Callable, Sequence

import pytest

from app.report.published import Published
from app.report.report import Report, make_report
from app.report.review import go_over
from model import Channel, Classifier, Relationship, find_channel

Post = tuple[str, str]

FRIENDS = find_channel("friends-chat")


@pytest.fixture
def report_on(classifier: Classifier) -> Callable[..., Report]:
    """Make a report on posts, each with its day."""

    def report_on(posts: Sequence[Post], audience: Channel | Relationship = FRIENDS) -> Report:
        published = [
            Published(text, dt.date.fromisoformat(day), audience, where=f"posts.jsonl:{line}")
            for line, (day, text) in enumerate(posts, 1)
        ]
        return make_report(classifier, go_over(classifier, published), "Our <months>")

    return report_on
