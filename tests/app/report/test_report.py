import csv
import datetime as dt
import io
import re
from collections.abc import Callable
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from app.report.figures import by_period
from app.report.html import to_html
from app.report.periods import periods, unit
from app.report.published import Published
from app.report.report import Report
from app.report.review import go_over
from app.report.sheet import COLUMNS, to_csv
from model import Classifier, MarketCue, Relationship, Verdict, declare, find_channel

SALE = "Last chance: 20% off every candle in my shop till midnight, order here!!"
GIFT = "I made far too much soup, so come by with a jar and take some home. No charge, obviously!"
THANKS = "Thank you all for helping with the move on Saturday. You are the best friends there are."
BILL = "To the three of you who still owe me for the party: it was $14.50 each, please transfer it by Friday."

ReportOn = Callable[..., Report]

ALL_TAKE = [(f"2026-0{month}-10", SALE) for month in range(1, 6)]
GIVING = [(f"2026-0{month}-{day}", GIFT) for month in range(1, 6) for day in (10, 20)]


def test_all_take_and_no_give_is_told_to_give_before_asking(report_on: ReportOn) -> None:
    """Define the relationship: nobody stays for a tie that only takes."""
    report = report_on(ALL_TAKE)
    (standing,) = report.standings
    assert (standing.gives, standing.asks, standing.early, standing.owed) == (0, 5, 4, 2)
    balance = next(thing for thing in report.things if thing.do.startswith("Give before you ask"))
    assert "asked 5 times and gave or answered never" in balance.why
    assert "2 are due before the next ask" in balance.how


def test_every_report_ends_in_three_things_to_do(report_on: ReportOn) -> None:
    """13 truths: measurement is not the goal, action is."""
    for posts in (ALL_TAKE, GIVING, ALL_TAKE + GIVING, [("2026-01-01", GIFT)], [("2026-01-01", SALE)]):
        report = report_on(posts)
        assert len(report.things) == 3
        assert all(thing.do and thing.why and thing.how for thing in report.things)


def test_who_only_gives_is_told_to_keep_it_up(report_on: ReportOn) -> None:
    report = report_on(GIVING)
    assert report.headline == "None of 10 posts flipped or nearly did."
    assert report.things[0].do == "Keep giving"
    assert (report.costs, report.worst) == ((), ())


def test_the_costliest_cue_comes_first_with_the_worst_post_and_the_way_out(report_on: ReportOn) -> None:
    report = report_on([*ALL_TAKE, ("2026-05-20", BILL)])
    assert [cost.cue for cost in report.costs] == [MarketCue.SALE, MarketCue.LEDGER]
    assert report.costs[0].flips == 5
    assert report.costs[0].cost == pytest.approx(5 * report.review.posts[0].found.flip_risk)
    assert report.things[0].do == "Give your offers a place of their own"
    assert "The worst was on 10 " in report.things[0].how
    assert "→" in report.things[0].how


def test_the_worst_posts_come_with_evidence_and_advice_that_lowers_the_risk(report_on: ReportOn) -> None:
    report = report_on([*GIVING, *ALL_TAKE, *[("2026-06-01", BILL)] * 8])
    assert len(report.worst) == 10
    risks = [one.reviewed.found.flip_risk for one in report.worst]
    assert risks == sorted(risks, reverse=True)
    for one in report.worst:
        assert "".join(text for text, _ in one.marked) == one.reviewed.post.text
        assert any(carries for _, carries in one.marked)
        assert one.advice is not None
        assert one.advice.flip_risk_after < one.reviewed.found.flip_risk


def test_a_fresh_flip_is_to_be_mended_and_an_old_one_is_let_rest(report_on: ReportOn) -> None:
    fresh = report_on([("2026-05-01", GIFT), ("2026-05-02", SALE)])
    mend = next(thing for thing in fresh.things if thing.do.startswith("Mend the flip of 2 May 2026"))
    assert "Don't count on deleting the post" in mend.how
    assert "Gneezy" in mend.why
    old = report_on([("2026-01-02", SALE), ("2026-05-01", GIFT)])
    assert not [thing for thing in old.things if thing.do.startswith("Mend")]


def test_readers_are_to_be_asked_where_their_yes_would_have_helped(report_on: ReportOn) -> None:
    asked = declare("club", {"declared_by": "both", "permissions": ["promote_to_me"]})
    sale = [("2026-01-02", SALE), ("2026-05-01", GIFT)]
    assert any("agree to “promote to me”" in thing.do for thing in report_on(sale).things)
    assert not any("agree to" in thing.do for thing in report_on(sale, asked).things)


def test_before_customers_nothing_flips_and_nothing_is_owed(report_on: ReportOn) -> None:
    report = report_on(ALL_TAKE, find_channel("shop-list"))
    assert report.count(Verdict.CLEAR) == 5
    assert (report.asked, report.early) == (0, 0)
    assert "no balance is kept" in report.standings[0].words


def test_each_channel_has_a_balance_of_its_own(classifier: Classifier) -> None:
    day = dt.date(2026, 5, 1)
    friends, customers = find_channel("friends-chat"), find_channel("shop-list")
    posts = [Published(SALE, day, customers)] * 3 + [Published(SALE, day, friends)]
    review = go_over(classifier, posts)
    assert [(channel.name, len(channel.tipping)) for channel in review.channels] == [
        ("shop-list", 0),
        ("friends-chat", 0),
    ]


def test_a_post_that_cannot_be_judged_is_named_and_the_others_are_judged(classifier: Classifier) -> None:
    day = dt.date(2026, 5, 1)
    review = go_over(classifier, [Published(text, day, Relationship.SOCIAL) for text in ("…", GIFT)])
    assert [one.message[:22] for one in review.unread] == ["The text holds no word"]
    assert len(review.posts) == 1


@pytest.mark.parametrize(
    ("last", "kind", "number"),
    [("2026-01-01", "week", 1), ("2026-02-20", "week", 8), ("2026-09-30", "month", 9), ("2031-01-01", "quarter", 21)],
)
def test_periods_cover_every_day_without_a_gap(last: str, kind: str, number: int) -> None:
    first, end = dt.date(2026, 1, 1), dt.date.fromisoformat(last)
    found = periods([end, first])
    assert (unit(found), len(found)) == (kind, number)
    assert found[0].start <= first
    assert found[-1].end > end
    assert all(one.end == following.start for one, following in pairwise(found))
    assert sum(one.holds(end) for one in found) == 1
    assert unit(periods([first, dt.date(2046, 1, 1)])) == "year"


def test_the_figures_of_all_periods_together_count_every_post(report_on: ReportOn) -> None:
    report = report_on(ALL_TAKE + GIVING)
    figures = by_period(report.review.posts, report.periods)
    assert sum(sum(one.verdicts.values()) for one in figures) == 15
    assert sum(one.tipping for one in figures) == report.early


def test_the_page_is_one_file_that_fetches_nothing_and_runs_nothing(report_on: ReportOn) -> None:
    page = to_html(report_on(ALL_TAKE + GIVING))
    assert not re.findall(r"""(?:src|href)=["'](?!#)""", page)
    assert not re.findall(r"url\((?!#)", page)
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert "prefers-color-scheme: dark" in page
    for svg in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        ElementTree.fromstring(svg)


def test_the_page_ends_in_what_to_do(report_on: ReportOn) -> None:
    page = to_html(report_on(ALL_TAKE))
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", page)
    assert headings == [
        "Of 5 posts, 5 flipped and none nearly did.",
        "Flips and near-flips over time",
        "Give and ask",
        "What cost most",
        "The worst 5",
        "Three things to do",
    ]


def test_the_charts_show_what_was_counted(report_on: ReportOn) -> None:
    page = to_html(report_on([*ALL_TAKE, *GIVING, ("2026-05-11", SALE)]))
    assert page.count("<circle") == 16
    assert "<title>Mar 2026: 1 flip, 0 review, 2 clear</title>" in page
    assert "<title>May 2026: 2 give, 0 answer, 2 ask, 1 of them too early</title>" in page
    assert page.count('<rect class="early"') == 1


def test_posts_are_shown_as_text_and_never_run(report_on: ReportOn) -> None:
    page = to_html(report_on([("2026-05-01", f"<script>alert(1)</script> {SALE} <img src=x onerror=alert(1)>")]))
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert "Our &lt;months&gt;" in page


def test_a_long_post_is_cut_but_its_evidence_is_shown(report_on: ReportOn) -> None:
    chat = "Good morning! Snow on the hill, and the dog is beside himself. " * 40
    pitch = f"{SALE} Use the code FRIENDS, $12 each, tap to buy now! " * 6
    page = to_html(report_on([("2026-05-01", f"{chat}\n\n{pitch}\n\n{chat}")]))
    (quoted,) = re.findall(r"<blockquote>(.*?)</blockquote>", page, re.DOTALL)
    assert len(quoted) < 1500
    assert "<mark>" in quoted


def test_the_table_holds_every_post_whole(report_on: ReportOn) -> None:
    posts = [("2026-05-02", SALE), ("2026-05-01", "=HYPERLINK(1) and, by the way,\n“hello” everyone!")]
    rows = list(csv.DictReader(io.StringIO(to_csv(report_on(posts)))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["date"] for row in rows] == ["2026-05-01", "2026-05-02"]
    assert rows[0]["text"] == "'=HYPERLINK(1) and, by the way,\n“hello” everyone!"
    assert (rows[1]["verdict"], rows[1]["channel"], rows[1]["kind"]) == ("flip", "friends-chat", "ask")
    assert rows[1]["text"] == SALE
