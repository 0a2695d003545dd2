from collections.abc import Callable

import pytest

from model import MarketCue, SocialCue
from training.examples import Example
from training.remarks import LONGEST, remarks_among

MakeExample = Callable[..., Example]


def test_a_remark_is_no_flip_and_carries_no_market_cue(authored: list[Example]) -> None:
    remarks = set(remarks_among(authored))
    assert len(remarks) > 100
    for example in authored:
        if example.text in remarks:
            assert example.social == 0
            assert not example.market_cues
            assert example.social_cues <= {SocialCue.PERSONAL}


@pytest.mark.parametrize(
    "differing",
    [
        {"social": 1},
        {"market_cues": frozenset({MarketCue.WAGE})},
        {"social_cues": frozenset({SocialCue.PERSONAL, SocialCue.GIFT})},
        {"text": "x" * (LONGEST + 1)},
        {"text": "Two\nlines."},
    ],
)
def test_what_does_something_or_is_long_is_no_remark(make_example: MakeExample, differing: dict[str, object]) -> None:
    remark = {"text": "It rained all day.", "social_cues": frozenset({SocialCue.PERSONAL})}
    assert remarks_among([make_example(**remark)]) == ["It rained all day."]
    assert remarks_among([make_example(**{**remark, **differing})]) == []
