import json
import re
import signal
import socket
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from model import Classifier

FLIP = "25% off for my friends, only till midnight, tap to order!!"


def greeted_address(process: Any) -> tuple[str, str]:
    """Read the greeting, and find the address in it."""
    greeting = process.stderr.readline().decode()
    found = re.search(r"listens on (http://\S+)$", greeting)
    assert found, greeting + process.stderr.read().decode()
    return greeting, found.group(1)


def ask(address: str, path: str, body: object | None = None) -> Any:
    request = urllib.request.Request(
        address + path,
        None if body is None else json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as response:
        return json.load(response)


def test_it_greets_with_address_and_model_answers_and_stops(start, run, classifier: Classifier) -> None:
    process = start("serve", "--port", "0")
    greeting, address = greeted_address(process)
    assert f"with model {classifier.identity.version} listens on http://127.0.0.1:" in greeting
    answer = ask(address, "/v1/check", {"text": FLIP})
    row = json.loads(run("score", "-", "-", stdin=json.dumps({"text": FLIP}).encode()).out)
    assert answer["verdict"] == "flip"
    assert (answer["verdict"], answer["flip_risk"]) == (row["verdict"], row["flip_risk"])
    process.send_signal(signal.SIGINT)
    assert process.wait(120) == 130


def test_settings_come_from_the_environment_and_options_win(start) -> None:
    process = start("serve", "--port", "0", FLIPGUARD_HOST="127.0.0.2", FLIPGUARD_PORT="1")
    assert greeted_address(process)[1].startswith("http://127.0.0.2:")
    process.send_signal(signal.SIGTERM)
    process.wait(120)


@pytest.fixture
def taken_port() -> Any:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_port_in_use_is_told_in_a_sentence(process, taken_port: int) -> None:
    result = process("serve", "--port", str(taken_port))
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"flipguard: Port {taken_port} of 127.0.0.1 is in use. Stop what listens there, or choose another with --port.\n"
    )


def test_an_address_that_is_not_here_is_told_in_a_sentence(process) -> None:
    result = process("serve", "--host", "192.0.2.1", FLIPGUARD_OPEN_WITHOUT_KEYS="true")
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert "“192.0.2.1” is not an address of this machine" in result.err


def test_a_missing_model_is_told_in_a_sentence(process, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        result = process("serve", "--model", folder, "--port", "0")
        assert (result.code, result.err.count("\n")) == (2, 1)
        assert str(folder) in result.err


def test_a_setting_that_cannot_be_used_is_told_in_a_sentence(process) -> None:
    result = process("serve", FLIPGUARD_PORT="eighty")
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert "FLIPGUARD_PORT is “eighty”" in result.err
