from dataclasses import replace

import pytest

from model import Channel, DeclaredBy, MarketCue, Part, Permission, Policy, Relationship, Stage, Verdict
from model.policy import Circumstances, Reading
from model.policy.balance import Balance
from model.policy.reading import UNDOES_CONSENT_FROM
from model.policy.weighing import Step, is_lower, outweighing, weigh

CLEAR, REVIEW, FLIP = Verdict
SALE = Reading(frozenset({MarketCue.SALE}), 0.0, frozenset(), FLIP)
REACH = replace(SALE, acts=frozenset({MarketCue.REACH}))
NOTHING = Reading(frozenset(), 0.0, frozenset(), CLEAR)
FANS = Channel("fans", Relationship.MIXED, DeclaredBy.BOTH, permissions=frozenset({Permission.PROMOTE_TO_ME}))
TIPPED = Balance(gives=0, asks=3, answers=0, others=0, given_since=0, days_since_last_ask=None, owed=2, draft_asks=True)


def verdicts(model: Verdict, reading: Reading, given: Circumstances) -> list[tuple[Part, Verdict]]:
    return [(step.part, step.verdict) for step in weigh(model, "said the model", reading, given)]


def before(channel: Channel | None, balance: Balance | None = None, policy: Policy | None = None) -> Circumstances:
    relationship = channel.relationship if channel else Relationship.MIXED
    return Circumstances(relationship, channel, balance, policy or Policy())


def test_verdicts_are_ordered_from_harmless_to_harmful() -> None:
    assert is_lower(CLEAR, than=REVIEW)
    assert is_lower(REVIEW, than=FLIP)
    assert not is_lower(FLIP, than=FLIP)


def test_the_model_speaks_first_and_alone_where_nothing_else_is_known() -> None:
    assert weigh(FLIP, "said the model", SALE, before(None)) == (Step(Part.MODEL, FLIP, "said the model"),)


@pytest.mark.parametrize(("said", "final"), [(FLIP, REVIEW), (REVIEW, CLEAR)])
def test_what_readers_agreed_to_lowers_the_verdict_by_one_step(said: Verdict, final: Verdict) -> None:
    assert verdicts(said, SALE, before(FANS)) == [(Part.MODEL, said), (Part.PERMISSION, final)]


def test_a_clear_post_needs_no_permission() -> None:
    assert verdicts(CLEAR, SALE, before(FANS)) == [(Part.MODEL, CLEAR)]


def test_every_act_must_be_permitted() -> None:
    both = replace(SALE, acts=frozenset({MarketCue.SALE, MarketCue.REACH}))
    assert verdicts(FLIP, both, before(FANS)) == [(Part.MODEL, FLIP)]


def test_nothing_lowers_the_verdict_on_a_disguise() -> None:
    assert verdicts(FLIP, replace(SALE, disguise=UNDOES_CONSENT_FROM), before(FANS)) == [(Part.MODEL, FLIP)]
    doubtful = replace(SALE, disguise=UNDOES_CONSENT_FROM - 0.01)
    assert verdicts(FLIP, doubtful, before(FANS)) == verdicts(FLIP, SALE, before(FANS)) != [(Part.MODEL, FLIP)]


def test_a_flip_without_any_act_is_not_lowered() -> None:
    assert verdicts(FLIP, replace(NOTHING, among_friends=FLIP), before(FANS)) == [(Part.MODEL, FLIP)]


def test_permissions_that_only_the_author_declared_lower_nothing() -> None:
    mine = replace(FANS, declared_by=DeclaredBy.AUTHOR)
    assert verdicts(FLIP, SALE, before(mine)) == [(Part.MODEL, FLIP)]


def test_an_ask_that_outweighs_the_stage_is_worth_a_second_look() -> None:
    courted = Channel("followers", Relationship.MIXED, DeclaredBy.AUTHOR, Stage.ROMANCE)
    assert verdicts(CLEAR, SALE, before(courted)) == [(Part.MODEL, CLEAR), (Part.STAGE, REVIEW)]


def test_the_stage_never_makes_a_flip() -> None:
    courted = Channel("followers", Relationship.MIXED, DeclaredBy.AUTHOR, Stage.ROMANCE)
    assert verdicts(REVIEW, SALE, before(courted)) == [(Part.MODEL, REVIEW)]
    assert outweighing(SALE, before(courted)) == (MarketCue.SALE,)


def test_what_was_expressly_permitted_needs_no_room() -> None:
    courted = replace(FANS, stage=Stage.ROMANCE)
    assert outweighing(SALE, before(courted)) == ()
    assert verdicts(CLEAR, SALE, before(courted)) == [(Part.MODEL, CLEAR)]


def test_co_owners_may_be_asked_to_build() -> None:
    owners = Channel("project", Relationship.SOCIAL, DeclaredBy.BOTH, Stage.CO_CREATION)
    assert verdicts(FLIP, REACH, before(owners)) == [(Part.MODEL, FLIP), (Part.STAGE, REVIEW)]
    assert verdicts(FLIP, SALE, before(owners)) == [(Part.MODEL, FLIP)]


def test_permission_and_co_ownership_add_up() -> None:
    owners = replace(FANS, stage=Stage.CO_CREATION)
    both = replace(SALE, acts=frozenset({MarketCue.SALE, MarketCue.REACH}))
    assert verdicts(FLIP, both, before(owners)) == [(Part.MODEL, FLIP), (Part.STAGE, REVIEW)]


def test_an_ask_that_tips_the_balance_is_worth_a_second_look() -> None:
    steps = weigh(CLEAR, "said the model", SALE, before(None, TIPPED))
    assert [step.part for step in steps] == [Part.MODEL, Part.BALANCE]
    assert steps[-1].verdict is REVIEW
    assert "Two gives or answers before the next ask" in steps[-1].reason


def test_the_balance_never_makes_a_flip() -> None:
    assert verdicts(REVIEW, SALE, before(None, TIPPED)) == [(Part.MODEL, REVIEW)]


def test_a_post_that_asks_for_nothing_cannot_tip_the_balance() -> None:
    assert verdicts(CLEAR, NOTHING, before(None, TIPPED)) == [(Part.MODEL, CLEAR)]


def test_consent_lowers_first_and_the_balance_may_raise_again() -> None:
    assert verdicts(REVIEW, SALE, before(FANS, TIPPED)) == [
        (Part.MODEL, REVIEW),
        (Part.PERMISSION, CLEAR),
        (Part.BALANCE, REVIEW),
    ]


def test_among_people_who_are_there_for_business_no_part_applies() -> None:
    market = Channel("list", Relationship.MARKET, DeclaredBy.BOTH, Stage.STRUGGLE)
    assert verdicts(CLEAR, SALE, before(market, TIPPED)) == [(Part.MODEL, CLEAR)]
    assert outweighing(SALE, before(market)) == ()


@pytest.mark.parametrize("part", ["permissions", "stage", "balance"])
def test_every_part_can_be_switched_off(part: str) -> None:
    cases = {
        "permissions": (FLIP, SALE, before(FANS)),
        "stage": (CLEAR, SALE, before(replace(FANS, permissions=frozenset(), stage=Stage.ROMANCE))),
        "balance": (CLEAR, SALE, before(None, TIPPED)),
    }
    model, reading, given = cases[part]
    assert len(weigh(model, "", reading, given)) == 2
    off = replace(given, policy=replace(Policy(), **{part: False}))
    assert len(weigh(model, "", reading, off)) == 1
