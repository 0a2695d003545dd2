"""When there is no answer: errors that say why, tries that are worth it, and results that are never a verdict."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from flipguard_client import (
    AsyncFlipGuard,
    DeadlinePassedError,
    FlipGuard,
    FlipGuardError,
    KeyRefusedError,
    NotFlipGuardError,
    ProblemError,
    RateLimitedError,
    ServiceFailedError,
    TimedOutError,
    UnavailableError,
    Unchecked,
    UnreachableError,
)

from app.keys import Key, Scope, hash_of, make_key, write_keys
from tests.clients.python.conftest import GIFT, SALE
from tests.odd_server import OddServer, Reply
from tests.running_service import Serve, Service


@pytest.fixture(scope="module")
def answered(service: Service) -> dict[str, object]:
    """Give what the real service says of a draft."""
    said: dict[str, object] = service.client.post("/v1/check", json={"text": GIFT}).json()
    return said


# ---------------------------------------------------------------------- nobody is there


def test_a_dead_server_is_an_error_that_names_the_address(nobody: str) -> None:
    with FlipGuard(nobody) as guard, pytest.raises(UnreachableError, match=nobody):
        guard.check(SALE)


def test_failing_open_never_looks_like_a_verdict(nobody: str) -> None:
    with FlipGuard(nobody) as guard:
        result = guard.check(SALE, fail_open=True)

    assert isinstance(result, Unchecked)
    assert not result.checked
    assert result.verdict == "unchecked"
    assert result.because.startswith("No check took place: ")
    assert nobody in result.because
    assert (result.cues, result.advice) == ((), ())
    assert not hasattr(result, "flip_risk")
    assert isinstance(result.error, UnreachableError)


def test_failing_open_is_the_same_for_programs_that_do_other_things_meanwhile(nobody: str) -> None:
    async def ask(fail_open: bool) -> object:
        async with AsyncFlipGuard(nobody) as guard:
            return await guard.check(SALE, fail_open=fail_open)

    assert isinstance(asyncio.run(ask(True)), Unchecked)
    with pytest.raises(UnreachableError):
        asyncio.run(ask(False))


def test_a_server_that_says_nothing_is_waited_for_no_longer_than_allowed() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with FlipGuard(address, timeout=0.2) as guard:
            with pytest.raises(TimedOutError, match=r"within 0\.2 s"):
                guard.check(SALE)
            assert guard.check(SALE, fail_open=True, timeout=0.1).verdict == "unchecked"


# ---------------------------------------------------------------------- the service refuses


def test_a_key_opens_the_service_and_without_it_the_reason_is_told(serve: Serve, tmp_path: Path) -> None:
    file, secret, other = tmp_path / "keys.toml", make_key(), make_key()
    keys = [(secret, Scope.CHECK), (other, Scope.METRICS)]
    write_keys(file, [Key(id=scope.value, sha256=hash_of(key), scopes=frozenset({scope})) for key, scope in keys])
    with serve(FLIPGUARD_KEYS_FILE=str(file), FLIPGUARD_REQUEST_SECONDS="60") as service:
        with FlipGuard(service.address, key=secret, timeout=60) as guard:
            assert guard.check(GIFT).verdict == "clear"
            assert secret not in repr(vars(guard))
        for key, status in ((None, 401), ("fg_wrong", 401), (other, 403)):
            with FlipGuard(service.address, key=key) as guard, pytest.raises(KeyRefusedError) as caught:
                guard.check(GIFT)
            assert caught.value.status == status


def test_a_rate_is_kept_by_waiting_for_as_long_as_the_service_asks(serve: Serve) -> None:
    with serve(FLIPGUARD_RATE_LIMIT="1/second", FLIPGUARD_REQUEST_SECONDS="60") as service:
        with FlipGuard(service.address, timeout=60, attempts=10) as guard:
            assert [guard.check(GIFT, advice=False).verdict for _ in range(3)] == ["clear"] * 3
        assert " 429 " in service.said()


def test_a_wait_past_the_deadline_is_not_begun(serve: Serve) -> None:
    limits = {"FLIPGUARD_RATE_LIMIT": "1/year", "FLIPGUARD_REQUEST_SECONDS": "60"}
    with serve(**limits) as service, FlipGuard(service.address, timeout=60) as guard:
        guard.check(GIFT)
        with pytest.raises(RateLimitedError) as caught:
            guard.check(GIFT)
        assert caught.value.retry_after is not None
        assert caught.value.retry_after > 60
        assert guard.check(GIFT, fail_open=True).because.startswith("No check took place: As many posts were sent")


def test_a_draft_that_the_service_could_not_read_in_time_is_not_sent_again(serve: Serve) -> None:
    with serve(FLIPGUARD_REQUEST_SECONDS="0.0001") as service:
        with FlipGuard(service.address, timeout=60) as guard, pytest.raises(DeadlinePassedError) as caught:
            guard.check(SALE)
        assert isinstance(caught.value, TimedOutError)
        service.client.get("/health/live")  # what was said of an answer is there once a later one is
        assert service.said().count(" 504 ") == 1


# ---------------------------------------------------------------------- bad times, and what lies between


def test_the_service_is_told_how_long_an_answer_is_of_use_and_who_asks(
    odd: OddServer, answered: dict[str, object]
) -> None:
    odd.replies[:] = [Reply.json(answered)]

    with FlipGuard(odd.address, key="fg_secret", timeout=8, user_agent="my-cms/3.1") as guard:
        guard.check(GIFT)
        guard.check(GIFT, timeout=2)

    first, second = (float(asked.headers["x-request-timeout"]) for asked in odd.asked)
    assert 4 < first < 8
    assert 0 < second < 2
    assert odd.asked[0].headers["authorization"] == "Bearer fg_secret"
    assert odd.asked[0].headers["user-agent"].startswith("my-cms/3.1 flipguard-client/")


def test_fields_that_are_newer_than_the_client_are_kept(odd: OddServer, answered: dict[str, object]) -> None:
    newer = {**answered, "verdict": "hold", "mood": {"warm": True}, "model": {**answered["model"], "size": 7}}  # type: ignore[dict-item]
    odd.replies[:] = [Reply.json(newer)]

    with FlipGuard(odd.address) as guard:
        answer = guard.check(GIFT)

    assert answer.verdict == "hold"
    assert answer.model_extra == {"mood": {"warm": True}}
    assert answer.model_dump(mode="json") == newer


def test_an_older_services_answer_may_lack_what_came_later(odd: OddServer, answered: dict[str, object]) -> None:
    first = ("verdict", "flip_risk", "relationship", "because", "model")
    odd.replies[:] = [Reply.json({name: answered[name] for name in first})]

    with FlipGuard(odd.address) as guard:
        assert guard.check(GIFT).advice == ()


def _soon() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=1), usegmt=True)


@pytest.mark.parametrize("status", [429, 502, 503])
@pytest.mark.parametrize("wait", [lambda: "0", lambda: "0.1", _soon, lambda: "soon"])
def test_what_may_pass_is_tried_again(
    odd: OddServer, answered: dict[str, object], status: int, wait: Callable[[], str]
) -> None:
    """A gateway before the service may name the time as a date, or say nothing that helps."""
    odd.replies[:] = [Reply(status, headers={"Retry-After": wait()}), Reply.json(answered)]

    with FlipGuard(odd.address) as guard:
        assert guard.check(GIFT).verdict == "clear"

    assert len(odd.asked) == 2
    assert odd.asked[0].body == odd.asked[1].body


def test_a_connection_that_breaks_is_tried_again(odd: OddServer, answered: dict[str, object]) -> None:
    odd.replies[:] = [Reply(promised=99), Reply.json(answered)]

    with FlipGuard(odd.address) as guard:
        assert guard.check(GIFT).verdict == "clear"


def test_feedback_that_is_sent_again_bears_the_same_name(odd: OddServer, answered: dict[str, object]) -> None:
    kept = {"id": "0" * 32, "received": "2026-01-01T00:00:00Z", "text_kept": False}
    odd.replies[:] = [Reply.json(answered), Reply(promised=99), Reply.json(kept, 201)]

    with FlipGuard(odd.address) as guard:
        guard.feedback(guard.check(GIFT), right=True)

    names = [asked.headers["idempotency-key"] for asked in odd.asked[1:]]
    assert len(names) == 2
    assert names[0] == names[1]


@pytest.mark.parametrize(
    ("status", "error", "tries"),
    [
        (429, RateLimitedError, 3),
        (500, ServiceFailedError, 1),
        (502, ServiceFailedError, 3),
        (503, UnavailableError, 3),
        (504, DeadlinePassedError, 1),
    ],
)
def test_what_does_not_pass_is_an_error_by_its_kind(
    odd: OddServer, status: int, error: type[ProblemError], tries: int
) -> None:
    odd.replies[:] = [Reply(status, b"<h1>Bad</h1>", {"Content-Type": "text/html"})]

    with FlipGuard(odd.address, attempts=3) as guard, pytest.raises(error) as caught:
        guard.check(GIFT)

    assert (caught.value.status, len(odd.asked)) == (status, tries)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, b"<h1>Welcome</h1>", {"Content-Type": "text/html"}),
        Reply.json({"verdict": "clear"}),
        Reply.json({"detail": "Not Found"}, 404),
        Reply(302, headers={"Location": "https://elsewhere.example/"}),
        Reply.json({"title": "Odd"}, 422, **{"Content-Type": "application/problem+json"}),
    ],
)
def test_whoever_is_not_flipguard_is_told_apart(odd: OddServer, reply: Reply) -> None:
    odd.replies[:] = [reply]

    with FlipGuard(odd.address) as guard:
        with pytest.raises(NotFlipGuardError, match="Is the address right"):
            guard.check(GIFT)
        assert guard.check(GIFT, fail_open=True).verdict == "unchecked"


def test_every_error_is_one_of_the_clients_own(service: Service) -> None:
    """A caller can catch them all by one name, and a text is in none of them."""
    with FlipGuard(service.address, timeout=60) as guard:
        for wrong in ({"channel": "no such channel"}, {"model": "v0"}, {"history": [{"text": 3}]}):
            with pytest.raises(FlipGuardError) as caught:
                guard.check(SALE, **wrong)
            assert SALE not in str(caught.value)
