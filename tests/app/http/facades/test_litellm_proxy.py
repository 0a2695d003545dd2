"""The real LiteLLM proxy with FlipGuard as its guardrail. Its language models answer with fixed texts."""

import re
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.patience import eventually

PAGE = Path(__file__).parents[4] / "docs" / "facades.md"
KEY = "sk-of-the-proxy"

PROXY = """
model_list:
  - {{model_name: seller, litellm_params: {{model: openai/seller, api_key: none, mock_response: "{flip}"}}}}
  - {{model_name: friend, litellm_params: {{model: openai/friend, api_key: none, mock_response: "{harmless}"}}}}
  - model_name: moderator
    litellm_params: {{model: "openai/flipguard:social", api_base: "{address}/v1", api_key: any}}
guardrails:
  - guardrail_name: before-customers
    litellm_params:
      guardrail: generic_guardrail_api
      mode: post_call
      api_base: "{address}"
      additional_provider_specific_params: {{relationship: market}}
  - guardrail_name: mending
    litellm_params:
      guardrail: generic_guardrail_api
      mode: post_call
      api_base: "{address}"
      additional_provider_specific_params: {{on_flip: mend}}
  - guardrail_name: nobody-there
    litellm_params: {{guardrail: generic_guardrail_api, mode: post_call, api_base: "http://127.0.0.1:9"}}
  - guardrail_name: moderation
    litellm_params: {{guardrail: openai_moderation, mode: pre_call, api_base: "{address}/v1", api_key: any}}
general_settings: {{master_key: {key}}}
litellm_settings: {{telemetry: false}}
"""


@pytest.fixture(scope="module")
def proxy(
    clients: Any, address: str, flip: str, harmless: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """Run the proxy and give a client that speaks to it."""
    folder = tmp_path_factory.mktemp("litellm")
    config, log = folder / "config.yaml", folder / "log"
    settings = yaml.safe_load(PROXY.format(address=address, flip=flip, harmless=harmless, key=KEY))
    settings["guardrails"] += _guardrails_on_the_page(address)
    config.write_text(yaml.safe_dump(settings), encoding="utf-8")
    port = _free_port()
    command = [clients.folder / "bin" / "litellm", "--config", config, "--host", "127.0.0.1", "--port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            list(map(str, command)), cwd=folder, env=clients.environment(), stdout=output, stderr=subprocess.STDOUT
        )
    try:
        headers = {"Authorization": f"Bearer {KEY}"}
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=60) as client:
            _wait_until_ready(client, process, log)
            yield client
    finally:
        process.kill()
        process.wait()


def test_what_an_ai_wrote_is_blocked_if_it_flips_and_the_reason_is_passed_on(
    proxy: httpx.Client, clients: Any, harmless: str, works: Any
) -> None:
    blocked = _ask(proxy, "seller", "flipguard")
    passed = _ask(proxy, "friend", "flipguard")

    assert blocked.status_code == 400
    assert "customer" in blocked.json()["error"]["message"]
    assert _said(passed) == harmless
    works(
        "litellm",
        "LiteLLM proxy",
        clients.version("litellm"),
        "`generic_guardrail_api`, `mode: post_call`",
        "what flips is blocked with the reason, what does not passes",
    )


def test_the_guardrail_is_told_who_reads_what_is_written(proxy: httpx.Client, flip: str) -> None:
    assert _said(_ask(proxy, "seller", "before-customers")) == flip


def test_a_guardrail_that_mends_lets_pass_what_is_left(proxy: httpx.Client, clients: Any, works: Any) -> None:
    mended = _said(_ask(proxy, "seller", "mending"))

    assert "So good to see everyone on Saturday!" in mended
    assert "FRIENDS10" not in mended
    works(
        "litellm",
        "LiteLLM proxy",
        clients.version("litellm"),
        "`generic_guardrail_api` with `on_flip: mend`",
        "what flips is cut out, the rest passes",
    )


def test_without_flipguard_the_proxy_lets_nothing_pass(proxy: httpx.Client) -> None:
    assert _ask(proxy, "friend", "nobody-there").status_code >= 400


def test_the_proxy_moderates_what_goes_in_and_on_its_own_path(
    proxy: httpx.Client, clients: Any, flip: str, harmless: str, works: Any
) -> None:
    blocked = _ask(proxy, "friend", "moderation", text=flip)
    passed = _ask(proxy, "friend", "moderation", text=harmless)
    moderated = proxy.post("/v1/moderations", json={"model": "moderator", "input": flip})

    assert blocked.status_code == 400
    assert "flip" in blocked.json()["error"]["provider_specific_fields"]["moderation_result"]["violated_categories"]
    assert _said(passed) == harmless
    assert moderated.json()["results"][0]["flagged"]
    works(
        "openai",
        "LiteLLM proxy",
        clients.version("litellm"),
        "guardrail `openai_moderation` with `api_base`; `POST /v1/moderations` of the proxy",
        "what flips is blocked; moderations are passed on",
    )


def _guardrails_on_the_page(address: str) -> list[dict[str, Any]]:
    """Give the guardrails that docs/facades.md shows, switched on by name and not for every call."""
    (shown,) = re.findall(r"```yaml\n(guardrails:.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    guardrails: list[dict[str, Any]] = yaml.safe_load(shown.replace("http://127.0.0.1:8000", address))["guardrails"]
    for guardrail in guardrails:
        guardrail["litellm_params"]["default_on"] = False
    return guardrails


def _ask(proxy: httpx.Client, model: str, guardrail: str, text: str = "Write to my friends.") -> httpx.Response:
    messages = [{"role": "user", "content": text}]
    return proxy.post("/v1/chat/completions", json={"model": model, "guardrails": [guardrail], "messages": messages})


def _said(answer: httpx.Response) -> str:
    assert answer.status_code == 200, answer.text
    said: str = answer.json()["choices"][0]["message"]["content"]
    return said


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(client: httpx.Client, process: subprocess.Popen[bytes], log: Path) -> None:
    def is_ready() -> bool:
        assert process.poll() is None, log.read_text()
        try:
            return client.get("/health/liveliness").status_code == 200
        except httpx.ConnectError:
            return False

    eventually(is_ready, "LiteLLM's proxy was not ready", seconds=300, pause=0.2)
