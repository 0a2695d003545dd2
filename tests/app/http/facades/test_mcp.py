"""The Model Context Protocol over HTTP, message by message."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.http import create_app
from app.settings import Settings
from model import Classifier, MarketCue, SocialCue

PATH = "/mcp"
PAGE = "https://desk.example"


def say(client: TestClient, method: str, headers: dict[str, str] | None = None, **parameters: Any) -> Any:
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}
    return client.post(PATH, json=body, headers=headers)


def use(client: TestClient, tool: str, headers: dict[str, str] | None = None, **arguments: Any) -> Any:
    answer = say(client, "tools/call", headers, name=tool, arguments=arguments)
    assert answer.status_code == 200, answer.text
    return answer.json()["result"]


def test_an_agent_is_told_what_each_tool_takes_and_answers(client: TestClient) -> None:
    tools = {tool["name"]: tool for tool in say(client, "tools/list").json()["result"]["tools"]}

    assert tools.keys() == {"check_post", "suggest_change", "explain_norm"}
    for tool in tools.values():
        assert tool["description"].startswith("Call this ")
        assert tool["annotations"]["readOnlyHint"]
        assert all(field["description"] for field in tool["inputSchema"]["properties"].values())
    assert tools["check_post"]["inputSchema"]["required"] == ["text"]
    assert "next_step" in tools["check_post"]["outputSchema"]["required"]


@pytest.mark.parametrize("relationship", ["social", "mixed", "market"])
def test_the_tools_say_what_a_check_says(client: TestClient, flip: str, harmless: str, relationship: str) -> None:
    for text in (flip, harmless):
        judged = client.post("/v1/check", json={"text": text, "relationship": relationship}).json()

        checked = use(client, "check_post", text=text, relationship=relationship)["structuredContent"]
        advised = use(client, "suggest_change", text=text, relationship=relationship)["structuredContent"]

        for field in ("verdict", "flip_risk", "because"):
            assert checked[field] == advised[field] == judged[field]
        assert [cue["cue"] for cue in checked["cues"]] == [cue["cue"] for cue in judged["cues"]]
        assert [change["text_after"] for change in advised["changes"]] == [
            one["text_after"] for one in judged["advice"]
        ]


def test_the_next_step_follows_from_the_verdict(client: TestClient, flip: str, harmless: str) -> None:
    assert use(client, "check_post", text=harmless)["structuredContent"]["next_step"].startswith("It may be published")
    assert "suggest_change" in use(client, "check_post", text=flip)["structuredContent"]["next_step"]
    assert use(client, "suggest_change", text=harmless)["structuredContent"]["changes"] == []


@pytest.mark.parametrize("cue", [*MarketCue, *SocialCue])
def test_every_cue_is_explained(client: TestClient, cue: str) -> None:
    said = use(client, "explain_norm", cue=cue)["structuredContent"]
    assert said["kind"] == ("market" if cue in list(MarketCue) else "social")
    assert bool(said["source"]) == (said["kind"] == "market")


def test_the_headers_name_the_readers_where_the_agent_does_not(client: TestClient, flip: str) -> None:
    market = {"X-FlipGuard-Relationship": "market"}

    assert use(client, "check_post", market, text=flip)["structuredContent"]["verdict"] == "clear"
    assert use(client, "check_post", market, text=flip, channel="family-chat")["structuredContent"]["verdict"] == "flip"


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("check_post", {}, "“text”: Field required."),
        ("check_post", {"text": 7}, "“text”: Input should be a valid string."),
        ("check_post", {"text": "Hello", "readers": "friends"}, "“readers”: Extra inputs are not permitted."),
        ("check_post", {"text": "Hello", "relationship": "friends"}, "'social', 'mixed' or 'market'"),
        ("check_post", {"text": "Hello", "relationship": "social", "channel": "linkedin"}, "Leave one of the two out"),
        ("check_post", {"text": "Come by! " * 6_000}, "at most 50,000"),
        ("explain_norm", {"cue": "sales"}, "'sale'"),
    ],
)
def test_what_a_tool_can_not_take_is_told_to_the_agent(
    client: TestClient, tool: str, arguments: dict[str, Any], words: str
) -> None:
    result = use(client, tool, **arguments)

    assert result["isError"]
    assert words in result["content"][0]["text"]
    assert "structuredContent" not in result


def test_an_unknown_tool_or_method_is_an_error_of_the_protocol(client: TestClient) -> None:
    assert "check_post" in say(client, "tools/call", name="check").json()["error"]["message"]
    assert say(client, "resources/list").json()["error"]["code"] == -32601


def test_refusals_that_a_tool_meets_are_counted(client: TestClient) -> None:
    use(client, "check_post", text="Hello", channel="nobodys")
    assert 'flipguard_refusals_total{kind="invalid-request"}' in client.get("/metrics").text


@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/event-stream", "text/html"])
def test_the_answer_is_json_whatever_the_client_says_it_takes(client: TestClient, accept: str) -> None:
    answer = say(client, "tools/list", {"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")


@pytest.fixture(scope="module")
def with_page(classifier: Classifier) -> Iterator[TestClient]:
    """Speak to a service that a page of another site may call."""
    with TestClient(create_app(Settings(cors_origins=(PAGE,)), classifier)) as client:
        yield client


def test_a_page_may_come_only_from_a_site_that_the_settings_name(client: TestClient, with_page: TestClient) -> None:
    strange = say(client, "tools/list", {"Origin": "http://rebound.example:8000"})
    assert (strange.status_code, strange.json()["error"]["data"]["kind"]) == (403, "forbidden")
    assert say(with_page, "tools/list", {"Origin": PAGE}).status_code == 200
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "mcp-protocol-version"}
    assert with_page.options(PATH, headers={"Origin": PAGE, **asked}).status_code == 200


def test_without_the_package_a_sentence_says_how_to_get_it(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.agents.extra.PACKAGE", "no_such_package")

    answer = say(client, "tools/list")

    assert answer.status_code == 501
    assert "flipguard[mcp]" in answer.json()["error"]["message"]
