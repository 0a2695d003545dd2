import pytest

from model import DeclaredBy, InputError, Permission, Relationship, Stage, declare


def test_a_channel_is_declared_in_full() -> None:
    channel = declare(
        "Mug Club",
        {
            "relationship": "mixed",
            "declared_by": "both",
            "stage": "commitment",
            "permissions": ["promote_to_me", "be trusted source", "one-to-one line"],
            "description": " People who like mugs. ",
        },
    )
    assert channel.name == "mug-club"
    assert channel.relationship is Relationship.MIXED
    assert channel.declared_by is DeclaredBy.BOTH
    assert channel.stage is Stage.COMMITMENT
    assert channel.permissions == {
        Permission.PROMOTE_TO_ME,
        Permission.BE_TRUSTED_SOURCE,
        Permission.ONE_TO_ONE_LINE,
    }
    assert channel.description == "People who like mugs."


def test_who_writes_a_declaration_is_its_author_and_what_he_leaves_out_is_social() -> None:
    channel = declare("mug-club", {})
    assert channel.declared_by is DeclaredBy.AUTHOR
    assert channel.relationship is Relationship.SOCIAL
    assert channel.permissions == frozenset()


def test_a_channel_of_another_name_starts_from_the_preset_that_it_names() -> None:
    assert declare("my-account", {"preset": "twitter"}).relationship is Relationship.MIXED


def test_permissions_replace_those_of_the_preset() -> None:
    assert declare("linkedin", {"permissions": []}).permissions == frozenset()


@pytest.mark.parametrize(
    ("fields", "field", "told"),
    [
        ({"relationship": "socail"}, "channels.club.relationship", "Did you mean 'social'?"),
        ({"relationship": "business"}, "channels.club.relationship", "one of social, mixed, market"),
        ({"declared_by": "me"}, "channels.club.declared_by", "one of author, readers, both"),
        ({"stage": "cocreation"}, "channels.club.stage", "Did you mean 'co-creation'?"),
        ({"stage": 3}, "channels.club.stage", "channels.club.stage is 3."),
        ({"permissions": ["promote"]}, "channels.club.permissions", "promote_to_me"),
        ({"permissions": "promote_to_me"}, "channels.club.permissions", "a list of "),
        ({"permissions": [7]}, "channels.club.permissions", "is 7."),
        ({"preset": "linkdin"}, "channels.club.preset", "Did you mean 'linkedin'?"),
        ({"description": 7}, "channels.club.description", "must be a text, not 7"),
        ({"relation": "social"}, "channels.club.relation", "Did you mean 'relationship'?"),
    ],
)
def test_a_wrong_declaration_is_refused_by_field_value_and_way_out(
    fields: dict[str, object], field: str, told: str
) -> None:
    with pytest.raises(InputError) as refused:
        declare("club", fields)
    assert refused.value.field == field
    assert told in str(refused.value)


def test_a_channel_without_a_name_is_refused() -> None:
    with pytest.raises(InputError, match="needs a name"):
        declare("  ", {})
