from dataclasses import replace

import pytest

from model import Permission, Relationship, channel_name, find_channel
from model.policy import PERMISSION_MEANINGS, STAGE_MEANINGS, DeclaredBy, Stage, undeclared
from model.policy.channels import DECLARED_BY_MEANINGS


@pytest.mark.parametrize("name", ["Family Chat", "family_chat", " family-chat ", "FAMILY  chat"])
def test_a_channel_is_found_however_its_name_is_spelt(name: str) -> None:
    assert channel_name(name) == "family-chat"


def test_a_channel_that_nobody_declared_is_social_and_permits_nothing() -> None:
    channel = find_channel("the-shed-on-thursdays")
    assert channel == undeclared("the-shed-on-thursdays")
    assert channel.relationship is Relationship.SOCIAL
    assert channel.permissions == frozenset()
    assert channel.declared_by is None


def test_readers_agree_only_where_they_themselves_declared_it() -> None:
    channel = undeclared("club")
    agreed = {by: replace(channel, declared_by=by).agreed for by in (None, *DeclaredBy)}
    assert agreed == {None: False, DeclaredBy.AUTHOR: False, DeclaredBy.READERS: True, DeclaredBy.BOTH: True}


def test_every_word_of_a_declaration_has_a_meaning() -> None:
    assert set(PERMISSION_MEANINGS) == set(Permission)
    assert set(STAGE_MEANINGS) == set(Stage)
    assert set(DECLARED_BY_MEANINGS) == set(DeclaredBy)


def test_there_are_seven_permissions_and_each_can_be_said_aloud() -> None:
    assert [permission.words for permission in Permission] == [
        "know my motives",
        "know me personally",
        "support me",
        "one-to-one line",
        "promote to me",
        "be trusted source",
        "recommend you",
    ]
