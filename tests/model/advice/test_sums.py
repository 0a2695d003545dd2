import pytest

from model import Span
from model.advice import apply
from model.advice.sums import drop_sums, rounded, sums


def whole(text: str) -> Span:
    return Span(0, len(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("they were $48!", ["$48"]),
        ("it was 2,400 rupees, £6.50 and 20 quid", ["2,400 rupees", "£6.50", "20 quid"]),
        ("I'll give you a fiver or twenty bucks", ["a fiver", "twenty bucks"]),
        ("€55 each, 40€ for you, 3.99 EUR", ["€55", "40€", "3.99 EUR"]),
        ("We are 11, at 8 on the 12th, for 90 minutes", []),
    ],
)
def test_sums_are_told_from_other_numbers(text: str, found: list[str]) -> None:
    assert [span.of(text) for span in sums(text, whole(text))] == found


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Got you these chocolates, they were $48!", "Got you these chocolates!"),
        ("Dropped a nitro ($9.99) on everyone who helped.", "Dropped a nitro on everyone who helped."),
        ("I bought you a $40 orchid.", "I bought you an orchid."),
        ("Enjoy the €60 bottle tonight.", "Enjoy the bottle tonight."),
        ("Found you this lamp for about $12.", "Found you this lamp."),
        ("Found you this lamp for $12 and carried it home.", "Found you this lamp and carried it home."),
    ],
)
def test_a_sum_is_dropped_with_the_words_that_lead_to_it(text: str, rest: str) -> None:
    assert apply(text, drop_sums(text, whole(text))) == rest


@pytest.mark.parametrize(
    "text", ["$48 it was.", "FYI it was $84 a head, so mind that.", "That costs 40 euros and more."]
)
def test_a_sum_that_holds_the_sentence_up_is_left(text: str) -> None:
    assert drop_sums(text, whole(text)) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("that's €21.66 each", "€20"),
        ("£18.45 a head", "£20"),
        ("4.13 euros for the wine", "4 euros"),
        ("1,240 dollars each", "1250 dollars"),
        ("$143.20 per person", "$140"),
        ("0.20 € each", "1 €"),
        ("a fiver each", None),
        ("nothing at all", None),
    ],
)
def test_a_share_is_rounded_as_friends_would_say_it(text: str, said: str | None) -> None:
    assert rounded(text, whole(text)) == said
