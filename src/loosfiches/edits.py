"""A text and fixes -> the text with the fixes applied, every other character kept; and how YAML writes a text."""

import re
from bisect import bisect, insort
from collections.abc import Iterable

from loosfiches.diagnostics import Fix

_LINE_END = re.compile(r"\r\n|\r|\n")
#: What YAML reads as the text that was typed, wherever it stands: no sign that could mean anything else.
_PLAIN = re.compile(r"(?!-{1,3}(?: |$)|\.{3}$)[\w(«.+/$€-](?:[^\x00-\x1f:#,\[\]{}]|:(?=\S)|(?<=\S)#)*")
_NULLS = {"", "~", "null"}


def apply(text: str, fixes: Iterable[Fix]) -> str:
    """Return `text` with the fixes applied, each whole or not at all; of two that overlap, the first in the text wins.

    Places count as in diagnostics: a byte order mark has no column. New lines get the line end of the text.
    """
    mark, text = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    edits: list[tuple[int, int, str]] = []
    for fix in sorted(fixes, key=lambda fix: fix.span):
        wanted = [(*_offsets(edit, starts, len(text)), edit.text) for edit in (fix, *fix.also)]
        if not any(_overlap(new, made) for new in wanted for made in _neighbours(edits, new)):
            for new in wanted:
                insort(edits, new)
    end = line_end[0] if (line_end := _LINE_END.search(text)) else "\n"
    pieces, at = [mark], 0
    for start, stop, written in edits:
        pieces += [text[at:start], written.replace("\n", end)]
        at = stop
    return "".join([*pieces, text[at:]])


def _neighbours(edits: list[tuple[int, int, str]], new: tuple[int, int, str]) -> list[tuple[int, int, str]]:
    """Return the edits next to a new one: as they are sorted and do not overlap, no other can overlap it."""
    at = bisect(edits, new)
    return edits[max(0, at - 2) : at + 2]


def _offsets(fix: Fix, starts: list[int], length: int) -> tuple[int, int]:
    def offset(line: int, column: int) -> int:
        return min(starts[line - 1] + column - 1, length) if line <= len(starts) else length

    span = fix.span
    return offset(span.line, span.column), offset(span.end_line, span.end_column)


def _overlap(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    return one[:2] == other[:2] or (one[0] < other[1] and other[0] < one[1])


def to_scalar(text: str, before: str = "") -> str:
    """Return `text` as YAML writes it: in the quotes of `before`, else without quotes where none are needed."""
    if before[:1] == "'":
        return "'" + text.replace("'", "''") + "'"
    if before[:1] == '"' or text in _NULLS or text != text.strip() or not _PLAIN.fullmatch(text):
        return quote_scalar(text)
    return text


def quote_scalar(text: str) -> str:
    """Return `text` between double quotes, so that YAML reads it as it stands."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
