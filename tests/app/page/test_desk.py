"""The desk, in a real browser against the running service."""

from typing import Any

from selenium.webdriver import Keys

from tests.app.page.texts import GIFT, SALE
from tests.app.page.writer import Writer
from tests.running_service import Service


def check(service: Service, text: str, relationship: str = "social") -> Any:
    return service.client.post("/v1/check", json={"text": text, "relationship": relationship}).json()


def test_an_empty_desk_says_that_there_is_nothing_to_read(writer: Writer) -> None:
    assert writer.find(".verdict__because").text.startswith("Nothing to read yet")
    assert writer.find("#advice-title").is_displayed() is False


def test_typing_an_offer_to_friends_shows_that_it_flips_and_whom_they_become(writer: Writer) -> None:
    writer.find("#draft").send_keys(SALE)

    assert writer.answered() == "flip"
    assert writer.find(".verdict__word").text == "It flips"
    assert "Your friends become customers" in writer.titles(".cue h3")
    assert "customer" in writer.said(".verdict__spoken")
    writer.settle()
    assert writer.all('.ink[data-cue="sale"]')


def test_every_cue_card_names_its_norm_its_source_and_its_words(writer: Writer, page_service: Service) -> None:
    writer.put(SALE)
    writer.answered()

    for cue in check(page_service, SALE)["cues"]:
        card = writer.said(f'.cue[data-cue="{cue["cue"]}"]')
        assert cue["norm"] in card
        assert cue["source"] in card
        assert all(span["text"][:88] in card for span in cue["spans"])  # what is longer is shortened there


def test_a_gift_is_clear_and_needs_no_advice(writer: Writer) -> None:
    writer.put(GIFT)

    assert writer.answered() == "clear"
    assert writer.find(".advice").is_displayed() is False


def test_only_the_latest_text_is_answered(writer: Writer) -> None:
    writer.put(SALE)
    writer.replace(GIFT)

    assert writer.answered() == "clear"
    writer.press("a")
    writer.type(Keys.DELETE)
    writer.until(lambda: writer.find(".verdict__because").text.startswith("Nothing to read yet"))
    assert writer.all(".ink") == []


def test_the_same_text_stands_before_all_three_kinds_of_readers(writer: Writer, page_service: Service) -> None:
    writer.put(SALE)
    writer.answered()
    risks = check(page_service, SALE)["by_relationship"]

    for relationship, before in risks.items():
        tile = f'.reader[data-relationship="{relationship}"] .reader__risk'
        assert writer.find(tile).get_attribute("data-verdict") == before["verdict"]
        assert writer.find(tile).text


def test_other_readers_bring_another_verdict(writer: Writer, page_service: Service) -> None:
    writer.put(SALE)
    assert writer.answered() == "flip"

    for relationship in ("market", "mixed", "social"):
        writer.choose(relationship)
        assert writer.answered() == check(page_service, SALE, relationship)["verdict"]
    writer.choose("market")
    assert writer.answered() == "clear"


def test_a_channel_brings_its_readers(writer: Writer) -> None:
    writer.put(SALE)
    writer.until(lambda: writer.find("#channel").is_displayed())

    writer.click('#channel option[value="linkedin"]')

    assert writer.answered() == "clear"
    assert writer.find('input[value="market"]').is_selected()
    assert "business network" in writer.said("#channel-about")
    writer.choose("social")
    assert writer.answered() == "flip"
    assert writer.find("#channel").get_attribute("value") == ""


def test_a_text_that_is_too_long_is_refused_in_words_and_left_alone(writer: Writer) -> None:
    text = "word " * 10_001
    writer.put(text)

    writer.until(lambda: "at most 50,000" in writer.said(".trouble"))
    assert writer.text == text
