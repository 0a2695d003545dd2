"""The Slack recipe: its app runs in a process of its own and is spoken to as Slack does, with signed requests over HTTP."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from slack_sdk.signature import SignatureVerifier

from tests.odd_server import Asked, OddServer, Reply
from tests.patience import eventually
from tests.recipes.conftest import SALE, SOUP, Recipe
from tests.running_service import ROOT

SECRET = "signing secret"
WRITER = {"id": "U1", "name": "ann", "team_id": "T1"}


@pytest.fixture
def slack(vendor: OddServer) -> OddServer:
    bot = {"ok": True, "team_id": "T1", "user_id": "UBOT", "bot_id": "B1", "user": "bot", "team": "Club", "url": "/"}
    vendor.by_path = {"/auth.test": Reply.json(bot)}
    return vendor


@pytest.fixture
def app(recipe: Recipe, slack: OddServer) -> Iterator[str]:
    """Run the recipe's app, and give the address that Slack would call."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    variables = {
        "PYTHONPATH": str(ROOT / "clients" / "python"),
        "PORT": str(port),
        "SLACK_API": f"{slack.address}/",
        "SLACK_BOT_TOKEN": "xoxb-secret",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_CHANNEL": "C1",
    }
    process = subprocess.Popen([sys.executable, str(recipe("Slack"))], env={**os.environ, **variables})
    try:

        def listens() -> bool:
            assert process.poll() is None, "The recipe ended before it listened."
            with socket.socket() as knock:
                return knock.connect_ex(("127.0.0.1", port)) == 0

        eventually(listens, "The recipe did not listen")
        yield f"http://127.0.0.1:{port}/slack/events"
    finally:
        process.kill()
        process.wait()


def send(app: str, **fields: str) -> httpx.Response:
    body, now = urlencode(fields), str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=now, body=body)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": now,
        "X-Slack-Signature": str(signature),
    }
    return httpx.post(app, content=body, headers=headers, timeout=60)


def submit(app: str, text: str) -> httpx.Response:
    view = {
        "id": "V1",
        "type": "modal",
        "callback_id": "announce",
        "state": {"values": {"post": {"text": {"type": "plain_text_input", "value": text}}}},
    }
    payload: dict[str, Any] = {"type": "view_submission", "team": {"id": "T1"}, "user": WRITER, "view": view}
    return send(app, payload=json.dumps(payload))


def once_sent(slack: OddServer, path: str) -> list[Asked]:
    """Wait for what the app sends after it has acknowledged a request."""
    until = time.monotonic() + 60
    while not slack.posts(path) and time.monotonic() < until:
        time.sleep(0.02)
    return slack.posts(path)


def test_the_command_opens_the_form_a_flip_stays_in_it_and_a_harmless_post_is_sent(app: str, slack: OddServer) -> None:
    opened = send(app, command="/announce", trigger_id="13.37", team_id="T1", user_id="U1", text="")

    assert opened.status_code == 200
    (asked,) = once_sent(slack, "/views.open")
    assert b"What+do+you+want" in asked.body or b"What do you want" in asked.body

    stopped = submit(app, SALE).json()

    assert stopped["response_action"] == "errors"
    assert "customer" in stopped["errors"]["post"]
    assert slack.posts("/chat.postMessage") == []

    sent = submit(app, SOUP)

    assert (sent.status_code, sent.text) == (200, "")
    (posted,) = once_sent(slack, "/chat.postMessage")
    assert b"soup" in posted.body
    assert posted.headers["authorization"] == "Bearer xoxb-secret"
