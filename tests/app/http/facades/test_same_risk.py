"""The same post gets the same risk through every door. A new facade is one function here, and its name in the table."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from mcp import Client, StdioServerParameters

from model import Relationship

ROOT = Path(__file__).parents[4]

POSTS = (
    "So good to see everyone on Saturday! My candle shop is open now. Use code FRIENDS10 for 10% off, only until Sunday.",
    "Thank you all for carrying the boxes 📦🕯️. There is soup at ours on Sunday, come by!",
    "Please like, share and tag three friends, and you may win a voucher.",
)
CASES = [(text, readers) for readers in (Relationship.SOCIAL, Relationship.MIXED) for text in POSTS]

Case = tuple[str, Relationship]
Door = Callable[[TestClient, list[Case]], list[float]]
"""Gives the risk of each post before its readers, as this door says it."""


def check(client: TestClient, cases: list[Case]) -> list[float]:
    answers = [_json(client, "/v1/check", {"text": text, "relationship": readers}) for text, readers in cases]
    return [answer["flip_risk"] for answer in answers]


def batch(client: TestClient, cases: list[Case]) -> list[float]:
    answer = client.post("/v1/batch", json=[{"text": text, "relationship": readers} for text, readers in cases])
    return [json.loads(line)["result"]["flip_risk"] for line in answer.text.splitlines()]


def command_line(_client: TestClient, cases: list[Case]) -> list[float]:
    rows = "".join(f"{json.dumps({'text': text, 'relationship': readers})}\n" for text, readers in cases)
    command = [sys.executable, "-m", "app", "score", "-", "-"]
    done = subprocess.run(command, input=rows, capture_output=True, text=True, check=True, cwd=ROOT)
    return [json.loads(line)["flip_risk"] for line in done.stdout.splitlines()]


def openai(client: TestClient, cases: list[Case]) -> list[float]:
    bodies = [{"input": text, "model": f"flipguard:{readers}"} for text, readers in cases]
    answers = [_json(client, "/v1/moderations", body) for body in bodies]
    return [answer["results"][0]["category_scores"]["flip"] for answer in answers]


def perspective(client: TestClient, cases: list[Case]) -> list[float]:
    asked = {"requestedAttributes": {"FLIP": {}}}
    bodies = [{**asked, "comment": {"text": text}, "communityId": readers} for text, readers in cases]
    answers = [_json(client, "/v1alpha1/comments:analyze", body) for body in bodies]
    return [answer["attributeScores"]["FLIP"]["summaryScore"]["value"] for answer in answers]


def languagetool(client: TestClient, cases: list[Case]) -> list[float]:
    answers = [
        client.post(f"/for/{readers}/v2/check", data={"text": text, "language": "en"}) for text, readers in cases
    ]
    return [answer.json()["flipguard"]["flip_risk"] for answer in answers]


def mcp(client: TestClient, cases: list[Case]) -> list[float]:
    asked = [{"name": "check_post", "arguments": {"text": text, "relationship": readers}} for text, readers in cases]
    bodies = [{"jsonrpc": "2.0", "id": n, "method": "tools/call", "params": each} for n, each in enumerate(asked)]
    answers = [_json(client, "/mcp", body) for body in bodies]
    return [answer["result"]["structuredContent"]["flip_risk"] for answer in answers]


def mcp_stdio(_client: TestClient, cases: list[Case]) -> list[float]:
    async def ask() -> list[Any]:
        program = StdioServerParameters(command=sys.executable, args=["-m", "app", "mcp"], cwd=ROOT)
        async with Client(program) as agent:
            asked = [{"text": text, "relationship": readers} for text, readers in cases]
            return [(await agent.call_tool("check_post", each)).structured_content for each in asked]

    return [answer["flip_risk"] for answer in asyncio.run(ask())]


DOORS: tuple[Door, ...] = (batch, command_line, openai, perspective, languagetool, mcp, mcp_stdio)
"""LiteLLM's guardrail and Stream's webhook are told no risk: their own tests compare what is blocked with the verdicts."""


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_the_same_post_gets_the_same_risk_through_every_door(client: TestClient, door: Door) -> None:
    assert door(client, CASES) == check(client, CASES)


def _json(client: TestClient, path: str, body: object) -> Any:
    answer = client.post(path, json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()
