"""The language server: it reads what the editor holds, and tells of it a moment after the last keystroke."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from .audience import Audiences
from .checker import Checker
from .editor.answers import code_actions, diagnostics, hover
from .loading import load_project_file, open_classifier
from .outcome import Outcome
from .sources import is_queue, source_for
from .sources.document import Document
from .sources.post import Trouble
from .version import program_version

PAUSE = 0.3
"""Seconds without a keystroke after which the text is read."""


class Editor(LanguageServer):
    """What is known of the documents that an editor has open."""

    def __init__(self, checker: Checker) -> None:
        super().__init__("flipguard", program_version())
        self._checker = checker
        self._outcomes: dict[str, Sequence[Outcome]] = {}
        self._waiting: dict[str, asyncio.TimerHandle] = {}

    def told(self, uri: str) -> Sequence[Outcome]:
        """Give what came of the document when it was last read."""
        return self._outcomes.get(uri, ())

    def read_soon(self, uri: str, pause: float = PAUSE) -> None:
        """Read a document after a pause, unless it changes again meanwhile."""
        waiting = self._waiting.pop(uri, None)
        if waiting:
            waiting.cancel()
        loop = asyncio.get_running_loop()
        self._waiting[uri] = loop.call_later(pause, lambda: loop.create_task(self._read(uri)))

    def forget(self, uri: str) -> None:
        """Let go of a document, and take its marks away."""
        waiting = self._waiting.pop(uri, None)
        if waiting:
            waiting.cancel()
        self._outcomes.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    async def _read(self, uri: str) -> None:
        document = self.workspace.get_text_document(uri)
        version, text = document.version, document.source
        outcomes = await asyncio.to_thread(self._check, uri, text)
        if self.workspace.get_text_document(uri).version != version:
            return  # what was written since will be read in its turn
        self._outcomes[uri] = outcomes
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, diagnostics(outcomes), version=version)
        )

    def _check(self, uri: str, text: str) -> Sequence[Outcome]:
        name = to_fs_path(uri) or uri
        if not text.strip() or not (is_queue(name) or source_for(name)):
            return ()
        try:
            outcomes = list(self._checker.check_document(Document.of(name, text)))
        except Exception as error:  # the editor goes on; the error's own words may quote the text
            logging.getLogger(__name__).error("a document could not be read: %s", type(error).__name__)
            return ()
        # Half a post without words yet is no trouble.
        return [one for one in outcomes if not (isinstance(one, Trouble) and "holds no words" in one.message)]


def serve_editor(model_folder: Path | None, config_file: Path | None) -> int:
    """Serve an editor over standard input and output until it ends the talk."""
    with ExitStack() as stack:
        rules = load_project_file(config_file, {})
        audiences = Audiences.of_options(config_file, None, None)
        classifier = open_classifier(model_folder, False, stack)
        editor_for(Checker(classifier, audiences, rules=rules)).start_io()
    return 0


def editor_for(checker: Checker) -> Editor:
    """Make the server, with what it answers to."""
    editor = Editor(checker)

    @editor.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        editor.read_soon(params.text_document.uri, 0)

    @editor.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        editor.read_soon(params.text_document.uri)

    @editor.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        editor.read_soon(params.text_document.uri, 0)

    @editor.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        editor.forget(params.text_document.uri)

    @editor.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(params: types.HoverParams) -> types.Hover | None:
        return hover(editor.told(params.text_document.uri), params.position)

    @editor.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    def asked_for_actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        return code_actions(params.text_document.uri, editor.told(params.text_document.uri), params.range)

    return editor
