"""The language server as an editor starts it, talked to by the client of pygls."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

FLIP = "25% off for my friends, only till midnight, tap to order!!"
CLEAR = "Dinner was lovely, Mom! Next one's at ours."
BEFORE = "🎉👩‍👩‍👧 Sunday was lovely, thank you. "

PROJECT = Path(__file__).parents[3]


class Client(LanguageClient):
    """An editor that keeps what it was told of each document."""

    def __init__(self) -> None:
        super().__init__("test-editor", "1")
        self.told: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()

    async def next_for(self, uri: str) -> list[types.Diagnostic]:
        while True:
            published = await asyncio.wait_for(self.told.get(), 60)
            if published.uri == uri:
                return list(published.diagnostics)

    def open(self, path: Path, text: str) -> str:
        uri = path.as_uri()
        item = types.TextDocumentItem(uri, "markdown", 1, text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def write(self, uri: str, version: int, text: str) -> None:
        self.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(version, uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )


Talk = Callable[[Client], Awaitable[Any]]


@pytest.fixture
def talk(tmp_path: Path) -> Callable[[Talk], None]:
    """Start the server as a process, talk to it, and end the talk as an editor does."""

    async def go(say: Talk) -> None:
        client = Client()

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            client.told.put_nowait(params)

        environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
        await client.start_io(sys.executable, "-m", "app", "lsp", cwd=tmp_path, env=environment)
        await client.initialize_async(types.InitializeParams(types.ClientCapabilities(), root_uri=tmp_path.as_uri()))
        client.initialized(types.InitializedParams())
        try:
            await say(client)
        finally:
            await client.shutdown_async(None)
            client.exit(None)
            await client.stop()

    return lambda say: asyncio.run(go(say))


def test_findings_come_while_one_types_and_go_when_they_are_mended(talk, tmp_path: Path) -> None:
    async def say(client: Client) -> None:
        uri = client.open(tmp_path / "post.md", f"{CLEAR}\n\n{BEFORE}{FLIP}\n")
        found = await client.next_for(uri)
        sale = next(one for one in found if one.code == "sale")
        assert (sale.source, sale.severity) == ("flipguard", types.DiagnosticSeverity.Error)
        assert sale.range.start.line == 2
        assert sale.range.start.character >= len(BEFORE.encode("utf-16-le")) // 2
        client.write(uri, 2, f"{CLEAR}\n")
        assert await client.next_for(uri) == []
        client.write(uri, 3, f"---\nrelationship: frends\n---\n{CLEAR}\n")
        (trouble,) = await client.next_for(uri)
        assert (trouble.code, trouble.range.start.line) == ("trouble", 1)

    talk(say)


def test_a_finding_tells_its_norm_where_the_mouse_rests(talk, tmp_path: Path) -> None:
    async def say(client: Client) -> None:
        uri = client.open(tmp_path / "post.md", f"{FLIP}\n")
        (sale, *_) = [one for one in await client.next_for(uri) if one.code == "sale"]
        document = types.TextDocumentIdentifier(uri)
        told = await client.text_document_hover_async(types.HoverParams(document, sale.range.start))
        assert told is not None
        assert isinstance(told.contents, types.MarkupContent)
        assert "the reader hands over money" in told.contents.value
        away = await client.text_document_hover_async(types.HoverParams(document, types.Position(1, 0)))
        assert away is None

    talk(say)


def test_a_quick_fix_ignores_a_finding_and_then_it_is_gone(talk, tmp_path: Path) -> None:
    async def say(client: Client) -> None:
        text = f"# Hello\n\n{FLIP}\n"
        uri = client.open(tmp_path / "post.md", text)
        found = await client.next_for(uri)
        sale = next(one for one in found if one.code == "sale")
        asked = types.CodeActionParams(types.TextDocumentIdentifier(uri), sale.range, types.CodeActionContext([sale]))
        actions = await client.text_document_code_action_async(asked)
        fix = next(one for one in actions or [] if one.title.startswith("Ignore sale"))
        assert isinstance(fix, types.CodeAction)
        assert fix.edit
        (edit,) = (fix.edit.changes or {})[uri]
        lines = text.split("\n")
        lines.insert(edit.range.start.line, edit.new_text.rstrip("\n"))
        client.write(uri, 2, "\n".join(lines))
        assert "sale" not in [one.code for one in await client.next_for(uri)]

    talk(say)


def test_advice_that_changes_words_is_a_quick_fix(talk, tmp_path: Path) -> None:
    async def say(client: Client) -> None:
        text = f"Sunday at the lake was lovely, thank you all for coming. Also: {FLIP} See you all next week at the garden.\n"
        uri = client.open(tmp_path / "post.md", text)
        found = await client.next_for(uri)
        whole = types.Range(types.Position(0, 0), types.Position(0, len(text)))
        asked = types.CodeActionParams(types.TextDocumentIdentifier(uri), whole, types.CodeActionContext(found))
        actions = await client.text_document_code_action_async(asked)
        advised = [one for one in actions or [] if isinstance(one, types.CodeAction) and "flip risk" in one.title]
        assert advised
        assert all(one.edit and one.edit.changes and one.edit.changes[uri] for one in advised)

    talk(say)
