"""Answers are kept for whoever asks the same again: they are the same, and no text is kept with them."""

import gc
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient
from numpy.typing import NDArray
from prometheus_client.parser import text_string_to_metric_families

from app.channels_file import KnownChannels
from app.http import create_app, reload
from app.http.answer import Answer, Gist
from app.http.answer_cache import LONGEST, AnswerCache
from app.http.answers import Answers
from app.http.judging import judge
from app.http.schemas import CheckRequest
from app.settings import Settings
from model import KEPT_PASSAGES, Classifier
from model.reader import Reader

Problem = Callable[..., dict[str, Any]]

SALE = (
    "Hey friends, my candle shop is open! 🕯️ Use code FRIENDS10 for 10% off, only until Sunday. Order: https://a.example"
)
GIFT = "I made far too much soup, so come by with a jar and take some home. No charge, obviously!"
PAST = {"text": SALE, "date": "2026-05-01"}
GIST = Gist("social", "clear", (), 0.1)
ROOM = 1_000

QUESTIONS: list[dict[str, Any]] = [
    {"text": SALE},
    {"text": SALE + " "},
    {"text": SALE, "relationship": None},
    {"text": SALE, "relationship": "social"},
    {"text": SALE, "relationship": "mixed"},
    {"text": SALE, "relationship": "market"},
    {"text": SALE, "channel": "linkedin"},
    {"text": SALE, "channel": "LinkedIn"},
    {"text": SALE, "channel": "facebook"},
    {"text": SALE, "advice": False},
    {"text": SALE, "advice": False, "policy": {"forwardability": False}},
    {"text": SALE, "history": [PAST], "date": "2026-05-02"},
    {"text": SALE, "history": [PAST], "date": "2026-05-03"},
    {"text": SALE, "history": [{**PAST, "answer": True}], "date": "2026-05-03"},
    {"text": SALE, "history": [PAST], "date": "2026-05-03", "policy": {"gives_per_ask": 0}},
    {"text": GIFT},
]
"""Nearly the same questions, whose answers differ."""


@pytest.fixture(scope="module")
def keeping(classifier: Classifier) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), classifier)) as client:
        yield client


@pytest.fixture(scope="module")
def forgetful(classifier: Classifier) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(cache_answers=0), classifier)) as client:
        yield client


@pytest.fixture
def fresh(classifier: Classifier) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), classifier)) as client:
        yield client


def looks(client: TestClient) -> dict[str, float]:
    """Give how many answers were kept ones, and how many were not."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    samples = [sample for family in families for sample in family.samples]
    return {sample.labels["cache"]: sample.value for sample in samples if sample.name == "flipguard_answers_total"}


def seen(client: TestClient, body: dict[str, Any], **headers: str) -> tuple[bytes, list[tuple[str, str]]]:
    """Ask, and give all of the answer that doesn't name the request."""
    response = client.post("/v1/check", json=body, headers=headers)
    assert response.status_code == 200, response.text
    return response.content, [(name, value) for name, value in response.headers.items() if name != "x-request-id"]


@pytest.mark.parametrize("body", QUESTIONS, ids=str)
def test_a_kept_answer_is_the_same_to_the_last_byte(
    keeping: TestClient, forgetful: TestClient, body: dict[str, Any]
) -> None:
    first, again = seen(keeping, body), seen(keeping, body)

    assert first == again == seen(forgetful, body)


@pytest.mark.parametrize("body", QUESTIONS, ids=str)
def test_it_is_the_same_in_a_batch(keeping: TestClient, forgetful: TestClient, body: dict[str, Any]) -> None:
    keeping.post("/v1/check", json=body)

    lines = [client.post("/v1/batch", json=[body, {**body, "id": "two"}]).content for client in (keeping, forgetful)]

    assert lines[0] == lines[1]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/moderations", {"input": SALE}),
        ("/v1alpha1/comments:analyze", {"comment": {"text": SALE}, "requestedAttributes": {"FLIP": {}}}),
    ],
)
def test_it_is_the_same_through_a_facade(
    keeping: TestClient, forgetful: TestClient, path: str, body: dict[str, Any]
) -> None:
    def answer(client: TestClient) -> dict[str, Any]:
        said: dict[str, Any] = client.post(path, json=body).json()
        said.pop("id", None)  # which is the request's
        return said

    assert answer(keeping) == answer(keeping) == answer(forgetful)


def test_all_doors_share_what_is_kept_and_hits_are_counted(fresh: TestClient) -> None:
    fresh.post("/v1/check", json={"text": SALE, "advice": False})
    assert looks(fresh) == {"miss": 1}

    fresh.post("/v1/batch", json=[{"text": SALE, "advice": False}])
    fresh.post("/v1/moderations", json={"input": SALE})
    fresh.post("/v1/check", json={"text": SALE, "advice": False}, headers={"X-Request-Timeout": "9"})

    assert looks(fresh) == {"hit": 3, "miss": 1}


def test_verdicts_and_cues_are_counted_whether_or_not_an_answer_was_kept(fresh: TestClient) -> None:
    for _ in range(3):
        fresh.post("/v1/check", json={"text": SALE})

    page = fresh.get("/metrics").text
    assert 'flipguard_verdicts_total{relationship="social",verdict="flip"} 3.0' in page
    assert 'flipguard_cues_total{cue="sale"} 3.0' in page
    assert "flipguard_inference_seconds_count 1.0" in page


@pytest.mark.parametrize(
    "body", [{"text": ""}, {"text": SALE, "channel": "nowhere"}, {"text": 1}, {"text": SALE, "x": 1}]
)
def test_a_refusal_is_not_kept(fresh: TestClient, problem_in: Problem, body: dict[str, Any]) -> None:
    for _ in range(2):
        problem_in(fresh.post("/v1/check", json=body), 422, "invalid-request")

    assert looks(fresh) == {}


def test_a_kept_answer_is_not_given_for_another_model(fresh: TestClient, problem_in: Problem) -> None:
    fresh.post("/v1/check", json={"text": GIFT})

    problem_in(fresh.post("/v1/check", json={"text": GIFT, "model": "another"}), 422, "invalid-request")


def test_a_verdict_without_the_advice_that_there_was_no_time_for_is_not_kept(classifier: Classifier) -> None:
    question = Answers(KnownChannels(), AnswerCache(ROOM)).question(CheckRequest(text=SALE), classifier)

    hasty = question.made(time.monotonic())
    assert [warning.code for warning in hasty.read().warnings] == ["advice-left-out"]
    assert question.kept() is None

    whole = question.made()
    kept = question.kept()
    assert kept is not None
    assert (kept.body, kept.gist, kept.kept) == (whole.body, whole.gist, True)


def test_with_a_history_the_day_is_a_part_of_the_question(classifier: Classifier) -> None:
    answers = Answers(KnownChannels(), AnswerCache(ROOM))

    def ask(**day: str) -> Answer | None:
        draft = CheckRequest.model_validate({"text": GIFT, "history": [PAST], "advice": False, **day})
        question = answers.question(draft, classifier)
        kept = question.kept()
        question.made()
        return kept

    assert ask(date="2026-05-02") is None
    assert ask(date="2026-05-03") is None
    assert ask() is None
    assert ask(date="2026-05-03") is not None


def test_all_are_forgotten_where_another_model_is_taken_up(classifier: Classifier) -> None:
    answers = Answers(KnownChannels(), AnswerCache(ROOM))
    question = answers.question(CheckRequest(text=GIFT), classifier)
    question.made()
    assert question.kept() is not None

    answers.forget()

    assert question.kept() is None


def test_no_more_answers_are_kept_than_may_be_and_those_go_first_that_were_longest_not_asked_for() -> None:
    cache = AnswerCache(2)
    one, two, three = (cache.place(name) for name in (b"one", b"two", b"three"))
    cache.keep(one, Answer(b"1", GIST))
    cache.keep(two, Answer(b"2", GIST))
    assert cache.find(one) is not None

    cache.keep(three, Answer(b"3", GIST))

    assert [found and found.body for found in map(cache.find, (one, two, three))] == [b"1", None, b"3"]


@pytest.mark.parametrize(("length", "is_kept"), [(LONGEST, True), (LONGEST + 1, False)])
def test_a_very_long_answer_is_not_kept(length: int, is_kept: bool) -> None:
    cache = AnswerCache(1)
    place = cache.place(b"?")

    cache.keep(place, Answer(b" " * length, GIST))

    assert (cache.find(place) is not None) == is_kept


def test_nought_answers_are_none(forgetful: TestClient) -> None:
    for _ in range(2):
        forgetful.post("/v1/check", json={"text": GIFT})

    assert "hit" not in looks(forgetful)


def everything_in(thing: object) -> Iterator[object]:
    """Give all that an object holds, however deep, but for modules and classes."""
    seen, left = set(), [thing]
    while left:
        held = left.pop()
        if id(held) in seen or isinstance(held, type | type(gc) | type(everything_in)):
            continue
        seen.add(id(held))
        yield held
        left.extend(gc.get_referents(held))


def test_no_word_of_a_text_is_kept_though_answers_quote_it(classifier: Classifier) -> None:
    cache = AnswerCache(ROOM)
    draft = CheckRequest.model_validate({"text": SALE, "history": [{"text": "xylophonist"}]})
    question = Answers(KnownChannels(), cache).question(draft, classifier)
    assert b"FRIENDS10" in question.made().body
    assert question.kept() is not None
    del question, draft

    held = b"\n".join(
        thing if isinstance(thing, bytes) else thing.encode()
        for thing in everything_in(cache)
        if isinstance(thing, bytes | str)
    )
    assert len(held) > 1_000
    for word in (b"FRIENDS10", b"candle", b"Sunday", b"a.example", b"xylophonist"):
        assert word not in held


def test_two_services_keep_the_same_answer_under_other_names_and_keys() -> None:
    one, other = (AnswerCache(1).place(b"the same question") for _ in range(2))

    assert one.name != other.name
    assert one.key != other.key


class HeldUp:
    """A scorer that counts who asks it and does not answer before it is let go."""

    def __init__(self) -> None:
        self.asked, self.let_go = threading.Semaphore(0), threading.Event()

    def predict_proba(self, passages: Sequence[str]) -> NDArray[np.float64]:
        self.asked.release()
        assert self.let_go.wait(30)
        return np.full((len(passages), 16), 0.01)


def test_two_that_ask_the_same_at_one_time_are_both_read(classifier: Classifier) -> None:
    scorer, answers = HeldUp(), []
    with TestClient(create_app(Settings(threads=2), Classifier(scorer, classifier.manifest))) as client:

        def ask() -> None:
            answers.append(client.post("/v1/check", json={"text": GIFT}).content)

        asking = [threading.Thread(target=ask) for _ in range(2)]
        for one in asking:
            one.start()
        assert scorer.asked.acquire(timeout=30)
        assert scorer.asked.acquire(timeout=30)
        scorer.let_go.set()
        for one in asking:
            one.join()

    assert answers[0] == answers[1]


def test_an_answer_in_ascii_says_the_same_as_in_utf_8(classifier: Classifier) -> None:
    said = judge(CheckRequest(text=f"“é \x7f \x85 \u2028 \\u00e9 \\ 👨‍👩‍👧‍👦” {SALE}"), classifier, KnownChannels())

    assert Answer.of(said).in_ascii() == said.model_dump_json(ensure_ascii=True).encode()


@pytest.mark.parametrize(("kept", "read_again"), [(0, True), (KEPT_PASSAGES, False)])
def test_what_readers_keep_of_passages_is_a_setting(
    monkeypatch: pytest.MonkeyPatch, kept: int, read_again: bool
) -> None:
    counted: list[str] = []
    read = Reader.logits
    monkeypatch.setattr(Reader, "logits", lambda reader, passage: (counted.append(passage), read(reader, passage))[1])
    loaded = reload.load(Settings(cache_passages=kept))
    loaded.assess(SALE)
    first = len(counted)
    loaded.assess(SALE)
    assert (len(counted) > first) == read_again


def test_a_service_keeps_as_much_of_passages_as_the_model_does_by_itself() -> None:
    assert Settings().cache_passages == KEPT_PASSAGES
