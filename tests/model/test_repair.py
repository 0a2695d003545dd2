import pytest

from model import REPAIRS, MarketCue, Strength, repairs_after


def codes(*cues: MarketCue) -> list[str]:
    return [repair.code for repair in repairs_after(cues)]


def test_deleting_comes_first_and_is_no_repair() -> None:
    assert codes(MarketCue.LEDGER)[0] == "deleting-is-none"


def test_apology_giving_and_time_follow_every_flip() -> None:
    for cue in MarketCue:
        assert {"name-the-norm", "do-not-pay", "give-again", "give-it-time"} <= set(codes(cue))


@pytest.mark.parametrize("cue", [MarketCue.SALE, MarketCue.REACH, MarketCue.LEAD, MarketCue.WAGE])
def test_what_has_a_market_of_its_own_gets_a_place_of_its_own(cue: MarketCue) -> None:
    assert "own-place" in codes(cue)


def test_a_bill_for_kindness_has_no_place_of_its_own() -> None:
    assert "own-place" not in codes(MarketCue.LEDGER, MarketCue.PRICE_TAG)


def test_only_after_a_disguise_some_trust_stays_lost() -> None:
    assert "expect-less-after-disguise" in codes(MarketCue.SALE, MarketCue.DISGUISE)
    assert "expect-less-after-disguise" not in codes(MarketCue.SALE)


def test_every_repair_names_its_source_its_strength_and_its_limits() -> None:
    for repair in REPAIRS:
        assert repair.strength in Strength
        assert any(character.isdigit() for character in repair.source)
        assert all(text.endswith(".") for text in (repair.do, repair.because, repair.caution))
