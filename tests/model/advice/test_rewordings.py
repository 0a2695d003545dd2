import pytest

from model import AdviceKind, MarketCue, Span
from model.advice import apply
from model.advice.rewordings import rewordings
from model.advice.wording import in_register


def reworded(text: str, cue: MarketCue, words: str) -> dict[AdviceKind, str]:
    start = text.index(words)
    found = rewordings(text, cue, [Span(start, start + len(words))])
    return {candidate.kind: apply(text, candidate.edits) for candidate in found}


def test_an_even_share_is_said_rounded_and_without_a_day() -> None:
    text = "Cabin was great. The split is €21.66 each by Wednesday."
    said = reworded(text, MarketCue.LEDGER, "The split is €21.66 each by Wednesday.")
    assert said[AdviceKind.SHARE_COST] == "Cabin was great. It comes to about €20 each, whenever suits."


def test_a_bill_that_is_no_share_is_not_made_one() -> None:
    assert AdviceKind.SHARE_COST not in reworded("Hi. You owe me €21.66.", MarketCue.LEDGER, "You owe me €21.66.")


def test_a_fine_becomes_a_request() -> None:
    text = "Anyone late to game night pays me $5."
    assert reworded(text, MarketCue.LEDGER, text)[AdviceKind.ASK_FAVOUR] == "Please do try to be there on time."


def test_a_debt_called_in_becomes_an_ask() -> None:
    text = "Moving on Sunday, second floor. You all owe me after last year."
    said = reworded(text, MarketCue.LEDGER, "You all owe me after last year.")
    assert said[AdviceKind.ASK_FAVOUR] == "Moving on Sunday, second floor. I'd be glad of a hand."


def test_a_guest_who_pays_takes_his_turn_instead() -> None:
    text = "Dinner was lovely, Mom! I've transferred $40 for my plate."
    said = reworded(text, MarketCue.LEDGER, "I've transferred $40 for my plate.")
    assert said[AdviceKind.THANK_UNPRICED] == "Dinner was lovely, Mom! Next time is on me."


def test_a_host_who_bills_has_no_turn_to_take() -> None:
    text = "Lovely to have you all on Sunday. That is £18 each, please pay by Friday."
    assert AdviceKind.THANK_UNPRICED not in reworded(text, MarketCue.LEDGER, "That is £18 each, please pay by Friday.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Use my link for the bank, and I get €50 per signup.",
            "Use my link for the bank. I get nothing from it.",
        ),
        (
            "Sign up with my link and we both get $10! It's a good bank.",
            "Sign up with my link and you get $10! I get nothing from it. It's a good bank.",
        ),
        (
            "Here is my code MIA10. I earn a commission on every order.",
            "Here is my code MIA10. I get nothing from it.",
        ),
    ],
)
def test_only_the_friend_gains(text: str, said: str) -> None:
    assert reworded(text, MarketCue.REACH, text)[AdviceKind.FRIEND_GAINS] == said


def test_who_gains_nothing_is_not_told_to_refuse_it() -> None:
    assert AdviceKind.FRIEND_GAINS not in reworded(
        "Share my page, please. I get so happy!", MarketCue.REACH, "Share my page"
    )


def test_a_disguise_is_lifted_in_the_first_line() -> None:
    text = "Guys, this serum saved me. Code LENA15."
    assert reworded(text, MarketCue.DISGUISE, "Code LENA15.")[AdviceKind.DISCLOSE] == (
        "Plainly: this is about my own business. Guys, this serum saved me. Code LENA15."
    )


def test_a_sentence_that_says_nothing_alone_is_never_a_whole_post() -> None:
    text = "Everyone please share our launch press release with your friends!"
    assert AdviceKind.ASK_OPINION not in reworded(text, MarketCue.REACH, text)


def test_a_wording_takes_the_writers_register() -> None:
    assert in_register("There will be cake.", "need 3 ppl saturday") == "there will be cake"
    assert in_register("There will be cake.", "Need three people on Saturday.") == "There will be cake."
