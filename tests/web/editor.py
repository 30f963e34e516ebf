"""An editor as the YAML language server sees one: texts opened, help asked for, faults shown (LSP over stdio)."""

import asyncio
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types
from pytest_lsp import LanguageClient

#: Seconds that one answer may take.
DEADLINE = 20
#: Stands in a text where the cursor is.
CURSOR = "‸"
#: What an editor answers when asked for its settings; the catalogue of public schemas would call the network.
SETTINGS = {"yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}}
_MARKDOWN = [types.MarkupKind.Markdown]
#: What an editor can show.
CAPABILITIES = types.ClientCapabilities(
    text_document=types.TextDocumentClientCapabilities(
        hover=types.HoverClientCapabilities(content_format=_MARKDOWN),
        completion=types.CompletionClientCapabilities(
            completion_item=types.ClientCompletionItemOptions(documentation_format=_MARKDOWN, snippet_support=True)
        ),
    ),
    workspace=types.WorkspaceClientCapabilities(configuration=True),
)


@dataclass(frozen=True)
class Fault:
    """What the editor underlines: its line, from 1, the text underlined and the words shown."""

    line: int
    underlined: str
    words: str


async def greet(client: LanguageClient, folder: Path, language: str) -> None:
    """Open `folder` in a language."""
    client.set_configuration(SETTINGS)
    await client.initialize_session(types.InitializeParams(CAPABILITIES, locale=language, root_uri=folder.as_uri()))


class Editor:
    """An editor with `folder` open; raises TimeoutError when an answer does not come in time."""

    def __init__(self, client: LanguageClient, folder: Path) -> None:
        self._client, self._folder = client, folder
        self._numbers = itertools.count(1)

    async def faults(self, name: str, text: str) -> list[Fault]:
        """Return what is underlined in `text`, opened as the file `name` of the folder."""
        uri, lines = self._open(name, text), text.split("\n")
        async with asyncio.timeout(DEADLINE):
            while uri not in self._client.diagnostics:
                await self._client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        return [_fault(each, lines) for each in self._client.diagnostics[uri]]

    async def hover(self, name: str, text: str) -> str:
        """Return the Markdown shown for what stands at the cursor, "" when nothing is shown."""
        document, position = self._at_cursor(name, text)
        async with asyncio.timeout(DEADLINE):
            found = await self._client.text_document_hover_async(types.HoverParams(document, position))
        return _plain(found.contents) if found else ""

    async def completions(self, name: str, text: str) -> dict[str, str]:
        """Return what is offered at the cursor: label -> the help shown beside it."""
        document, position = self._at_cursor(name, text)
        async with asyncio.timeout(DEADLINE):
            found = await self._client.text_document_completion_async(types.CompletionParams(document, position))
        assert isinstance(found, types.CompletionList)
        return {item.label: _plain(item.documentation or "") for item in found.items}

    def _at_cursor(self, name: str, text: str) -> tuple[types.TextDocumentIdentifier, types.Position]:
        before, _, after = text.partition(CURSOR)
        line, column = before.count("\n"), len(before.rpartition("\n")[2])
        return types.TextDocumentIdentifier(self._open(name, before + after)), types.Position(line, column)

    def _open(self, name: str, text: str) -> str:
        """Open `text` beside the file `name`, under a URI of its own: its answers are mistaken for no other's."""
        uri = f"{(self._folder / name).as_uri()}?{next(self._numbers)}"
        item = types.TextDocumentItem(uri, "yaml", 1, text)
        self._client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri


def _fault(shown: types.Diagnostic, lines: Sequence[str]) -> Fault:
    start, end = shown.range.start, shown.range.end
    line = lines[start.line]
    last = end.character if end.line == start.line else len(line)
    return Fault(start.line + 1, line[start.character : last], _plain(shown.message))


def _plain(shown: object) -> str:
    return shown.value if isinstance(shown, types.MarkupContent) else str(shown)
