"""The events of the YAML parser -> values and places; what is unsafe or unsure in YAML is refused here.

Events are walked without recursion. Anchors, aliases, tags and merge keys are refused, so that no file can be
larger in memory than on disk; no YAML 1.1 typing is done, so that 12:30, 01000, no and 1.10 stay what was typed.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from typing import NoReturn

import yaml

from loosfiches.diagnostics import TOP, Diagnostic, Fix, Related, Span
from loosfiches.edits import quote_scalar
from loosfiches.source import Path, Source, Value, bullets, fixes
from loosfiches.source.text import FORBIDDEN
from loosfiches.source.trouble import explain, starts_field

LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
MAX_DEPTH, MAX_NODES, MAX_SIGNS = 12, 5_000, 20_000
_SCALAR = yaml.ScalarEvent
_NULLS = {"", "~", "null"}
_DROPPED = re.compile(r"[ \t]+(#\S.*)")
_NAME = re.compile(r"[a-z_]+:")
#: What announces a key that may be anything, at the end of what stands before it.
_ASKED = re.compile(r"(?:^[ -]*+|[{,] ?)\?$")
_LINE_ENDS = "\n\r\x85\u2028\u2029"
#: A question mark that may announce one, and what stands before it on its line.
_MARK = re.compile(r"\?(?=\s|$)(?<![^\s{,-]\?)")


def build(file: str, text: str, loader: type = LOADER) -> tuple[Source | None, list[Diagnostic]]:
    """Return the values of `text` and their places, or None and why; `loader` is a PyYAML class."""
    walk = _Walk(file, text)
    try:
        for event in yaml.parse(text, Loader=loader):
            walk.take(event)
    except _Refused as refused:
        return None, [refused.diagnostic]
    except yaml.MarkedYAMLError as error:
        return None, [explain(file, text, error)]
    except RecursionError:
        return None, [Diagnostic("LF004", file, TOP, {"what": "depth", "limit": str(MAX_DEPTH)})]
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
    flow: bool = False  # between brackets or braces
    before: int = 0  # how much was found when it was opened
    pair: bool = False  # « Cadre : oui » between brackets, which YAML takes for a mapping


@dataclass
class _Walk:
    file: str
    text: str
    root: Value = None
    started: bool = False
    open: list[_Frame] = field(default_factory=list)
    keys: dict[Path, Span] = field(default_factory=dict)
    values: dict[Path, Span] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    #: The last key, while its value is not read, where a question mark announces it.
    asked: yaml.ScalarEvent | None = None

    def take(self, event: yaml.Event) -> None:
        if type(event) is _SCALAR:  # nine events of ten
            self._node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(self.open.pop(), event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._guard(event)
            self._open(event, {} if isinstance(event, yaml.MappingStartEvent) else [])
        elif isinstance(event, yaml.AliasEvent):
            self._refuse("LF006", event, fixes.quote_sign(self.lines, *_start(event)), sign=f"*{event.anchor}")
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _node(self, event: yaml.ScalarEvent) -> None:
        if event.anchor or event.tag or len(self.values) + len(self.keys) > MAX_NODES:
            self._guard(event)
        frame = self.open[-1] if self.open else None
        if frame and frame.key is None and isinstance(frame.value, dict):
            frame.key = self._key(frame, event)
            self.asked = event if self.may_ask and self._is_asked(event) else None
        else:
            if self.asked and not event.value and not event.style:  # « ? interne », and nothing more
                self._refuse("LF011", self.asked)
            self.asked = None
            self._text(frame, event)
            if frame and frame.flow and isinstance(frame.value, dict):
                self._comma(frame, frame.value)

    def _document(self, event: yaml.Event) -> None:
        if self.started:
            self._refuse("LF010", event)
        self.started = True

    def _open(self, event: yaml.CollectionStartEvent, value: "dict[str, Value] | list[Value]") -> None:
        frame = self.open[-1] if self.open else None
        if frame and frame.key is None and isinstance(frame.value, dict):
            self._refuse("LF011", event)
        flow = bool(event.flow_style)
        span = _span(event)
        pair = flow and span.column == span.end_column
        self.open.append(_Frame(self._put(value, span), value, None, flow, len(self.diagnostics), pair))

    def _guard(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Refuse what could grow when it is read, or mean something that its author did not write."""
        if event.anchor:
            self._refuse("LF006", event, fixes.quote_sign(self.lines, *_start(event)), sign="&" + event.anchor)
        if event.tag:
            self._refuse("LF007", event, fixes.quote_sign(self.lines, *_start(event)), tag=event.tag)
        if len(self.open) > MAX_DEPTH:
            self._refuse("LF004", event, what="depth", limit=str(MAX_DEPTH))
        if len(self.values) + len(self.keys) > MAX_NODES:
            self._refuse("LF004", event, what="items", limit=str(MAX_NODES))

    def _key(self, frame: _Frame, event: yaml.ScalarEvent) -> str:
        key = unicodedata.normalize("NFC", event.value).strip("\u00a0\u202f ")
        path = (*frame.path, key)
        if key == "<<":
            self._refuse("LF008", event)
        if path in self.keys:
            first = Related(self.file, self.keys[path])
            details = {"key": key, "line": str(first.span.line)}
            raise _Refused(Diagnostic("LF009", self.file, _span(event), details, related=(first,)))
        self.keys[path] = _span(event)
        return key

    def _is_asked(self, event: yaml.ScalarEvent) -> bool:
        """Tell whether a key is announced by a question mark, as YAML allows and no sheet does; no colon follows it."""
        end = _span(event)
        if self._line(end.end_line - 1)[end.end_column - 1 :].lstrip().startswith(":"):
            return False  # the question mark is that of the text before
        line, column = _start(event)
        line -= 1
        before = self._line(line)[: column - 1].rstrip()
        while not before and line:
            line -= 1
            before = self._line(line).partition(" #")[0].rstrip()
        return before.endswith("?") and _ASKED.search(before) is not None

    def _scalar(self, event: yaml.ScalarEvent) -> str | None:
        if len(event.value) > MAX_SIGNS:
            self._refuse("LF004", event, what="text", limit=str(MAX_SIGNS))
        # An escape such as "\x1b" writes what decode() refuses.
        if event.style == '"' and (hidden := FORBIDDEN.search(event.value)):
            self._refuse("LF003", event, sign=f"U+{ord(hidden[0]):04X}")
        if event.style in {"'", '"'}:
            self._unclosed(event)
        if event.implicit[0]:
            self._dropped(event)
            if event.value in _NULLS:
                return None
        return unicodedata.normalize("NFC", event.value)

    def _text(self, frame: _Frame | None, event: yaml.ScalarEvent) -> None:
        """Add a text; one whose next lines start with a dash is read as a list."""
        value, span = self._scalar(event), _span(event)
        several = event.implicit[0] and value and (span.line != span.end_line or value[0] in bullets.SIGNS)
        items = bullets.find_items(self.lines, span) if several else []
        if frame is None or frame.flow or not items:
            self._put(value, span)
            return
        inside = isinstance(frame.value, list)
        odd = next((item for item in items if item.sign), None)
        sign, mark = (odd.sign, odd.mark) if odd else ("-", items[1].mark)
        place = mark._replace(end_column=mark.column + len(sign))
        key, what = "" if inside else frame.key or "", "space" if sign == "-" else "bullet"
        fix = bullets.make_list(self.lines, items, inside)
        if odd:
            self.diagnostics.append(
                Diagnostic("LF029", self.file, place, {"key": key, "sign": sign, "what": what}, fix)
            )
        else:
            self.diagnostics.append(Diagnostic("LF028", self.file, place, {"key": key}, fix))
        holder: list[Value] = []
        if not inside:
            self.open.append(_Frame(self._put(holder, span), holder))
        for item in items:
            self._put(unicodedata.normalize("NFC", item.text) or None, item.place)
        if not inside:
            self.open.pop()

    def _dropped(self, event: yaml.ScalarEvent) -> None:
        """Report a text that YAML takes for a comment although it is none: « Fiche #3 »."""
        *_, number, column = _span(event)
        line = self._line(number - 1)
        if "#" in line and (match := _DROPPED.match(line, len(line[: column - 1].rstrip()))):
            place = Span(number, match.start(1) + 1, number, match.end(1) + 1)
            fix = fixes.quote_comment(self.lines, _start(event), (place.line, place.end_column))
            self.diagnostics.append(Diagnostic("LF017", self.file, place, {"text": match[1].rstrip()}, fix))

    def _unclosed(self, event: yaml.ScalarEvent) -> None:
        """Refuse a quoted text that contains fields: its own quote was never closed, a later quote closes it."""
        line, column, end, _ = _span(event)
        if starts_field(self.lines[line:end], fixes.level(self._line(line - 1))):
            fix, sign = fixes.close_quote(self.lines, line, column), event.style or ""
            raise _Refused(Diagnostic("LF014", self.file, Span(line, column, line, column + 1), {"sign": sign}, fix))

    def _comma(self, frame: _Frame, holder: dict[str, Value]) -> None:
        """« {fr: Parler, écouter} »: YAML makes a key of what follows the comma; it is the rest of the text."""
        *before, name = holder
        path = (*frame.path, name)
        key, value = self.keys[path], self.values[path]
        if holder[name] is not None or (key.end_line, key.end_column) != (value.line, value.column):
            return
        del holder[name], self.keys[path], self.values[path]
        fix, last = None, self.diagnostics[-1] if self.diagnostics else None
        if before and isinstance(holder[before[-1]], str):
            path = (*frame.path, before[-1])
            start = self.values[path]
            whole = Span(start.line, start.column, key.end_line, key.end_column)
            text = self._raw(whole)
            if text and text[0] not in "\"'[{":
                holder[before[-1]], self.values[path], fix = text, whole, Fix(whole, quote_scalar(text))
            if fix and last and last.fix and last.code == "LF026" and last.fix.span == start:
                self.diagnostics.pop()  # a second comma in the same text
                key, name = last.span, last.details["key"]
        self.diagnostics.append(Diagnostic("LF026", self.file, key, {"key": name}, fix))

    def _close(self, frame: _Frame, event: yaml.Event) -> None:
        if frame.pair:
            self._colon(frame, event)
        elif frame.flow and isinstance(frame.value, list):
            self._commas(frame, event)

    def _colon(self, frame: _Frame, event: yaml.Event) -> None:
        """« [Cadre : oui] »: YAML makes a field of a text with a colon; it is read as the text."""
        start, holder, inside = self.values[frame.path], self.open[-1].value, frame.value
        span = Span(start.line, start.column, *_span(event)[2:])
        text = self._raw(span)
        if not isinstance(inside, dict) or not all(isinstance(item, str) for item in inside.values()):
            return
        if not text or _NAME.match(text) or not isinstance(holder, list):
            return
        for name in inside:
            del self.keys[*frame.path, name], self.values[*frame.path, name]
        holder[-1] = unicodedata.normalize("NFC", text)
        self.values[frame.path] = span
        self.diagnostics.append(Diagnostic("LF027", self.file, span, {"text": text}, Fix(span, quote_scalar(text))))

    def _commas(self, frame: _Frame, event: yaml.Event) -> None:
        """« [Parler, décider ensemble] »: several words between commas may be one text that was cut."""
        items = [self._raw(self.values[(*frame.path, n)]) for n in range(len(frame.value))]
        plain = all(item and item[0] not in "\"'[{" for item in items)
        colons = any(diagnostic.code == "LF027" for diagnostic in self.diagnostics[frame.before :])
        if len(items) < 2 or not plain or colons or not any(" " in item for item in items):
            return
        opening = self.values[frame.path]
        span = Span(opening.line, opening.column, *_span(event)[2:])
        details = {"count": str(len(items)), "first": items[0]}
        self.diagnostics.append(Diagnostic("LF025", self.file, span, details))

    def _raw(self, span: Span) -> str:
        """Return the text of the file between two places of one line, "" where they are on several."""
        line = self._line(span.line - 1)
        return line[span.column - 1 : span.end_column - 1] if span.line == span.end_line else ""

    def _put(self, value: Value, span: Span) -> Path:
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
        self.values[path] = span
        return path

    @cached_property
    def lines(self) -> list[str]:
        return [*self.text.splitlines(), ""]

    @cached_property
    def may_ask(self) -> bool:
        """Tell whether the file may announce a key: few do, though many sheets ask questions."""
        for mark in _MARK.finditer(self.text):
            start = max(self.text.rfind(sign, 0, mark.start()) for sign in _LINE_ENDS)
            if self.text[start + 1 : mark.start()].strip(" \t-")[-1:] in ("", "{", ","):
                return True
        return False

    def _line(self, number: int) -> str:
        return self.lines[number] if number < len(self.lines) else ""

    def _refuse(self, code: str, event: yaml.Event, fix: Fix | None = None, **details: str) -> NoReturn:
        raise _Refused(Diagnostic(code, self.file, _span(event), details, fix))

    def source(self) -> tuple[Source | None, list[Diagnostic]]:
        if not isinstance(self.root, dict):
            what = "empty" if self.root is None else "list" if isinstance(self.root, list) else "text"
            place = self.values.get((), TOP) if self.root is not None else TOP
            return None, [Diagnostic("LF012", self.file, place, {"what": what})]
        return Source(self.file, self.text, self.root, self.keys, self.values), self.diagnostics


def _start(event: yaml.Event) -> tuple[int, int]:
    return _span(event)[:2]


def _span(event: yaml.Event) -> Span:
    """Return where an event starts and ends; the parser marks both for all events."""
    start, end = event.start_mark, event.end_mark
    assert start is not None
    assert end is not None
    # What a named tuple's own constructor does, without its detour: this is called for each key and value.
    return tuple.__new__(Span, (start.line + 1, start.column + 1, end.line + 1, end.column + 1))
