"""The way out: advice is shown in place, applied and undone."""

from typing import Any

import pytest

from tests.app.page.writer import Writer
from tests.running_service import Service

TEXT = (
    "🎉 Dinner on Sunday was lovely, thank you for coming. Use code FRIENDS10 for 10% off in my shop, only until Sunday, "
    "order here: https://a.example. The garden misses you already 👨‍👩‍👧‍👦."
)


@pytest.fixture
def advice(writer: Writer, page_service: Service) -> dict[str, Any]:
    """Write the draft, and give the first advice that changes its words, as the service gives it."""
    writer.put(TEXT)
    assert writer.answered() == "flip"
    given = page_service.client.post("/v1/check", json={"text": TEXT}).json()["advice"]
    return next(one for one in given if one["edits"])


def test_each_piece_says_what_comes_of_it(writer: Writer, advice: dict[str, Any]) -> None:
    card = writer.said(".way:has(.apply)")

    assert advice["message"] in card
    assert "afterwards, flip risk" in card


@pytest.mark.usefixtures("advice")
def test_resting_on_a_piece_strikes_the_words_and_moves_none(writer: Writer) -> None:
    sheet = "return document.querySelector('.sheet').getBoundingClientRect().height"
    height = writer.script(sheet)

    writer.hover(writer.find(".way:has(.apply)"))
    writer.until(lambda: writer.all(".pen-strike"))

    assert writer.text == TEXT
    assert writer.script(sheet) == height
    writer.hover(writer.find("h1"))
    writer.until(lambda: not writer.all(".pen-strike"))


def test_new_words_are_shown_beneath_those_that_they_replace(writer: Writer) -> None:
    writer.put("Dinner was lovely.\nI sent you money for it.\nSee you soon!")

    struck, note = writer.browser.execute_async_script(
        "const [done] = arguments; import('/page/scripts/desk/sheet.js').then(({ Sheet }) => {"
        "const sheet = new Sheet(document.querySelector('.sheet'), { changed() {}, at() {} });"
        "sheet.sketch([{ start: 19, end: 43, replacement: 'The next one is on me.' }]);"
        "requestAnimationFrame(() => requestAnimationFrame(() => done(['.pen-strike', '.pen-words'].map(s => {"
        "const { left, top } = document.querySelector(s).getBoundingClientRect(); return { left, top } })))) })"
    )

    assert writer.find(".pen-words").text == "The next one is on me."
    assert note["top"] > struck["top"]
    assert abs(note["left"] - struck["left"]) < 5


def test_applying_gives_the_text_and_the_risk_that_were_promised(writer: Writer, advice: dict[str, Any]) -> None:
    promised = writer.find(".way:has(.apply) .way__after").get_attribute("data-verdict")

    writer.click(".apply")

    assert writer.text == advice["text_after"]
    assert writer.answered() == promised == advice["verdict_after"]


@pytest.mark.usefixtures("advice")
def test_undoing_restores_the_text(writer: Writer) -> None:
    writer.click(".apply")
    writer.answered()

    writer.click("[data-act=undo]")

    assert writer.text == TEXT
    assert writer.answered() == "flip"
    assert writer.find("[data-act=undo]").is_displayed() is False


@pytest.mark.usefixtures("advice")
def test_the_browser_s_own_undo_restores_the_text_too(writer: Writer) -> None:
    writer.click(".apply")
    writer.find("#draft").click()

    writer.press("z")

    assert writer.text == TEXT
    writer.until(lambda: not writer.find("[data-act=undo]").is_displayed())


@pytest.mark.usefixtures("advice")
def test_undo_is_not_offered_once_the_text_was_written_on(writer: Writer) -> None:
    writer.click(".apply")
    writer.put(" More soon.")

    assert writer.find("[data-act=undo]").is_displayed() is False
    assert "More soon." in writer.text


@pytest.mark.usefixtures("advice")
def test_advice_on_an_earlier_text_can_not_be_applied(writer: Writer) -> None:
    writer.put("!")

    assert not writer.find(".apply").is_enabled()


def test_what_belongs_elsewhere_names_where_it_fits(writer: Writer) -> None:
    writer.put("My shop has opened: use code FRIENDS10 for 10% off, order today at https://a.example")
    writer.answered()
    card = '.way[data-advice="move"]'
    writer.until(lambda: writer.find(card).is_displayed())

    assert "shop-list" in writer.said(f"{card} .way__places")
