"""The command that serves AI agents. What they get is tested with the real client in tests/app/http/facades/test_mcp_clients.py."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def test_the_help_says_how_an_agent_is_told_of_it(run) -> None:
    result = run("mcp", "--help")
    assert result.code == 0
    assert '"mcpServers"' in result.out
    assert max(map(len, result.out.splitlines())) <= 100


def test_without_the_package_a_sentence_says_how_to_get_it(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.agents.extra.PACKAGE", "no_such_package")

    result = run("mcp")

    assert (result.code, result.out) == (2, "")
    assert "flipguard[mcp]" in result.err
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--channel", "facebok-friends"], "Did you mean “facebook-friends”"),
        (["--channel", "facebook-friends", "--relationship", "market"], "Leave one of the two out"),
        (["--model", "/no/such/folder"], "/no/such/folder"),
    ],
)
def test_what_would_keep_it_from_answering_is_refused_at_the_start(run, options: list[str], words: str) -> None:
    result = run("mcp", *options)
    assert (result.code, words in result.err) == (2, True)


def test_it_ends_when_the_agent_hangs_up_and_writes_nothing_but_the_protocol() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app", "mcp"],
        input='not json\n{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n',
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert all(line.startswith('{"jsonrpc"') for line in done.stdout.splitlines())
    assert '"id":1,"result":{}' in done.stdout
