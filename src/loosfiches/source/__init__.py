"""The bytes of a YAML file -> plain values (text or null) and the place of each."""

import re
from bisect import bisect
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Union

from loosfiches.diagnostics import TOP, Diagnostic, Span

if TYPE_CHECKING:
    from loosfiches.source.written import Sign

#: What a sheet may hold: text, nothing, lists and mappings; numbers and dates are for the model to read.
Value = Union[str, None, list["Value"], dict[str, "Value"]]  # noqa: UP007  (recursive)
#: The way to a value: keys and list positions, from the top.
Path = tuple[str | int, ...]
#: Up to this length, looking a word up is faster than reading the text sign by sign.
_SHORT = 1000
LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Source:
    """A file that could be read: its text, its values, and the place of every key and value.

    `marked` tells that the file begins with a byte order mark (BOM), which is not part of the text.
    """

    file: str
    text: str
    value: Mapping[str, Value]
    keys: Mapping[Path, Span] = field(repr=False, default_factory=dict)
    values: Mapping[Path, Span] = field(repr=False, default_factory=dict)
    marked: bool = False

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, without their ends."""
        return self.text.splitlines()

    def place(self, path: Sequence[str | int]) -> Span:
        """Return the place of the value at `path`, or of its nearest parent in the file."""
        for length in range(len(path), 0, -1):
            if (span := self.values.get(tuple(path[:length]))) is not None:
                return span
        return TOP

    def at(self, path: Sequence[str | int]) -> Value:
        """Return the value at `path`; None when there is none."""
        value: Value = dict(self.value)
        for step in path:
            if isinstance(value, dict) and isinstance(step, str):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in LINE_END.finditer(self.text))]

    def _offset(self, line: int, column: int) -> int:
        return min(self._starts[line - 1] + column - 1, len(self.text)) if line <= len(self._starts) else len(self.text)

    def _span(self, start: int, end: int) -> Span:
        line, last = bisect(self._starts, start), bisect(self._starts, end)
        return Span(line, start - self._starts[line - 1] + 1, last, end - self._starts[last - 1] + 1)

    def cut(self, span: Span) -> str:
        """Return the text of the file at `span`."""
        return self.text[self._offset(span.line, span.column) : self._offset(span.end_line, span.end_column)]

    def raw(self, path: Sequence[str | int]) -> str:
        """Return the value at `path` as the file writes it, with its quotes and line ends."""
        return self.cut(self.place(path))

    def stretch(self, path: Path, start: int, end: int) -> Span | None:
        """Return the place of the characters `start` to `end` of the text at `path`, None when it is not sure."""
        value, whole = self.at(path), self.values.get(path)
        if not isinstance(value, str) or whole is None:
            return None
        first, raw, word = self._offset(whole.line, whole.column), self.cut(whole), value[start:end]
        simple = word and len(raw) < _SHORT and raw[0] not in '"|>'
        if simple and raw.count(word) == value.count(word) == 1:  # what is written once needs no reading of the whole
            at = first + raw.index(word)
            return self._span(at, at + len(word))
        signs = self._signs(path)
        if not signs or not start < end <= len(signs):
            return None
        return self._span(first + signs[start].start, first + signs[end - 1].end)

    def _signs(self, path: Path) -> "list[Sign] | None":
        from loosfiches.source.written import locate_signs

        if path not in self._signs_by_path:
            self._signs_by_path[path] = locate_signs(self.raw(path), str(self.at(path)))
        return self._signs_by_path[path]

    @cached_property
    def _signs_by_path(self) -> "dict[Path, list[Sign] | None]":
        return {}

    def spot(self, path: Path, start: int, end: int) -> Span:
        """Return the place of the characters `start` to `end` of the text at `path`, else of the whole text."""
        return self.stretch(path, start, end) or self.place(path)

    def encoded(self, text: str) -> bytes:
        """Return `text` as bytes, with a byte order mark if the file has one."""
        return (BOM_UTF8 if self.marked else b"") + text.encode()

    def key(self, path: Sequence[str | int]) -> Span:
        """Return the place of the key at `path`; for a list item, of the item."""
        return self.keys.get(tuple(path)) or self.place(path)


class DeferredSource(Source):
    """A file that was read without fault before: its values and places are read only when they are asked for.

    Args:
        file: its name.
        data: its bytes, which `read` reads.
    """

    def __init__(self, file: str, data: bytes) -> None:
        vars(self).update(file=file, text=data.decode("utf-8-sig"), marked=data.startswith(BOM_UTF8), data=data)

    @cached_property
    def value(self) -> Mapping[str, Value]:
        """Its values."""
        return self._whole.value

    @cached_property
    def keys(self) -> Mapping[Path, Span]:
        """The places of its keys."""
        return self._whole.keys

    @cached_property
    def values(self) -> Mapping[Path, Span]:
        """The places of its values."""
        return self._whole.values

    @cached_property
    def _whole(self) -> Source:
        source, _found = read(self.file, vars(self)["data"])
        assert source
        return source


def read(file: str, data: bytes) -> tuple[Source | None, list[Diagnostic]]:
    """Read the bytes of one file; `file` is the name that diagnostics will carry.

    Returns the source, or None where the text cannot be read, and the diagnostics.
    Never raises for what the bytes hold; takes under a second whatever they are.
    """
    from loosfiches.source.events import build
    from loosfiches.source.text import decode

    text, diagnostics = decode(file, data)
    if text is None:
        return None, [_drop_blind_fix(data, diagnostic) for diagnostic in diagnostics]
    source, diagnostics = _keep_sure_fix(text, build(file, text))
    return (replace(source, marked=True) if source and data.startswith(BOM_UTF8) else source), diagnostics


def _keep_sure_fix(text: str, built: tuple[Source | None, list[Diagnostic]]) -> tuple[Source | None, list[Diagnostic]]:
    """Return `built`; a text that cannot be read keeps its fix only if more of it can be read after the fix."""
    from loosfiches.edits import apply
    from loosfiches.source.events import build
    from loosfiches.source.fixes import leads_further

    source, diagnostics = built
    if source is None and diagnostics[-1].fix:
        again, left = build(diagnostics[-1].file, apply(text, [diagnostics[-1].fix]))
        if again is None and not leads_further(text, diagnostics[-1], left):
            diagnostics = [*diagnostics[:-1], replace(diagnostics[-1], fix=None)]
    return source, diagnostics


def _drop_blind_fix(data: bytes, diagnostic: Diagnostic) -> Diagnostic:
    """Return the diagnostic of bytes that are no valid text; its fix is kept only if it puts no line out of place."""
    from loosfiches.edits import apply

    if diagnostic.fix is None:
        return diagnostic
    left = read(diagnostic.file, apply(data.decode("utf-8"), [diagnostic.fix]).encode())[1]
    return replace(diagnostic, fix=None) if {other.code for other in left} & _LOST else diagnostic


#: What says that blanks were put where they change the meaning.
_LOST = {"LF005", "LF009", "LF012", "LF019", "LF020"}
