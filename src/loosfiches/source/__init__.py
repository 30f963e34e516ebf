"""One YAML file as bytes -> plain values (text or null) and where each of them stood."""

from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Union

from loosfiches.diagnostics import TOP, Diagnostic, Span

#: What a sheet may hold: text, nothing, lists and mappings; numbers and dates are for the model to read.
Value = Union[str, None, list["Value"], dict[str, "Value"]]  # noqa: UP007  (recursive)
#: The way to a value: keys and list positions, from the top.
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Source:
    """A file that could be read: its text, its values, and the place of every key and value.

    `marked` tells that it begins with a mark of UTF-8 (BOM), which is no part of the text.
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
        """Return where the value at `path` stands, or the nearest parent that the file does hold."""
        for length in range(len(path), 0, -1):
            if (span := self.values.get(tuple(path[:length]))) is not None:
                return span
        return TOP

    def spot(self, path: Sequence[str | int], word: str) -> Span:
        """Return where `word` first stands in the text at `path`, or where that text does."""
        whole = self.place(path)
        for number in range(whole.line, whole.end_line + 1) if word else ():
            line = self.lines[number - 1] if number <= len(self.lines) else ""
            start = whole.column - 1 if number == whole.line else 0
            end = whole.end_column - 1 if number == whole.end_line else len(line)
            if (at := line.find(word, start, end)) >= 0:
                return Span(number, at + 1, number, at + 1 + len(word))
        return whole

    def encoded(self, text: str) -> bytes:
        """Return the bytes of a text, as the file has its own."""
        return (BOM_UTF8 if self.marked else b"") + text.encode()

    def key(self, path: Sequence[str | int]) -> Span:
        """Return where the key at `path` stands; for a list item, where the item does."""
        return self.keys.get(tuple(path)) or self.place(path)


def read(file: str, data: bytes) -> tuple[Source | None, list[Diagnostic]]:
    """Read the bytes of one file; `file` is the name that diagnostics will carry.

    Returns the source, or None where nothing sure can be said of the text, and what was found.
    Never raises for what the bytes hold; takes under a second whatever they are.
    """
    from loosfiches.source.events import build
    from loosfiches.source.text import decode

    text, found = decode(file, data)
    if text is None:
        return None, [_reads(data, each) for each in found]
    source, found = _sure(text, build(file, text))
    return (replace(source, marked=True) if source and data.startswith(BOM_UTF8) else source), found


def _sure(text: str, built: tuple[Source | None, list[Diagnostic]]) -> tuple[Source | None, list[Diagnostic]]:
    """Return what was built; of a text that cannot be read, offer a fix only if it lets one read further."""
    from loosfiches.fixes import apply
    from loosfiches.source.events import build
    from loosfiches.source.mends import sure

    source, found = built
    if source is None and found[-1].fix:
        again, left = build(found[-1].file, apply(text, [found[-1].fix]))
        if again is None and not sure(text, found[-1], left):
            found = [*found[:-1], replace(found[-1], fix=None)]
    return source, found


def _reads(data: bytes, found: Diagnostic) -> Diagnostic:
    """Return what was found in bytes that hold no text of a sheet; its fix only if no line is out of place after it."""
    from loosfiches.fixes import apply

    if found.fix is None:
        return found
    left = read(found.file, apply(data.decode("utf-8"), [found.fix]).encode())[1]
    return replace(found, fix=None) if {each.code for each in left} & _LOST else found


#: What says that blanks were put where they change the meaning.
_LOST = {"LF005", "LF009", "LF012", "LF019", "LF020"}
