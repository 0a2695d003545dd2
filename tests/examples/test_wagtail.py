"""The Wagtail site in `examples/wagtail`: what an editor sees who presses Publish, with the real service behind it or dead."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from selenium.webdriver import Chrome

from tests.examples.village import Editor, Forms, begin_planting, served
from tests.running_service import Serve

SALE = "25% off for my friends, only till midnight, tap to order!!"
SOUP = "There is soup on the stove tonight. Come by with a jar and take some home."
DOUBTFUL = (
    "Cabin's booked, 160 / 4 = 40 each.",
    "My sister opened a bakery on Mill Street, she would love it if you came by some day.",
    "I have started to make candles and have a little page for them now.",
    "If you like what I write here, you can find my book in the shops from Monday.",
)
STREET, SHOP = 3, 4
"""The sections by their numbers: pages 1 and 2 are Wagtail's own root and its home."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a place for the site's database."""
    return tmp_path_factory.mktemp("village")


@pytest.fixture(scope="module")
def flipguard(serve: Serve, folder: Path) -> Iterator[str]:
    """Run the service; meanwhile the site's database is made."""
    with begin_planting(folder) as planting, serve(FLIPGUARD_REQUEST_SECONDS="60") as service:
        assert planting.wait(300) == 0
        yield service.address


@pytest.fixture(scope="module")
def village(folder: Path, flipguard: str) -> Iterator[str]:
    with served(folder, FLIPGUARD_ADDRESS=flipguard, FLIPGUARD_SECONDS="30", FLIPGUARD_FAIL_OPEN="false") as address:
        yield address


@pytest.fixture(scope="module")
def editor(browser: Chrome, village: str) -> Editor:
    editor = Editor(browser, village)
    editor.log_in()
    return editor


@pytest.fixture(scope="module")
def forms(village: str) -> Iterator[Forms]:
    with Forms.logged_in(village) as forms:
        yield forms


@pytest.fixture
def doubtful(flipguard: str) -> str:
    """Give a post that the service would have looked at once more."""
    for text in DOUBTFUL:
        answer = httpx.post(f"{flipguard}/v1/check", json={"text": f"News\n\n{text}"}, timeout=60).json()
        if answer["verdict"] == "review":
            return text
    pytest.fail("nothing is doubtful any more; find another text that comes out as review")


# ---------------------------------------------------------------------- in the browser


def test_a_flip_is_stopped_with_its_reason_and_advice_and_a_harmless_post_goes_out(editor: Editor) -> None:
    editor.write(STREET, "Tonight", SALE)

    said = editor.publish()

    assert "“Tonight” is not published." in said
    assert "customer (“25% off" in said
    assert re.search(r"\(then: (clear|review)\)", said)
    assert httpx.get(f"{editor.address}/street/tonight/").status_code == 404

    editor.rewrite(SOUP)
    said = editor.publish()

    assert said.startswith("Page 'Tonight' has been published.")
    assert "come by" in httpx.get(f"{editor.address}/street/tonight/").text.lower()


def test_a_service_that_is_dead_lets_posts_out_with_a_warning_or_not_at_all(
    editor: Editor, browser: Chrome, folder: Path
) -> None:
    dead = {"FLIPGUARD_ADDRESS": "http://127.0.0.1:1", "FLIPGUARD_SECONDS": "5"}
    with served(folder, **dead, FLIPGUARD_FAIL_OPEN="true") as address:
        open_editor = Editor(browser, address)
        open_editor.write(STREET, "Unseen", SOUP)
        said = open_editor.publish()
    assert "“Unseen” goes out unchecked. No check took place: http://127.0.0.1:1 can't be reached" in said
    assert httpx.get(f"{editor.address}/street/unseen/").status_code == 200

    with served(folder, **dead, FLIPGUARD_FAIL_OPEN="false") as address:
        closed_editor = Editor(browser, address)
        closed_editor.write(STREET, "Held back", SOUP)
        said = closed_editor.publish()
    assert "“Held back” is not published. No check took place: http://127.0.0.1:1 can't be reached" in said
    assert "It is kept as a draft" in said
    assert httpx.get(f"{editor.address}/street/held-back/").status_code == 404


# ---------------------------------------------------------------------- by the same forms over HTTP


def new(forms: Forms, section: int, title: str, text: str, **more: str) -> str:
    body = f'{{"blocks": [{{"key": "a", "text": "{text}", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}}], "entityMap": {{}}}}'
    fields = {"title": title, "slug": title.lower().replace(" ", "-"), "body": body, **more}
    return forms.send(f"/admin/pages/add/posts/post/{section}/", **fields)


def test_who_reads_it_decides(forms: Forms) -> None:
    """The shop's readers expect a bill; a post may say that its own readers do, wherever it lies."""
    assert "created and published" in new(forms, SHOP, "Autumn sale", SALE, **{"action-publish": "1"})
    openly = {"relationship": "market", "action-publish": "1"}
    assert "created and published" in new(forms, STREET, "For customers", SALE, **openly)

    assert forms.status("/shop/autumn-sale/") == forms.status("/street/for-customers/") == 200


def test_a_doubtful_post_goes_out_with_a_warning(forms: Forms, doubtful: str) -> None:
    said = new(forms, STREET, "News", doubtful, **{"action-publish": "1"})

    assert "“News” may go out, but look at it once more." in said
    assert forms.status("/street/news/") == 200


def test_a_post_that_is_live_already_stays_as_it_was(forms: Forms) -> None:
    new(forms, STREET, "Soup", SOUP, **{"action-publish": "1"})
    edited = f"/admin/pages/{_newest(forms, STREET)}/edit/"

    said = forms.send(edited, title="Soup, 25% off for my friends, tap to order!!", **{"action-publish": "1"})

    assert "is not published" in said
    assert "25%" not in forms.seen("/street/soup/").text


def test_a_post_is_checked_when_it_is_scheduled(forms: Forms) -> None:
    later = {"go_live_at": f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%d %H:%M}", "action-publish": "1"}

    assert "“Soon” is not published." in new(forms, STREET, "Soon", SALE, **later)
    assert "created and scheduled for publishing" in new(forms, STREET, "Later", SOUP, **later)


def test_of_many_posts_none_goes_out_if_one_of_them_flips(forms: Forms) -> None:
    for title, text in (("Good", SOUP), ("Bad", SALE)):
        new(forms, STREET, title, text)
    bad = _newest(forms, STREET)
    both = f"/admin/bulk/wagtailcore/page/publish/?id={bad - 1}&id={bad}&next=/admin/pages/{STREET}/"

    said = forms.send(both)

    assert "“Bad” is not published." in said
    assert (forms.status("/street/good/"), forms.status("/street/bad/")) == (404, 404)
    assert "1 page has been published" in forms.send(both.replace(f"&id={bad}", ""))


def test_drafts_below_a_page_are_checked_when_they_go_out_with_it(forms: Forms) -> None:
    new(forms, STREET, "Below", SALE)

    said = forms.send(f"/admin/bulk/wagtailcore/page/publish/?id={STREET}&next=/admin/", include_descendants="on")

    assert "“Below” is not published." in said
    assert forms.status("/street/below/") == 404


def test_a_flip_that_a_moderator_approves_stays_a_draft_and_he_is_told(forms: Forms) -> None:
    for title, text in (("Approved", SOUP), ("Waved through", SALE)):
        new(forms, STREET, title, text, **{"action-submit": "1"})
        approve = {"action-workflow-action": "1", "workflow-action-name": "approve"}
        said = forms.send(f"/admin/pages/{_newest(forms, STREET)}/edit/", **approve)
        assert ("is not published. Your friends" in said) == (text == SALE)

    assert (forms.status("/street/approved/"), forms.status("/street/waved-through/")) == (200, 404)


def _newest(forms: Forms, section: int) -> int:
    listed = forms.client.get(f"/admin/pages/{section}/", params={"ordering": "-latest_revision_created_at"}).text
    return max(int(found) for found in re.findall(r"/admin/pages/(\d+)/edit/", listed))
