"""The client and the real service: everything that can be asked, with both clients."""

import asyncio
from datetime import date

import httpx
import pytest
from flipguard_client import AsyncFlipGuard, FlipGuard, InvalidRequestError

from tests.clients.python.conftest import GIFT, SALE
from tests.running_service import Service


def test_an_answer_is_what_the_service_said(guard: FlipGuard, service: Service) -> None:
    said = service.client.post("/v1/check", json={"text": SALE, "relationship": "social"}).json()

    answer = guard.check(SALE, relationship="social")

    assert answer.checked
    assert answer.verdict == "flip"
    assert answer.model_dump(mode="json") == said
    assert all(SALE[span.start : span.end] == span.text for cue in answer.cues for span in cue.spans)


def test_every_circumstance_reaches_the_service(guard: FlipGuard) -> None:
    model = guard.model()

    answer = guard.check(
        SALE,
        channel="facebook",
        history=[{"text": SALE, "date": date(2026, 9, 1)}, {"text": GIFT, "answer": True}],
        date=date(2026, 9, 10),
        advice=False,
        model=model.digest,
        policy={"stage": False, "forwardability": False},
    )

    assert answer.channel == "facebook-friends"
    assert answer.balance is not None
    assert answer.balance.asks == 1
    assert (answer.advice, answer.forwardability) == ((), None)
    assert answer.model.digest == model.digest


def test_the_same_text_is_judged_by_who_reads_it(guard: FlipGuard) -> None:
    assert guard.check(SALE, relationship="market").verdict == "clear"
    assert guard.check(GIFT).verdict == "clear"


def test_text_that_utf_8_cannot_hold_is_sent_all_the_same(guard: FlipGuard) -> None:
    """Half a surrogate pair is the service's to judge, not a crash in the client."""
    with pytest.raises(InvalidRequestError) as caught:
        guard.check("Good morning \ud83d")

    assert caught.value.faults[0].field == "text"


def test_a_refused_request_names_the_field_what_was_got_and_what_is_allowed(guard: FlipGuard) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        guard.check(SALE, relationship="strangers")  # type: ignore[call-overload]

    (fault,) = caught.value.faults
    assert (caught.value.status, caught.value.problem.type) == (422, "/problems/invalid-request")
    assert (fault.field, fault.got) == ("relationship", "strangers")
    assert fault.allowed == ["social", "mixed", "market"]
    assert fault.message in str(caught.value)


def test_what_the_service_tells_of_itself_is_kept_whole(guard: FlipGuard, service: Service) -> None:
    def said(path: str) -> object:
        return service.client.get(path).json()

    assert [one.model_dump(mode="json") for one in guard.channels()] == said("/v1/channels")["channels"]  # type: ignore[index]
    assert guard.norms().model_dump(mode="json") == said("/v1/norms")
    assert guard.model().model_dump(mode="json") == said("/v1/model")


def test_feedback_is_kept_once_however_often_it_is_sent(guard: FlipGuard) -> None:
    answer = guard.check(SALE)

    first = guard.feedback(answer, right=False, label="review", comment="We are a club.", idempotency_key="one")
    again = guard.feedback(answer, right=False, label="review", comment="We are a club.", idempotency_key="one")
    other = guard.feedback(answer, right=True, text_to_keep=SALE)

    assert (first.id, first.text_kept) == (again.id, False)
    assert other.id != first.id
    assert other.text_kept


def test_many_calls_at_once_each_get_their_own_answer(service: Service) -> None:
    async def ask() -> list[tuple[str, str]]:
        async with AsyncFlipGuard(service.address, timeout=60) as guard:
            texts = [SALE if number % 2 else GIFT for number in range(16)]
            answers = await asyncio.gather(*(guard.check(text) for text in texts))
        return [(text, answer.verdict) for text, answer in zip(texts, answers, strict=True)]

    assert set(asyncio.run(ask())) == {(SALE, "flip"), (GIFT, "clear")}


def test_both_clients_answer_alike(guard: FlipGuard, service: Service) -> None:
    async def ask() -> list[object]:
        async with AsyncFlipGuard(service.address, timeout=60) as asking:
            answer = await asking.check(SALE)
            kept = await asking.feedback(answer, right=True)
            assert not kept.text_kept
            return [answer, await asking.channels(), await asking.norms(), await asking.model()]

    assert asyncio.run(ask()) == [guard.check(SALE), guard.channels(), guard.norms(), guard.model()]


def test_a_client_of_the_callers_own_stays_open(service: Service) -> None:
    with httpx.Client(timeout=60) as http:
        with FlipGuard(service.address, http=http) as guard:
            guard.channels()
        assert not http.is_closed


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"address": "flipguard.example"}, "address"),
        ({"timeout": 0}, "timeout"),
        ({"attempts": 0}, "attempts"),
    ],
)
def test_a_client_that_could_never_ask_is_refused_at_once(wrong: dict[str, object], field: str) -> None:
    with pytest.raises(ValueError, match=f"^{field} is .*must "):
        FlipGuard(**{"address": "http://127.0.0.1:8000", **wrong})  # type: ignore[arg-type]
