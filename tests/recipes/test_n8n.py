"""The n8n recipe: its workflow is whole, and where n8n is installed it is imported, published and called."""

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.patience import eventually
from tests.recipes.conftest import SALE, SOUP, recipe_in

ID = "flipguardflow001"


@pytest.fixture(scope="module")
def workflow(flipguard: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(recipe_in("n8n", "json", flipguard).replace("10000", "60000"))
    return found


@pytest.fixture(scope="module")
def webhook(workflow: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run n8n with the workflow; it keeps its own database where its variables say, by default in a folder of the test."""
    program = shutil.which("n8n")
    if program is None:
        pytest.skip("n8n is not installed (npm install --global n8n; it needs Node 24)")
    folder = tmp_path_factory.mktemp("n8n")
    (folder / "workflow.json").write_text(json.dumps([{**workflow, "id": ID}]), encoding="utf-8")
    ports = [_free_port() for _ in range(2)]
    variables = {
        "N8N_USER_FOLDER": str(folder),
        "N8N_LISTEN_ADDRESS": "127.0.0.1",
        "N8N_PORT": str(ports[0]),
        "N8N_RUNNERS_BROKER_PORT": str(ports[1]),
        "N8N_DIAGNOSTICS_ENABLED": "false",
        "N8N_VERSION_NOTIFICATIONS_ENABLED": "false",
    }
    environment = {**os.environ, **variables}
    for arguments in (["import:workflow", f"--input={folder / 'workflow.json'}"], ["publish:workflow", f"--id={ID}"]):
        subprocess.run([program, *arguments], env=environment, check=True, capture_output=True)
    address = f"http://127.0.0.1:{ports[0]}"
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([program, "start"], env=environment, stdout=log, stderr=log)
    try:
        _wait(f"{address}/webhook/draft", process, folder / "log")
        yield f"{address}/webhook/draft"
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        return int(free.getsockname()[1])


def _wait(webhook: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until the webhook takes posts: before that n8n knows no such path."""

    def takes_posts() -> bool:
        assert process.poll() is None, log.read_text()
        try:
            return httpx.post(webhook, json={"text": SOUP}, timeout=60).status_code not in (404, 503)
        except httpx.TransportError:
            return False

    eventually(takes_posts, "n8n did not take posts", seconds=300, pause=0.5)


def test_the_workflow_is_whole(workflow: dict[str, Any], flipguard: str) -> None:
    names = {node["name"] for node in workflow["nodes"]}
    ends = {end["node"] for node in workflow["connections"].values() for way in node["main"] for end in way}
    urls = [node["parameters"]["url"] for node in workflow["nodes"] if "url" in node["parameters"]]

    assert set(workflow["connections"]) | ends == names
    assert urls == [f"{flipguard}/v1/check"]


def test_a_flip_is_answered_with_its_reason_and_a_harmless_post_goes_on(webhook: str) -> None:
    stopped = httpx.post(webhook, json={"text": SALE}, timeout=60)
    passed = httpx.post(webhook, json={"text": SOUP}, timeout=60)

    assert (stopped.status_code, stopped.json()["posted"]) == (422, False)
    assert "customer" in stopped.json()["because"]
    assert (passed.status_code, passed.json()) == (200, {"posted": True, "verdict": "clear"})
