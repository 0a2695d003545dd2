"""`comments:suggestscore` as feedback: what is kept, and what is not."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.http import create_app
from app.settings import Settings
from app.store import Entry, FeedbackStore
from model import Classifier

SUGGEST = "/v1alpha1/comments:suggestscore"


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'feedback.sqlite'}"


@pytest.fixture
def desk(classifier: Classifier, database: str) -> Iterator[TestClient]:
    """Speak to a service with feedback of its own."""
    with TestClient(create_app(Settings(feedback_database=database), classifier)) as client:
        yield client


@pytest.fixture
def kept(desk: TestClient, database: str) -> Callable[..., Entry]:
    """Send a suggestion, and give what is kept of it."""

    def kept(text: str, scores: dict[str, float], **more: Any) -> Entry:
        body = {"comment": {"text": text}, "attributeScores": {name: score(value) for name, value in scores.items()}}
        answer = desk.post(SUGGEST, json={**body, **more})
        assert answer.status_code == 200, answer.text
        (entry,) = (e for e in FeedbackStore(database).entries() if e.id == answer.json()["flipguard"]["id"])
        return entry

    return kept


def score(value: float) -> dict[str, Any]:
    return {"summaryScore": {"value": value}}


def test_a_suggested_risk_is_the_verdict_in_whose_band_it_falls(kept: Callable[..., Entry], flip: str) -> None:
    wrong, right = kept(flip, {"FLIP": 0}), kept(flip, {"FLIP": 1})

    assert (wrong.verdict, wrong.right, wrong.label) == ("flip", False, "clear")
    assert (right.verdict, right.right, right.label) == ("flip", True, "flip")
    assert wrong.flip_risk == right.flip_risk
    assert wrong.model_digest
    assert wrong.market_cues is None


def test_the_readers_are_those_of_the_community(kept: Callable[..., Entry], flip: str) -> None:
    assert kept(flip, {"FLIP": 1}).relationship == "social"
    assert kept(flip, {"FLIP": 1}, communityId="mixed").relationship == "mixed"
    market = kept(flip, {"FLIP": 1}, communityId="linkedin")
    assert (market.relationship, market.verdict, market.right, market.label) == ("market", "clear", False, "flip")


def test_suggested_cues_correct_those_that_were_found(kept: Callable[..., Entry], flip: str) -> None:
    found = kept(flip, {"FLIP": 1, "FLIP_LEDGER": 0}).market_cues
    corrected = kept(flip, {"FLIP": 1, "FLIP_SALE": 0, "FLIP_WAGE": 0.9}).market_cues

    assert found
    assert "sale" in found
    assert corrected is not None
    assert set(corrected) == {*found, "wage"} - {"sale"}


def test_all_that_was_suggested_is_written_down(kept: Callable[..., Entry], flip: str) -> None:
    spans = {"spanScores": [{"begin": 3, "end": 9, "score": {"value": 0.25, "type": "PROBABILITY"}}]}

    entry = kept(flip, {}, attributeScores={"FLIP": score(0.75), "FLIP_SALE": spans})

    assert entry.comment == "Scores suggested as to Perspective: FLIP 0.75; FLIP_SALE 0.25 at 3–9 (UTF-16)."
    assert entry.market_cues is None


def test_a_long_suggestion_is_cut_where_it_has_no_room(kept: Callable[..., Entry], flip: str) -> None:
    spans = {"spanScores": [{"begin": i, "end": i + 1, "score": {"value": 1}} for i in range(500)]}

    comment = kept(flip, {}, attributeScores={"FLIP": score(1), "FLIP_SALE": spans}).comment

    assert comment
    assert len(comment) == 2_000
    assert comment.endswith("…")


@pytest.mark.parametrize("said", [{}, {"doNotStore": True}, {"doNotStore": None}])
def test_a_text_is_not_kept_without_consent(kept: Callable[..., Entry], flip: str, said: dict[str, Any]) -> None:
    assert kept(flip, {"FLIP": 0}, **said).text is None


def test_an_outright_false_consents(kept: Callable[..., Entry], flip: str) -> None:
    assert kept(flip, {"FLIP": 0}, doNotStore=False).text == flip


def test_a_repetition_under_the_same_name_is_kept_once(desk: TestClient, database: str, flip: str) -> None:
    body = {"comment": {"text": flip}, "attributeScores": {"FLIP": score(0)}}
    headers = {"Idempotency-Key": "once"}

    first, again = (desk.post(SUGGEST, json=body, headers=headers) for _ in range(2))

    assert first.json() == again.json()
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(list(FeedbackStore(database).entries())) == 1


def test_the_answer_repeats_the_tokens_and_names_the_languages(desk: TestClient, flip: str) -> None:
    body = {
        "comment": {"text": flip},
        "attributeScores": {"FLIP": score(1)},
        "languages": ["en"],
        "clientToken": "comment-1",
        "sessionId": "session-1",
    }

    answer = desk.post(SUGGEST, json=body).json()

    assert answer.pop("flipguard").keys() == {"id", "textKept"}
    assert answer == {
        "requestedLanguages": ["en"],
        "detectedLanguages": ["en"],
        "clientToken": "comment-1",
        "sessionId": "session-1",
    }


@pytest.mark.parametrize(
    ("change", "error_type", "words"),
    [
        ({"attributeScores": None}, "NO_REQUESTED_ATTRIBUTES", "Missing requested_attributes"),
        ({"attributeScores": {"TOXICITY": score(1)}}, "INVALID_REQUEST", "Unknown requested attribute: TOXICITY"),
        ({"attributeScores": {"FLIP_SALE": score(1)}}, "INVALID_REQUEST", "“attributeScores” must hold FLIP"),
        ({"attributeScores": {"FLIP": {}}}, "INVALID_REQUEST", "“attributeScores” must hold FLIP"),
        ({"attributeScores": {"FLIP": score(2)}}, "INVALID_REQUEST", "“attributeScores.FLIP.summaryScore.value”"),
        (
            {"attributeScores": {"FLIP": {"summaryScore": {"value": 1, "type": "PERCENTILE"}}}},
            "INVALID_REQUEST",
            "Requested score type PERCENTILE is not supported by attribute FLIP",
        ),
        ({"comment": {"text": "👍"}}, "COMMENT_EMPTY", "Comment must be non-empty."),
        ({"languages": ["fr"]}, "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE", "Attribute FLIP does not support"),
        ({"requestedAttributes": {}}, "INVALID_REQUEST", "There is no field “requestedAttributes”."),
    ],
)
def test_what_cannot_be_kept_is_refused(
    desk: TestClient, database: str, flip: str, change: dict[str, Any], error_type: str, words: str
) -> None:
    body = {"comment": {"text": flip}, "attributeScores": {"FLIP": score(1)}}

    answer = desk.post(SUGGEST, json=body | change)

    assert answer.status_code == 400
    error = answer.json()["error"]
    assert error["details"][0]["errorType"] == error_type
    assert error["message"].startswith(words)
    assert not list(FeedbackStore(database).entries())


def test_a_suggestion_must_say_that_it_is_json(desk: TestClient) -> None:
    """What changes something is not taken from any page that a browser has open."""
    answer = desk.post(SUGGEST, content=b"{}", headers={"Content-Type": "text/plain"})

    assert answer.status_code == 415
    assert answer.json()["error"]["status"] == "INVALID_ARGUMENT"


def test_scoring_keeps_nothing_whatever_do_not_store_says(desk: TestClient, tmp_path: Path, flip: str) -> None:
    for said in (True, False, None):
        body = {"comment": {"text": flip}, "requestedAttributes": {"FLIP": {}}, "doNotStore": said}
        assert desk.post("/v1alpha1/comments:analyze", json=body).status_code == 200

    assert list(tmp_path.iterdir()) == []
