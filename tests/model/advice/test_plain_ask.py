import pytest

from model import Span
from model.advice import apply
from model.advice.plain_ask import plain_ask


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("I'll pay you $20 to feed my cat.", "Could you feed my cat?"),
        ("i'll pay you $20 to feed my cat", "could you feed my cat?"),
        ("Happy to give anyone 30 bucks to look over my lease!", "Could somebody look over my lease?"),
        ("I can offer someone £15 an hour to walk Rex on Mondays.", "Could somebody walk Rex on Mondays?"),
        ("I'll give you 50 euros if you help me move.", "Could you help me move?"),
        ("$2 to every mutual who fills in my survey", "could somebody fill in my survey?"),
        ("A fiver for anyone who can carry the piano.", "Could somebody carry the piano?"),
        ("$10 for whoever watches Rex.", "Could somebody watch Rex?"),
    ],
)
def test_an_offer_of_pay_becomes_a_plain_ask(text: str, asked: str) -> None:
    text_is_small = text == text.lower()
    edit = plain_ask(text, Span(0, len(text)))
    assert edit is not None
    assert apply(text, [edit]) == (asked.lower() if text_is_small else asked[0].upper() + asked[1:])


def test_what_leads_up_to_the_offer_stays() -> None:
    text = "Long weekend, so I'll pay you $20 to feed my cat. See you!"
    edit = plain_ask(text, Span(0, 49))
    assert edit is not None
    assert apply(text, [edit]) == "Long weekend, so could you feed my cat? See you!"


@pytest.mark.parametrize("text", ["I paid $20 for it.", "They pay me $20 to feed cats.", "Could you feed my cat?"])
def test_only_an_offer_of_pay_is_reworded(text: str) -> None:
    assert plain_ask(text, Span(0, len(text))) is None
