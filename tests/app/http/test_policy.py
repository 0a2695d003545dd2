"""History, policy and advice over HTTP."""

import datetime as dt
import time
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.channels_file import KnownChannels
from app.http.circumstances import MAX_HISTORY_LENGTH
from app.http.judging import judge
from app.http.schemas import CheckRequest
from model import MAX_HISTORY, Classifier, MarketCue, repairs_after

ProblemIn = Callable[..., dict[str, Any]]

SALE = "Last chance: 20% off every candle in my shop till midnight, order here!!"
MIXED_NEWS = (
    "So good to see everyone on Saturday! By the way, my candle shop is open now. Use code FRIENDS10 for 10% off."
)
GIFT = "I made far too much soup, so come by with a jar and take some home. No charge, obviously!"
THANKS = "Thank you all for helping with the move on Saturday. You are the best friends there are."
CHAT = "Good morning! Snow on the hill, and the dog is beside himself."


def check(client: TestClient, **body: Any) -> dict[str, Any]:
    response = client.post("/v1/check", json=body)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def test_a_flip_comes_with_advice_whose_effect_is_the_models_own(client: TestClient, classifier: Classifier) -> None:
    answer = check(client, text=MIXED_NEWS)

    assert answer["verdict"] == "flip"
    assert answer["advice"]
    for advice in answer["advice"]:
        assert advice["flip_risk_after"] < answer["flip_risk"]
        if advice["text_after"] is None:
            continue
        text = MIXED_NEWS
        for edit in reversed(advice["edits"]):
            text = text[: edit["start"]] + edit["replacement"] + text[edit["end"] :]
        assert text == advice["text_after"]
        assert classifier.scores(text).social == advice["flip_risk_after"]


def test_where_time_is_short_a_verdict_without_advice_is_better_than_none(classifier: Classifier) -> None:
    draft = CheckRequest(text=MIXED_NEWS)
    now = time.monotonic()

    in_a_hurry, at_ease = (judge(draft, classifier, KnownChannels(), until) for until in (now, now + 600))

    assert in_a_hurry.verdict == at_ease.verdict
    assert (in_a_hurry.advice, [warning.code for warning in in_a_hurry.warnings]) == ([], ["advice-left-out"])
    assert at_ease.advice
    clear = judge(CheckRequest(text=GIFT), classifier, KnownChannels(), now)
    assert clear.warnings == []


def test_advice_can_be_left_out(client: TestClient) -> None:
    answer = check(client, text=MIXED_NEWS, advice=False)

    assert answer["advice"] == []
    assert {**answer, "advice": None} == {**check(client, text=MIXED_NEWS), "advice": None}


def test_a_clear_post_needs_neither_advice_nor_repair(client: TestClient) -> None:
    answer = check(client, text=GIFT, channel="friends-chat")

    assert (answer["advice"], answer["repairs"], answer["unmet_needs"]) == ([], [], [])
    assert answer["forwardability"]["forwarding"] == "likely"


def test_a_flip_is_told_what_research_says_of_repair(client: TestClient) -> None:
    answer = check(client, text=SALE)

    cues = [MarketCue(cue["cue"]) for cue in answer["cues"]]
    assert [repair["code"] for repair in answer["repairs"]] == [repair.code for repair in repairs_after(cues)]
    deletion = answer["repairs"][0]
    assert deletion["code"] == "deleting-is-none"
    assert "Gneezy" in deletion["source"]
    assert deletion["strength"] == "field experiment"
    assert check(client, text=SALE, relationship="market")["repairs"] == []


def test_a_history_makes_a_balance_with_the_kind_of_every_post(client: TestClient) -> None:
    """All take and no give: two sales, and a third is on its way."""
    history = [{"text": THANKS}, {"text": SALE}, {"text": CHAT}, {"text": SALE}]

    balance = check(client, text=SALE, history=history)["balance"]

    assert balance["kinds"] == ["give", "ask", "other", "ask"]
    assert (balance["gives"], balance["asks"], balance["answers"], balance["others"]) == (1, 2, 0, 1)
    assert (balance["tipping"], balance["places"]) == ([3], [0, 1, 2, 3])
    assert (balance["draft_asks"], balance["tipped"], balance["owed"]) == (True, True, 2)
    assert balance["restore"] == "Two gives or answers before the next ask would restore the balance."


def test_gives_and_answers_restore_the_balance(client: TestClient) -> None:
    history = [{"text": SALE}, {"text": GIFT}, {"text": SALE, "answer": True}]

    balance = check(client, text=SALE, history=history)["balance"]

    assert balance["kinds"] == ["ask", "give", "answer"]
    assert (balance["tipped"], balance["owed"], balance["restore"]) == (False, 0, "")


def test_the_draft_that_tips_the_balance_is_raised_by_the_balance(client: TestClient) -> None:
    """In the middle of a stream of offers even a mild one is one too many."""
    mild = "The new mugs came out of the kiln today. If you want one, they are in the shop for 18 euros."
    history = [{"text": SALE}]
    answer = check(client, text=mild, relationship="mixed", history=history)
    off = check(client, text=mild, relationship="mixed", history=history, policy={"balance": False})

    assert off["balance"] is None
    assert off["decided_by"] == "model"
    if off["verdict"] == "clear" and answer["balance"]["draft_asks"]:
        assert (answer["verdict"], answer["decided_by"]) == ("review", "balance")
        assert "give_first" in [advice["kind"] for advice in answer["advice"]]


def test_dated_posts_are_put_in_order_and_those_before_the_window_do_not_count(client: TestClient) -> None:
    history = [
        {"text": GIFT, "date": "2026-05-20"},
        {"text": SALE, "date": "2026-05-17"},
        {"text": SALE, "date": "2025-01-01"},
    ]

    balance = check(client, text=SALE, history=history, date="2026-05-27")["balance"]

    assert (balance["kinds"], balance["places"]) == (["ask", "give"], [1, 0])
    assert balance["days_since_last_ask"] == 10
    wide = {"window_days": 3650}
    assert len(check(client, text=SALE, history=history, date="2026-05-27", policy=wide)["balance"]["kinds"]) == 3


def test_a_draft_is_taken_to_be_sent_today(client: TestClient) -> None:
    yesterday = dt.date.today() - dt.timedelta(days=1)
    balance = check(client, text=SALE, history=[{"text": SALE, "date": yesterday.isoformat()}])["balance"]

    assert balance["days_since_last_ask"] == 1


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"history": [{"text": CHAT}] * (MAX_HISTORY + 1)}, "history", "too-long"),
        ({"history": [{"text": "word " * (MAX_HISTORY_LENGTH // 10)}] * 3}, "history", "history-too-long"),
        ({"history": [{"text": CHAT}, {"text": "…"}]}, "history.1.text", "text-empty"),
        ({"history": [{"txt": CHAT}]}, "history.0.txt", "unknown-field"),
        ({"history": [{"text": CHAT, "date": "yesterday"}]}, "history.0.date", "no-date"),
        ({"history": [{"text": CHAT, "date": 5.5}]}, "history.0.date", "wrong-type"),
        ({"history": CHAT}, "history", "wrong-type"),
        ({"advice": "yes"}, "advice", "wrong-type"),
        ({"policy": {"balanse": False}}, "policy.balanse", "unknown-field"),
        ({"policy": {"gives_per_ask": 99}}, "policy.gives_per_ask", "less-than-equal"),
        ({"channel": "x" * 201}, "channel", "too-long"),
    ],
)
def test_what_cannot_be_used_is_named_where_it_stands(
    client: TestClient, problem_in: ProblemIn, body: dict[str, Any], field: str, code: str
) -> None:
    problem = problem_in(client.post("/v1/check", json={"text": SALE, **body}), 422, "invalid-request")

    assert (field, code) in [(fault["field"], fault["code"]) for fault in problem["errors"]]


def test_a_misspelt_field_of_a_past_post_is_refused_with_those_of_a_past_post(
    client: TestClient, problem_in: ProblemIn
) -> None:
    response = client.post("/v1/check", json={"text": SALE, "history": [{"text": CHAT, "answr": True}]})

    (fault,) = problem_in(response, 422, "invalid-request")["errors"]
    assert fault["allowed"] == ["text", "date", "answer"]
    assert "Did you mean “answer”?" in fault["message"]


def test_too_long_a_history_says_how_many_posts_it_may_hold(client: TestClient, problem_in: ProblemIn) -> None:
    response = client.post("/v1/check", json={"text": SALE, "history": [{"text": CHAT}] * 60})

    (fault,) = problem_in(response, 422, "invalid-request")["errors"]
    assert fault["message"] == "“history” holds 60 entries, but at most 50 are taken."


def test_every_part_of_policy_can_be_switched_off(client: TestClient) -> None:
    off = {"permissions": False, "stage": False, "balance": False, "forwardability": False}

    answer = check(client, text=SALE, channel="facebook", history=[{"text": SALE}], policy=off)

    assert answer["unmet_needs"] == answer["outweighing"] == []
    assert answer["balance"] is answer["forwardability"] is None
    assert answer["verdict"] == answer["model_verdict"]
