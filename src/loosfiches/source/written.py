"""A text as YAML writes it -> the place of each of its characters, whatever the style: folded, quoted, block.

The result is compared with the parser's value; where they differ, no place is given.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple


class Sign(NamedTuple):
    """One character of a value, and the start and end of what writes it."""

    text: str
    start: int
    end: int


_BREAK = re.compile(r"\r\n|\r|\n")
_BLANKS = re.compile(r"[ \t\r\n]+")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(\r\n|[^xuU]))")
_ESCAPED = {
    "0": "\0", "a": "\x07", "b": "\x08", "t": "\t", "\t": "\t", "n": "\n", "v": "\x0b", "f": "\x0c", "r": "\r",
    "e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_HEADER = re.compile(r"[|>]([+-]?)([1-9]?)([+-]?)[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|$)")
_LINE = re.compile(r"[^\r\n]*(\r\n|\r|\n|$)")


def locate_signs(raw: str, value: str) -> list[Sign] | None:
    """Return each character of `value` and where `raw` writes it; None when `raw` is not surely how it is written."""
    for reading in _read(raw):
        for candidate in (reading, _compose(reading)):
            if "".join(sign.text for sign in candidate) == value:
                return candidate
    return None


def _read(raw: str) -> Iterator[list[Sign]]:
    """Yield what a text may be read as: one thing only, unless a block says how far it is indented from its field."""
    if header := _HEADER.match(raw):
        folded, keep = raw[0] == ">", header[1] or header[3]
        for indent in range(1, 30) if header[2] else (0,):
            yield list(_block(raw, list(_lines(raw, header.end(), indent)), folded, keep))
    elif raw[:1] in {'"', "'"}:
        yield list(_flow(raw, 1, len(raw) - 1, raw[0]))
    else:
        yield list(_flow(raw, 0, len(raw), ""))


def _flow(raw: str, at: int, stop: int, quote: str) -> Iterator[Sign]:
    """Yield the characters of a text without quotes or between them."""
    while at < stop:
        if raw[at] in " \t\r\n":
            end = min(_BLANKS.match(raw, at).end(), stop)  # type: ignore[union-attr]
            yield from _fold(raw, at, end)
        elif quote == '"' and raw[at] == "\\" and (escape := _ESCAPE.match(raw, at)):
            end = escape.end()
            if escape[4] and escape[4][0] in "\r\n":
                blanks = _BLANKS.match(raw, end)
                start, end = end, min(blanks.end(), stop) if blanks else end
                yield from (Sign("\n", start, end) for _ in _BREAK.findall(raw, start, end))
            else:
                code = escape[1] or escape[2] or escape[3]
                yield Sign(chr(int(code, 16)) if code else _ESCAPED.get(escape[4], escape[4]), at, end)
        else:
            end = at + 2 if quote == "'" and raw.startswith("''", at) else at + 1
            yield Sign(raw[at], at, end)
        at = end


def _fold(raw: str, start: int, end: int) -> Iterator[Sign]:
    """Yield what a stretch of blanks is read as: itself on one line, else a space, or all line ends but the first."""
    ends = len(_BREAK.findall(raw, start, end))
    if not ends:
        yield from (Sign(raw[at], at, at + 1) for at in range(start, end))
    elif ends == 1:
        yield Sign(" ", start, end)
    else:
        yield from (Sign("\n", start, end) for _ in range(ends - 1))


class _Line(NamedTuple):
    """A line of a block: where its text starts and ends, and where the next line starts."""

    start: int
    end: int
    next: int


def _block(raw: str, lines: list[_Line], folded: bool, keep: str) -> Iterator[Sign]:
    """Yield the characters of a block, as YAML folds its lines and drops or keeps its last ends."""
    empty: list[Sign] = []
    last: Sign | None = None
    flush = False
    for line in lines:
        end = Sign("\n", line.end, line.next)
        if line.start == line.end:
            empty.append(end)
            continue
        if last:
            straight = folded and flush and raw[line.start] not in " \t"
            yield from () if straight and empty else [last._replace(text=" ") if straight else last]
        yield from empty
        yield from (Sign(raw[at], at, at + 1) for at in range(line.start, line.end))
        empty, last, flush = [], end, raw[line.start] not in " \t"
    if last and keep != "-" and last.start != last.end:
        yield last
    if keep == "+":
        yield from empty


def _lines(raw: str, at: int, indent: int) -> Iterator[_Line]:
    """Yield the lines of a block; those that are blank and no longer than the indentation hold nothing."""
    while at < len(raw):
        match = _LINE.match(raw, at)
        start, end, following = at, match.start(1), match.end()  # type: ignore[union-attr]
        text = raw[start:end]
        if not indent and text.strip(" "):
            indent = len(text) - len(text.lstrip(" "))
        margin = min(indent, len(text) - len(text.lstrip(" "))) if indent else len(text)
        yield _Line(start + margin, end, following)
        at = following


def _compose(signs: list[Sign]) -> list[Sign]:
    """Return the characters with accents joined to their letters (NFC), as values have them."""
    clusters: list[list[Sign]] = []
    for sign in signs:
        if clusters and unicodedata.combining(sign.text):
            clusters[-1].append(sign)
        else:
            clusters.append([sign])
    joined: list[Sign] = []
    for cluster in clusters:
        text = unicodedata.normalize("NFC", "".join(sign.text for sign in cluster))
        joined += [Sign(letter, cluster[0].start, cluster[-1].end) for letter in text]
    return joined
