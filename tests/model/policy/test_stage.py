import pytest

from model import STAGE_MEANINGS, Channel, DeclaredBy, MarketCue, Relationship, Stage
from model.policy.stage import ROOM, ROOM_REASONS, WEIGHTS, may_be_built, too_heavy


def test_every_stage_has_its_room_with_a_reason() -> None:
    assert set(ROOM) == set(ROOM_REASONS) == set(STAGE_MEANINGS) == set(Stage)


def test_room_grows_with_the_relationship() -> None:
    assert ROOM[Stage.ROMANCE] == ROOM[Stage.STRUGGLE] < ROOM[Stage.COMMITMENT] < ROOM[Stage.CO_CREATION]


@pytest.mark.parametrize("stage", [Stage.ROMANCE, Stage.STRUGGLE])
def test_while_it_is_young_or_strained_no_market_ask_has_room(stage: Stage) -> None:
    assert set(too_heavy(WEIGHTS, stage)) == set(WEIGHTS)


def test_those_who_stay_may_be_made_an_offer_but_not_be_sent_out_to_promote() -> None:
    assert too_heavy([MarketCue.SALE, MarketCue.REACH], Stage.COMMITMENT) == (MarketCue.REACH,)


def test_nothing_outweighs_co_creation() -> None:
    assert too_heavy(MarketCue, Stage.CO_CREATION) == ()


def test_bills_prices_and_disguise_are_no_asks_that_a_stage_could_weigh() -> None:
    assert too_heavy([MarketCue.LEDGER, MarketCue.PRICE_TAG, MarketCue.DISGUISE], Stage.ROMANCE) == ()


def test_the_heaviest_comes_first() -> None:
    assert too_heavy([MarketCue.SALE, MarketCue.REACH], Stage.ROMANCE) == (MarketCue.REACH, MarketCue.SALE)


def test_only_those_who_call_themselves_co_owners_may_be_asked_to_build() -> None:
    def project(by: DeclaredBy) -> Channel:
        return Channel("project", Relationship.SOCIAL, by, Stage.CO_CREATION)

    assert may_be_built(MarketCue.REACH, project(DeclaredBy.BOTH))
    assert may_be_built(MarketCue.WAGE, project(DeclaredBy.READERS))
    assert not may_be_built(MarketCue.REACH, project(DeclaredBy.AUTHOR))
    assert not may_be_built(MarketCue.SALE, project(DeclaredBy.BOTH))
