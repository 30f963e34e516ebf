"""The events of the YAML parser -> values and places; what is unsafe or unsure in YAML is refused here.

Events are walked without recursion. Anchors, aliases, tags and merge keys are refused, so that no file can be
larger in memory than on disk; no YAML 1.1 typing is done, so that 12:30, 01000, no and 1.10 stay what was typed.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml

from loosfiches.diagnostics import TOP, Diagnostic, Related, Span
from loosfiches.source import Path, Source, Value
from loosfiches.source.text import FORBIDDEN
from loosfiches.source.trouble import plain_cause

LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
MAX_DEPTH, MAX_NODES, MAX_SIGNS = 12, 5_000, 20_000
_NULLS = {"", "~", "null"}
_DROPPED = re.compile(r"[ \t]+(#\S.*)")


def build(file: str, text: str, loader: type = LOADER) -> tuple[Source | None, list[Diagnostic]]:
    """Return the values of `text` and their places, or None and why; `loader` is a PyYAML class."""
    walk = _Walk(file, text)
    try:
        for event in yaml.parse(text, Loader=loader):
            walk.take(event)
    except _Refused as refused:
        return None, [refused.diagnostic]
    except yaml.MarkedYAMLError as error:
        return None, [plain_cause(file, text, error)]
    except RecursionError:
        return None, [Diagnostic("LF004", file, TOP, {"depth": str(MAX_DEPTH)})]
    return walk.source()


class _Refused(Exception):  # noqa: N818  (ends the walk of one file, never leaves this module)
    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


@dataclass
class _Frame:
    """A mapping or a list that is still open."""

    path: Path
    value: "dict[str, Value] | list[Value]"
    key: str | None = None  # in a mapping: the key that waits for its value


@dataclass
class _Walk:
    file: str
    text: str
    root: Value = None
    started: bool = False
    open: list[_Frame] = field(default_factory=list)
    keys: dict[Path, Span] = field(default_factory=dict)
    values: dict[Path, Span] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._refuse("LF006", event, sign=f"*{event.anchor}")
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)
        elif isinstance(event, yaml.NodeEvent):
            self._node(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.open.pop()

    def _document(self, event: yaml.Event) -> None:
        if self.started:
            self._refuse("LF010", event)
        self.started = True

    def _node(self, event: yaml.NodeEvent) -> None:
        self._guard(event)
        frame = self.open[-1] if self.open else None
        if frame and isinstance(frame.value, dict) and frame.key is None:
            frame.key = self._key(frame, event)
        elif isinstance(event, yaml.ScalarEvent):
            self._put(self._scalar(event), event)
        else:
            value: Value = {} if isinstance(event, yaml.MappingStartEvent) else []
            self.open.append(_Frame(self._put(value, event), value))  # type: ignore[arg-type]

    def _guard(self, event: Any) -> None:
        """Refuse what could cost more than it weighs, or mean what its author did not write."""
        if event.anchor:
            self._refuse("LF006", event, sign="&" + event.anchor)
        if getattr(event, "tag", None):
            self._refuse("LF007", event, tag=event.tag)
        if len(self.open) > MAX_DEPTH:
            self._refuse("LF004", event, depth=str(MAX_DEPTH))
        if len(self.values) + len(self.keys) > MAX_NODES:
            self._refuse("LF004", event, nodes=str(MAX_NODES))

    def _key(self, frame: _Frame, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse("LF011", event)
        key = unicodedata.normalize("NFC", event.value).strip("\u00a0\u202f ")
        path = (*frame.path, key)
        if key == "<<":
            self._refuse("LF008", event)
        if path in self.keys:
            first = Related(self.file, self.keys[path])
            details = {"key": key, "line": str(first.span.line)}
            raise _Refused(Diagnostic("LF009", self.file, self._span(event), details, related=(first,)))
        self.keys[path] = self._span(event)
        return key

    def _scalar(self, event: yaml.ScalarEvent) -> str | None:
        if len(event.value) > MAX_SIGNS:
            self._refuse("LF004", event, signs=str(MAX_SIGNS))
        if hidden := FORBIDDEN.search(event.value):  # an escape such as "\x1b" writes what decode() refuses
            self._refuse("LF003", event, sign=f"U+{ord(hidden[0]):04X}")
        if event.implicit[0]:
            self._dropped(event)
            if event.value in _NULLS:
                return None
        return unicodedata.normalize("NFC", event.value)

    def _dropped(self, event: Any) -> None:
        """Note text that YAML takes for a comment though no one writes comments so: « Fiche #3 »."""
        mark = event.end_mark
        line = self._line(mark.line)
        if match := _DROPPED.match(line, len(line[: mark.column].rstrip())):
            place = Span(mark.line + 1, match.start(1) + 1, mark.line + 1, match.end(1) + 1)
            self.found.append(Diagnostic("LF017", self.file, place, {"text": match[1].rstrip()}))

    def _put(self, value: Value, event: yaml.Event) -> Path:
        frame = self.open[-1] if self.open else None
        path: Path = ()
        if frame is None:
            self.root = value
        elif isinstance(frame.value, list):
            path = (*frame.path, len(frame.value))
            frame.value.append(value)
        else:
            path = (*frame.path, frame.key or "")
            frame.value[frame.key or ""] = value
            frame.key = None
        self.values[path] = self._span(event)
        return path

    def _line(self, number: int) -> str:
        if not hasattr(self, "_lines"):
            self._lines = self.text.splitlines()
        return self._lines[number] if number < len(self._lines) else ""

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _refuse(self, code: str, event: yaml.Event, **details: str) -> NoReturn:
        raise _Refused(Diagnostic(code, self.file, self._span(event), details))

    def source(self) -> tuple[Source | None, list[Diagnostic]]:
        if not isinstance(self.root, dict):
            what = "empty" if self.root is None else "list" if isinstance(self.root, list) else "text"
            return None, [Diagnostic("LF012", self.file, self.values.get((), TOP), {what: "oui"})]
        return Source(self.file, self.text, self.root, self.keys, self.values), self.found
