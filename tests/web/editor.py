"""An editor as the YAML language server sees one: texts opened, help asked for, faults shown (LSP over stdio)."""

import itertools
import json
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

#: Seconds that one answer may take.
DEADLINE = 20
#: Stands in a text where the cursor is.
CURSOR = "‸"
#: What an editor answers when asked for its settings; the catalogue of public schemas would call the network.
SETTINGS = {"yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}}
#: What an editor can show.
CAPABILITIES = {
    "textDocument": {
        "hover": {"contentFormat": ["markdown"]},
        "completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}},
    }
}

Message = dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """What the editor underlines: its line, from 1, the text underlined and the words shown."""

    line: int
    underlined: str
    words: str


class Editor:
    """An editor with `folder` open, its server started by `command` and speaking `language`; `with` ends both.

    Raises TimeoutError when an answer does not come in time, ConnectionError when the server has ended.
    """

    def __init__(self, command: Sequence[str | Path], folder: Path, language: str) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)
        self._received: queue.Queue[Message | None] = queue.Queue()
        self._server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        try:
            self._greet(language)
        except BaseException:
            self._end()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def faults(self, name: str, text: str) -> list[Fault]:
        """Return what is underlined in `text`, opened as the file `name` of the folder."""
        uri, lines = self._open(name, text), text.split("\n")
        shown = self._wait(_publishes(uri))["params"]["diagnostics"]
        return [_fault(each, lines) for each in shown]

    def hover(self, name: str, text: str) -> str:
        """Return the Markdown shown for what stands at the cursor, "" when nothing is shown."""
        found = self._at_cursor("textDocument/hover", name, text)
        return found["contents"]["value"] if found else ""

    def completions(self, name: str, text: str) -> dict[str, str]:
        """Return what is offered at the cursor: label -> the help shown beside it."""
        found = self._at_cursor("textDocument/completion", name, text)
        return {item["label"]: _plain(item.get("documentation", "")) for item in found["items"]}

    def _at_cursor(self, method: str, name: str, text: str) -> Any:
        before, _, after = text.partition(CURSOR)
        uri = self._open(name, before + after)
        line, column = before.count("\n"), len(before.rpartition("\n")[2])
        return self._ask(method, {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}})

    def _open(self, name: str, text: str) -> str:
        """Open `text` beside the file `name`, under a URI of its own: its answers are mistaken for no other's."""
        uri = f"{(self._folder / name).as_uri()}?{next(self._numbers)}"
        item = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": item}})
        return uri

    def _greet(self, language: str) -> None:
        root = self._folder.as_uri()
        asked = {"processId": None, "locale": language, "rootUri": root, "capabilities": CAPABILITIES}
        self._ask("initialize", asked)
        self._send({"method": "initialized", "params": {}})
        self._wait(lambda message: message.get("method") == "workspace/configuration")

    def _ask(self, method: str, params: Message) -> Any:
        number = next(self._numbers)
        self._send({"id": number, "method": method, "params": params})
        answer = self._wait(lambda message: "method" not in message and message.get("id") == number)
        if "error" in answer:
            raise ConnectionError(answer["error"])
        return answer["result"]

    def _wait(self, wanted: Callable[[Message], bool]) -> Message:
        """Return the next message that is wanted, having answered what the server asks meanwhile."""
        end = time.monotonic() + DEADLINE
        while True:
            try:
                message = self._received.get(timeout=max(0, end - time.monotonic()))
            except queue.Empty:
                raise TimeoutError(f"no answer within {DEADLINE} s") from None
            if message is None:
                raise ConnectionError("the language server has ended")
            if "method" in message and "id" in message:
                self._send({"id": message["id"], "result": _answer(message)})
            if wanted(message):
                return message

    def _send(self, message: Message) -> None:
        assert self._server.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._server.stdin.flush()

    def _read(self) -> None:
        """Queue what the server says, until it ends."""
        assert self._server.stdout
        while head := self._server.stdout.readline():
            if head.lower().startswith(b"content-length:"):
                length = int(head.partition(b":")[2])
            elif not head.strip():
                self._received.put(json.loads(self._server.stdout.read(length)))
        self._received.put(None)

    def _end(self) -> None:
        self._server.kill()
        self._reader.join()
        self._server.communicate()


def _publishes(uri: str) -> Callable[[Message], bool]:
    def wanted(message: Message) -> bool:
        return message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri

    return wanted


def _answer(message: Message) -> list[Any] | None:
    """Return what an editor answers: its settings, section by section; to any other request, that it is done."""
    if message["method"] == "workspace/configuration":
        return [SETTINGS.get(item["section"], {}) for item in message["params"]["items"]]
    return None


def _fault(shown: Message, lines: Sequence[str]) -> Fault:
    start, end = shown["range"]["start"], shown["range"]["end"]
    line = lines[start["line"]]
    last = end["character"] if end["line"] == start["line"] else len(line)
    return Fault(start["line"] + 1, line[start["character"] : last], shown["message"])


def _plain(documentation: str | Message) -> str:
    return documentation if isinstance(documentation, str) else str(documentation["value"])
