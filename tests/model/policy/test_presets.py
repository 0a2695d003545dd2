import pytest

from model import PRESETS, Relationship, contradictions, declare, find_channel, preset


@pytest.mark.parametrize(
    ("platform", "relationship"),
    [
        ("facebook-friends", Relationship.SOCIAL),
        ("family-chat", Relationship.SOCIAL),
        ("twitter", Relationship.MIXED),
        ("mastodon", Relationship.MIXED),
        ("linkedin", Relationship.MARKET),
        ("shop-list", Relationship.MARKET),
        ("job-board", Relationship.MARKET),
    ],
)
def test_each_platform_has_its_kind(platform: str, relationship: Relationship) -> None:
    assert PRESETS[platform].relationship is relationship


def test_a_platform_is_known_by_its_other_names() -> None:
    assert preset("X") == preset("Twitter") == PRESETS["twitter"]
    assert preset("Nextdoor") == PRESETS["neighbourhood"]


def test_no_preset_contradicts_itself() -> None:
    assert {name: contradictions(channel) for name, channel in PRESETS.items() if contradictions(channel)} == {}


def test_no_preset_was_declared_by_anybody_and_none_has_a_stage() -> None:
    assert {channel.declared_by for channel in PRESETS.values()} == {None}
    assert {channel.stage for channel in PRESETS.values()} == {None}


def test_a_declaration_of_the_same_name_overrides_a_preset() -> None:
    declared = {"linkedin": declare("linkedin", {"relationship": "mixed"})}
    assert find_channel("LinkedIn", declared).relationship is Relationship.MIXED
    assert find_channel("LinkedIn").relationship is Relationship.MARKET


def test_what_a_declaration_does_not_name_stays_as_in_the_preset() -> None:
    declared = declare("twitter", {"declared_by": "both"})
    assert declared.relationship is Relationship.MIXED
    assert declared.permissions == PRESETS["twitter"].permissions
    assert declared.description == PRESETS["twitter"].description


def test_what_a_platform_implies_for_one_kind_of_readers_says_nothing_of_another() -> None:
    assert declare("linkedin", {"relationship": "mixed"}).permissions == frozenset()
