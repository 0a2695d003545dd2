"""Rates that several processes count together in a real Redis, and what becomes of them when it is away."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import cycle
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from app.http import create_app
from app.settings import Settings, SettingsError
from model import Classifier
from tests.patience import eventually

POST = {"text": "Good morning!"}
ALLOWED = 5

Two = tuple[Any, Any]


def ask(service: Any) -> httpx.Response:
    """Send a post over a connection of its own, so that any worker may get it."""
    return httpx.post(f"{service.address}/v1/check", json=POST, timeout=60)


def statuses(services: Any, posts: int) -> Counter[int]:
    """Send posts to these services in turn and count what they answer."""
    turns = cycle(services)
    return Counter(ask(next(turns)).status_code for _ in range(posts))


@contextmanager
def two(serve: Any, url: str) -> Iterator[Two]:
    """Run two services that count in the same place."""
    variables = {"FLIPGUARD_RATE_LIMIT": f"{ALLOWED}/year", "FLIPGUARD_RATE_STORE": url, "FLIPGUARD_THREADS": "1"}
    with serve(**variables) as one, serve(**variables) as other:
        yield one, other


def until_they_count_together_again(services: Two) -> None:
    """Send posts until both services have found the Redis that is back."""

    def found() -> bool:
        assert {ask(service).status_code for service in services} <= {200, 429}
        return all("can be used again" in service.said() for service in services)

    eventually(found, "The services did not find the Redis that is back", pause=0.2)


def failures(service: Any) -> float:
    page = service.client.get("/metrics").text
    return next(
        float(line.split()[1]) for line in page.splitlines() if line.startswith("flipguard_rate_store_failures_")
    )


def test_two_services_share_one_limit(serve: Any, redis: Any, problem_in: Callable[..., Any]) -> None:
    with two(serve, redis.url) as services:
        left = [ask(service).headers["ratelimit"].split(";")[1] for service in (*services, *services)]
        assert left == ["r=4", "r=3", "r=2", "r=1"]
        assert statuses(services, 6) == {200: 1, 429: 5}

        refused = ask(services[1])
        problem_in(refused, 429, "rate-limited")
        assert 1 <= int(refused.headers["retry-after"]) <= 360 * 24 * 3600


def test_workers_share_one_limit_even_when_all_are_asked_at_once(serve: Any, redis: Any) -> None:
    variables = {"FLIPGUARD_WORKERS": "2", "FLIPGUARD_THREADS": "1", "FLIPGUARD_RATE_STORE": redis.url}
    with serve(FLIPGUARD_RATE_LIMIT=f"{ALLOWED}/year", **variables) as service, ThreadPoolExecutor(8) as crowd:
        answers = [answer.status_code for answer in crowd.map(ask, [service] * 40)]

    assert Counter(answers) == {200: ALLOWED, 429: 40 - ALLOWED}


def test_rows_of_a_batch_are_counted_together_with_posts_elsewhere(serve: Any, redis: Any) -> None:
    with two(serve, redis.url) as (one, other):
        assert one.client.post("/v1/batch", json=[POST] * 4).text.count('"result"') == 4
        assert statuses([other], 3) == {200: 1, 429: 2}


def test_without_redis_each_counts_for_itself_until_it_is_back(serve: Any, redis: Any) -> None:
    with two(serve, redis.url) as services:
        assert statuses(services, 2) == {200: 2}

        redis.kill()
        assert statuses(services, 2 * ALLOWED) == {200: 2 * ALLOWED}
        assert statuses(services, 4) == {429: 4}
        assert all(service.said().count("The rate store can't be used (ConnectionError") == 1 for service in services)
        assert all(failures(service) >= 1 for service in services)

        redis.start()
        until_they_count_together_again(services)
        assert statuses(services, 2 * ALLOWED)[429] >= ALLOWED
        assert not any(" failed.\n" in service.said() for service in services)


def test_a_redis_that_hangs_holds_up_no_post(serve: Any, redis: Any) -> None:
    with two(serve, redis.url) as services:
        assert statuses(services, 2) == {200: 2}

        redis.freeze()
        assert statuses(services, 2 * ALLOWED + 4) == {200: 2 * ALLOWED, 429: 4}

        redis.thaw()
        until_they_count_together_again(services)


def test_a_service_starts_without_its_redis(serve: Any, redis: Any) -> None:
    redis.kill()
    with two(serve, redis.url) as services:
        assert statuses(services, 2 * ALLOWED + 2) == {200: 2 * ALLOWED, 429: 2}

        redis.start()
        until_they_count_together_again(services)


def test_a_redis_that_lets_nobody_in_is_as_good_as_none(serve: Any, redis: Any) -> None:
    with two(serve, redis.url.replace("redis://", "redis://nobody:wrong-word@")) as services:
        assert statuses(services, 2 * ALLOWED + 2) == {200: 2 * ALLOWED, 429: 2}
        assert not any("wrong-word" in service.said() for service in services)


def test_connections_are_closed_in_the_end(redis: Any, classifier: Classifier) -> None:
    """A connection that is left open would be a warning, which is an error here."""
    settings = Settings(rate_limit="9/year", rate_store=redis.url)
    with TestClient(create_app(settings, classifier)) as client:
        assert client.post("/v1/check", json=POST).headers["ratelimit"].split(";")[1] == "r=8"


@pytest.mark.parametrize("url", ["redis://cache.example:port/0", "redis://cache.example/0?socket_timeout=soon"])
def test_an_address_that_cannot_be_read_stops_the_start(url: str) -> None:
    with pytest.raises(SettingsError, match=r"^FLIPGUARD_RATE_STORE is no address of a Redis, such as redis://"):
        create_app(Settings(rate_store=url))


def test_without_the_package_the_start_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "redis"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "redis", None)

    with pytest.raises(SettingsError, match=r"needs the package redis: install flipguard\[redis\]\."):
        create_app(Settings(rate_store="redis://cache.example/0"))


def test_other_stores_are_refused_without_showing_their_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLIPGUARD_RATE_STORE", "memcached://:hunter2@cache.example")

    with pytest.raises(SettingsError, match=r"FLIPGUARD_RATE_STORE is .* a redis:// or rediss:// URL") as caught:
        Settings.from_environment()
    assert "hunter2" not in str(caught.value)
