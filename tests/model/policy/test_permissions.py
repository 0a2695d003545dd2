import pytest

from model import NEEDS, PRESETS, Channel, DeclaredBy, MarketCue, Permission, Relationship
from model.policy.permissions import could_be_permitted, permitted, unmet_needs

PROMOTED_TO = Channel("fans", Relationship.MIXED, DeclaredBy.BOTH, permissions=frozenset({Permission.PROMOTE_TO_ME}))


def test_every_market_cue_has_a_rule_with_a_reason() -> None:
    assert set(NEEDS) == set(MarketCue)
    assert all(need.reason.endswith(".") for need in NEEDS.values())


def test_each_ask_needs_its_own_permission() -> None:
    assert NEEDS[MarketCue.SALE].permissions == (Permission.PROMOTE_TO_ME,)
    assert NEEDS[MarketCue.REACH].permissions == (Permission.RECOMMEND_YOU,)
    assert NEEDS[MarketCue.LEAD].permissions == (Permission.KNOW_MY_MOTIVES, Permission.ONE_TO_ONE_LINE)


@pytest.mark.parametrize("cue", [MarketCue.WAGE, MarketCue.LEDGER, MarketCue.PRICE_TAG, MarketCue.DISGUISE])
def test_nothing_permits_pay_for_favours_bills_prices_on_kindness_or_disguise(cue: MarketCue) -> None:
    everything = Channel("fans", Relationship.MIXED, DeclaredBy.BOTH, permissions=frozenset(Permission))
    assert not permitted(cue, everything)
    assert not could_be_permitted([cue])
    (need,) = unmet_needs([cue], everything)
    assert need.missing == ()
    assert need.message.startswith("No permission allows a ")


def test_a_missing_permission_is_named_in_the_readers_words() -> None:
    (need,) = unmet_needs([MarketCue.REACH], PROMOTED_TO)
    assert need.missing == (Permission.RECOMMEND_YOU,)
    assert "“recommend you”" in need.message
    assert "“fans”" in need.message


def test_a_given_permission_is_not_named() -> None:
    assert unmet_needs([MarketCue.SALE], PROMOTED_TO) == ()


def test_all_that_an_act_needs_must_be_given() -> None:
    half = Channel("fans", Relationship.MIXED, DeclaredBy.BOTH, permissions=frozenset({Permission.KNOW_MY_MOTIVES}))
    assert not permitted(MarketCue.LEAD, half)
    (need,) = unmet_needs([MarketCue.LEAD], half)
    assert need.missing == (Permission.ONE_TO_ONE_LINE,)


def test_only_readers_can_permit() -> None:
    """A permission that the author wrote down himself, or that a preset supposes, was given by nobody."""
    mine = Channel("fans", Relationship.MIXED, DeclaredBy.AUTHOR, permissions=frozenset({Permission.PROMOTE_TO_ME}))
    assert not permitted(MarketCue.SALE, mine)
    assert not permitted(MarketCue.SALE, PRESETS["patreon"])
    assert permitted(MarketCue.SALE, PROMOTED_TO)
