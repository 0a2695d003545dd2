"""Past posts and the balance that they make."""

from pathlib import Path

from tests.app.page.texts import GIFT, SALE
from tests.app.page.writer import Writer


def test_past_posts_show_the_balance_and_the_ask_that_tips_it(writer: Writer) -> None:
    offer = "My shop is open, friends: 20% off everything until Sunday, order at https://a.example"
    writer.put(SALE)
    writer.click(".past summary")
    writer.put(f"{GIFT}\n\n2026-01-02 {offer}\n\n{offer} now", "#past")

    writer.until(lambda: writer.find(".balance").is_displayed())

    assert writer.find(".past__count").text == "3 posts."
    assert "This draft asks too early" in writer.find(".balance__chart").get_attribute("aria-label")
    assert writer.all(".balance__tips")


def test_past_posts_can_be_loaded_from_a_file(writer: Writer, tmp_path: Path) -> None:
    file = tmp_path / "past.csv"
    file.write_text('date,text\n2026-05-17,"Plums for all, take some"\n2026-05-18,"Come to ours\non Sunday"\n', "utf-8")
    writer.click(".past summary")

    writer.find("#past-file").send_keys(str(file))

    writer.until(lambda: writer.find(".past__count").text == "2 posts.")
    assert writer.find("#past").get_attribute("value").startswith("2026-05-17 Plums for all")
