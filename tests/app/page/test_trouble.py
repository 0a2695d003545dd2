"""When the service is lost or locked, the page says so and keeps the draft."""

import socket
from pathlib import Path

from selenium.webdriver import Chrome

from app.keys import Key, Scope, hash_of, make_key, write_keys
from tests.app.page.texts import SALE
from tests.app.page.writer import sitting
from tests.running_service import Serve


def free_port() -> str:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return str(found.getsockname()[1])


def test_a_lost_service_is_told_of_and_found_again_by_itself(browser: Chrome, serve: Serve) -> None:
    port = free_port()
    with serve("--port", port) as service, sitting(browser, service.address) as writer:
        writer.put("Good morning! ")
        assert writer.answered() == "clear"
        service.process.kill()
        service.process.wait()

        writer.put(SALE)
        writer.until(lambda: "The service does not answer" in writer.said(".trouble"))
        assert writer.find(".trouble button").text == "Try now"
        assert writer.text.endswith(SALE)
        writer.follow("#/model")
        writer.until(lambda: "The service does not answer" in writer.said("#model"))
        writer.follow("#/desk")

        with serve("--port", port):
            assert writer.answered() == "flip"
            assert writer.find(".trouble").is_displayed() is False
            writer.follow("#/model")
            writer.click("#model button")
            writer.until(lambda: writer.all("#model table"))


def test_a_service_that_is_too_slow_is_told_of(browser: Chrome, serve: Serve) -> None:
    with serve(FLIPGUARD_REQUEST_SECONDS="0.001") as service, sitting(browser, service.address) as writer:
        writer.put(SALE)

        writer.until(lambda: "took too long" in writer.said(".trouble"))
        assert writer.text == SALE
        writer.until(lambda: "tries again" not in writer.said(".trouble"))


def test_a_service_that_asks_for_a_key_is_given_one(browser: Chrome, serve: Serve, tmp_path: Path) -> None:
    secret = make_key()
    file = tmp_path / "keys.toml"
    write_keys(file, [Key(id="writer", sha256=hash_of(secret), scopes=frozenset({Scope.CHECK}))])
    with serve(FLIPGUARD_KEYS_FILE=str(file)) as service, sitting(browser, service.address) as writer:
        writer.put(SALE)
        writer.until(lambda: "asks for a key" in writer.said(".trouble"))

        writer.find("#key").send_keys(secret)
        writer.click(".trouble [type=submit]")

        assert writer.answered() == "flip"
        writer.until(lambda: writer.find("#channel").is_displayed())
