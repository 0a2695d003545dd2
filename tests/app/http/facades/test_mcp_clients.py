"""The client of the official package mcp, over HTTP and over standard input and output."""

import sys
from pathlib import Path
from typing import Any

import pytest

from app.keys import Key, Scope, hash_of, make_key, write_keys

ROOT = Path(__file__).parents[4]
TOOLS = {"check_post", "suggest_change", "explain_norm"}


def test_an_agent_checks_over_http_and_brings_its_key(
    clients: Any, scripts: Path, serve: Any, tmp_path: Path, flip: str, harmless: str, works: Any
) -> None:
    key = make_key()
    write_keys(tmp_path / "keys.toml", [Key(id="agent", sha256=hash_of(key), scopes=frozenset({Scope.CHECK}))])
    with serve(FLIPGUARD_KEYS_FILE=str(tmp_path / "keys.toml")) as service:
        done = clients.run(scripts / "mcp_client.py", "auto,legacy", flip, harmless, service.address.rstrip("/"), key)
        log = service.said()

    for mode in ("auto", "legacy"):
        is_served(done[mode])
    assert done["auto"]["version"] > done["legacy"]["version"]
    assert "FRIENDS10" not in log
    works(
        "mcp",
        "`mcp` (Python)",
        clients.version("mcp"),
        "all tools over streamable HTTP with a key, in today's protocol and with the older handshake",
        "structured answers; a change that is applied is clear; what can't be judged is told to the agent",
    )


@pytest.mark.parametrize(("mode", "asked"), [("legacy", "its own model"), ("auto", "a service")])
def test_an_agent_checks_over_standard_input_and_output(
    clients: Any, scripts: Path, address: str, flip: str, harmless: str, works: Any, mode: str, asked: str
) -> None:
    server = ["--server", address] if asked == "a service" else []
    command = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from app.cli.main import main; sys.exit(main())"
    program = [sys.executable, "-c", command, "mcp", *server]

    done = clients.run(scripts / "mcp_client.py", mode, flip, harmless, *program)

    is_served(done[mode])
    works(
        "mcp",
        "`mcp` (Python)",
        clients.version("mcp"),
        "all tools over stdio from `flipguard mcp`, with its own model (older handshake) and with `--server` (today's protocol)",
        "the same answers",
    )


def is_served(done: dict[str, Any]) -> None:
    """See that an agent got what it needs."""
    assert done["tools"].keys() == TOOLS
    assert "before you publish" in done["tools"]["check_post"]
    assert "check_post" in done["instructions"]
    assert done["schemas"]
    flip, advice = done["flip"]["content"], done["advice"]["content"]
    assert flip["verdict"] == "flip"
    assert flip["flip_risk"] == advice["flip_risk"] > 0.5
    assert "suggest_change" in flip["next_step"]
    assert any("FRIENDS10" in phrase for cue in flip["cues"] for phrase in cue["phrases"])
    assert done["harmless"]["content"]["verdict"] == "clear"
    assert (done["market"]["content"]["verdict"], done["market"]["content"]["flip_risk"]) == ("clear", 0)
    assert done["linkedin"]["content"]["channel"] == "linkedin"
    assert "text_after" in advice["next_step"]
    assert done["changed"]["content"]["verdict"] == advice["changes"][0]["verdict_after"] == "clear"
    assert done["changed"]["content"]["flip_risk"] == advice["changes"][0]["flip_risk_after"]
    assert done["norm"]["content"]["role"] == "a customer"
    for name, words in (("unknown_channel", "facebook-friends"), ("no_words", "no words"), ("unknown_cue", "'sale'")):
        assert done[name]["failed"]
        assert words in done[name]["said"]
