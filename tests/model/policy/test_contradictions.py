import pytest

from model import Channel, DeclaredBy, Permission, Relationship, Stage, contradictions

SOCIAL, MIXED, MARKET = Relationship

CONTRADICTORY = {
    "market-romance": Channel("fair", MARKET, DeclaredBy.AUTHOR, Stage.ROMANCE),
    "promote-unasked": Channel("club", SOCIAL, DeclaredBy.AUTHOR, permissions=frozenset({Permission.PROMOTE_TO_ME})),
    "recommend-without-trust": Channel(
        "fans", MIXED, DeclaredBy.BOTH, permissions=frozenset({Permission.RECOMMEND_YOU})
    ),
    "agreed-to-nothing": Channel("fans", MIXED, DeclaredBy.BOTH),
    "owners-by-decree": Channel("project", SOCIAL, DeclaredBy.AUTHOR, Stage.CO_CREATION),
    "forced-intimacy": Channel(
        "shop", MARKET, DeclaredBy.AUTHOR, permissions=frozenset({Permission.KNOW_ME_PERSONALLY})
    ),
    "market-by-decree": Channel("family-chat", MARKET, DeclaredBy.AUTHOR),
    "nobody-agreed": Channel("club", SOCIAL, permissions=frozenset({Permission.SUPPORT_ME})),
}


@pytest.mark.parametrize("code", CONTRADICTORY)
def test_a_contradiction_is_found_alone_and_shows_a_way_out(code: str) -> None:
    (found,) = contradictions(CONTRADICTORY[code])
    assert found.code == code
    assert found.message.endswith(".")
    assert found.way_out.endswith(".")


def test_a_sound_declaration_has_none() -> None:
    given = frozenset({Permission.BE_TRUSTED_SOURCE, Permission.RECOMMEND_YOU, Permission.PROMOTE_TO_ME})
    assert contradictions(Channel("fans", MIXED, DeclaredBy.BOTH, Stage.COMMITMENT, given)) == ()


def test_friends_may_agree_to_promotion_if_they_say_so_themselves() -> None:
    agreed = Channel("club", SOCIAL, DeclaredBy.BOTH, permissions=frozenset({Permission.PROMOTE_TO_ME}))
    assert contradictions(agreed) == ()


def test_one_channel_may_contradict_itself_twice() -> None:
    fair = Channel("family-chat", MARKET, DeclaredBy.AUTHOR, Stage.ROMANCE)
    assert [found.code for found in contradictions(fair)] == ["market-romance", "market-by-decree"]
