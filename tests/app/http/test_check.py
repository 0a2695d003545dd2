import threading
from collections.abc import Sequence

import numpy as np
import pytest
from fastapi.testclient import TestClient
from numpy.typing import NDArray

from app.http import create_app
from app.settings import Settings
from model import NORMS, SOCIAL_CUE_MEANINGS, Classifier, MarketCue, SocialCue

SALE = "Hey friends, my candle shop is open! Use code FRIENDS10 for 10% off, only until Sunday. Order here: https://a.example"
GIFT = "I made far too much soup, so come by with a jar and take some home. No charge, obviously!"


def test_an_open_sale_to_friends_flips_and_says_why(client: TestClient) -> None:
    answer = client.post("/v1/check", json={"text": SALE, "relationship": "social"}).json()

    assert answer["verdict"] == "flip"
    assert 0.5 < answer["flip_risk"] <= 1
    assert "customer" in answer["because"]
    sale = answer["cues"][0]
    assert {**sale, "score": None, "spans": None} == {
        "cue": "sale",
        "role": NORMS[MarketCue.SALE].role,
        "score": None,
        "norm": NORMS[MarketCue.SALE].sentence,
        "source": NORMS[MarketCue.SALE].source,
        "hands_over": NORMS[MarketCue.SALE].hands_over,
        "spans": None,
    }
    assert any("FRIENDS10" in span["text"] for span in sale["spans"])


def test_a_gift_is_clear_and_its_social_cue_is_named(client: TestClient) -> None:
    answer = client.post("/v1/check", json={"text": GIFT}).json()

    assert answer["verdict"] == "clear"
    assert answer["cues"] == []
    meanings = {cue["cue"]: cue["meaning"] for cue in answer["social_cues"]}
    assert meanings["gift"] == SOCIAL_CUE_MEANINGS[SocialCue.GIFT]


@pytest.mark.parametrize("unsaid", [{}, {"relationship": None}])
def test_a_relationship_that_is_left_out_is_social(client: TestClient, unsaid: dict[str, None]) -> None:
    answer = client.post("/v1/check", json={"text": SALE, **unsaid}).json()

    assert answer["relationship"] == "social"
    assert answer == client.post("/v1/check", json={"text": SALE, "relationship": "social"}).json()


def test_the_same_text_is_judged_before_all_three_kinds_of_readers(client: TestClient) -> None:
    """Whatever relationship is asked for, its own answer agrees with its place among the three."""
    answers = {
        relationship: client.post("/v1/check", json={"text": SALE, "relationship": relationship}).json()
        for relationship in ("social", "mixed", "market")
    }

    for relationship, answer in answers.items():
        own = {"flip_risk": answer["flip_risk"], "verdict": answer["verdict"]}
        assert answer["by_relationship"][relationship] == own
        assert answer["by_relationship"] == answers["social"]["by_relationship"]


def test_nothing_flips_among_people_who_are_there_for_business(client: TestClient) -> None:
    answer = client.post("/v1/check", json={"text": SALE, "relationship": "market"}).json()

    assert (answer["verdict"], answer["flip_risk"]) == ("clear", 0)


def test_the_answer_names_the_model_that_gave_it(client: TestClient, classifier: Classifier) -> None:
    answer = client.post("/v1/check", json={"text": GIFT}).json()

    assert answer["model"] == {"version": classifier.identity.version, "digest": classifier.identity.digest}


def test_a_text_in_another_language_is_answered_with_a_warning(client: TestClient) -> None:
    text = "Liebe Nachbarn, am Samstag feiern wir im Hof und freuen uns, wenn ihr alle einen Stuhl mitbringt."

    answer = client.post("/v1/check", json={"text": text}).json()

    assert answer["language"]["code"] == "de"
    assert [warning["code"] for warning in answer["warnings"]] == ["language"]


@pytest.mark.parametrize(
    "text",
    [
        "🎉🎉 The shop is open 👨‍👩‍👧‍👦! Use code FRIENDS10 for 10% off, only until Sunday 🕯️. Order here: https://a.example",
        "שלום לכולם, טוב לראות אתכם. Use code FRIENDS10 for 10% off, order here: https://a.example תודה",
        "مرحبا يا أصدقاء. My shop is open: use code FRIENDS10 for 10% off, order here: https://a.example",
        "Cafe\u0301 friends\u2028the shop is open, use code FRIENDS10 for 10% off, order here: https://a.example",
    ],
)
def test_spans_cut_the_exact_words_out_of_any_script(client: TestClient, text: str) -> None:
    answer = client.post("/v1/check", json={"text": text}).json()

    spans = [span for cue in answer["cues"] + answer["social_cues"] for span in cue["spans"]]
    assert any("FRIENDS10" in span["text"] for span in spans)
    for span in spans:
        assert text[span["start"] : span["end"]] == span["text"]


def test_a_byte_order_mark_before_the_json_does_no_harm(client: TestClient) -> None:
    body = b'\xef\xbb\xbf{"text": "Good morning!"}'

    assert client.post("/v1/check", content=body, headers={"Content-Type": "application/json"}).status_code == 200


@pytest.mark.parametrize(
    "media_type", ["application/json; charset=utf-8", "APPLICATION/JSON", "application/vnd.a+json"]
)
def test_json_may_be_called_what_it_likes(client: TestClient, media_type: str) -> None:
    response = client.post("/v1/check", content=b'{"text": "Good morning!"}', headers={"Content-Type": media_type})

    assert response.status_code == 200


class HeldUp:
    """A scorer that does not answer until it is let go."""

    def __init__(self) -> None:
        self.asked, self.let_go = threading.Event(), threading.Event()

    def predict_proba(self, passages: Sequence[str]) -> NDArray[np.float64]:
        self.asked.set()
        assert self.let_go.wait(30)
        return np.full((len(passages), 16), 0.01)


def test_other_requests_are_answered_while_a_post_is_being_read(classifier: Classifier) -> None:
    scorer = HeldUp()
    answers: list[int] = []
    with TestClient(create_app(Settings(), Classifier(scorer, classifier.manifest))) as client:
        check = threading.Thread(
            target=lambda: answers.append(client.post("/v1/check", json={"text": GIFT}).status_code)
        )
        check.start()
        assert scorer.asked.wait(30)
        assert client.get("/health/live").status_code == 200
        assert answers == []
        scorer.let_go.set()
        check.join()

    assert answers == [200]
