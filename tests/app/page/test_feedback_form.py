"""Saying that a verdict is wrong."""

from tests.app.page.texts import SALE
from tests.app.page.writer import Writer


def test_a_verdict_can_be_disputed_with_consent_and_taken_back(writer: Writer) -> None:
    writer.put(SALE)
    writer.answered()
    writer.click(".feedback summary")
    writer.click('.feedback input[value="clear"]')
    writer.put("They asked me for it.", "#feedback-note")
    writer.click(".consent input")

    writer.click(".feedback [type=submit]")

    writer.until(lambda: "kept, with your draft" in writer.said(".feedback__said"))
    writer.click("[data-act=take-back]")
    writer.until(lambda: "deleted" in writer.said(".feedback__said"))


def test_without_consent_the_draft_is_not_kept(writer: Writer) -> None:
    writer.put(SALE)
    writer.answered()
    writer.click(".feedback summary")
    writer.click('.feedback input[value="flip"]')

    writer.click(".feedback [type=submit]")

    writer.until(lambda: "kept, without your draft" in writer.said(".feedback__said"))
