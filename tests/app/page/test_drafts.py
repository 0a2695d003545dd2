"""Where a draft is kept, and how it is shared."""

from tests.app.page.texts import MIXED_UP
from tests.app.page.writer import Writer
from tests.running_service import Service


def test_a_draft_outlives_a_reload_and_goes_when_it_is_cleared(writer: Writer) -> None:
    writer.put(MIXED_UP)
    writer.choose("mixed")
    writer.browser.refresh()
    writer.until(lambda: writer.text == MIXED_UP)
    assert writer.find('input[value="mixed"]').is_selected()

    writer.click("[data-act=clear]")
    assert writer.text == ""
    writer.press("z")
    assert writer.text == MIXED_UP


def test_a_shared_draft_is_put_on_the_desk_and_taken_out_of_the_address(writer: Writer) -> None:
    text = "Half price / only today? 100% “real” 🎉\nOrder: https://a.example"
    link = writer.browser.execute_async_script(
        "const [text, done] = arguments; import('/page/scripts/desk/links.js').then(({ linkTo }) => done(linkTo(text, 'mixed')))",
        text,
    )

    writer.open(link.removeprefix(f"{writer.address}/"))

    writer.until(lambda: writer.text == text)
    assert writer.find('input[value="mixed"]').is_selected()
    assert writer.script("return location.hash") == "#/desk"


def test_the_drafts_are_not_in_the_service_s_log(writer: Writer, page_service: Service) -> None:
    writer.put("Lisbon and Ljubljana, 10% off, order today")
    writer.answered()

    assert "Ljubljana" not in page_service.said()
