"""The bytes of a file -> its text, or the reason why it is not one that a sheet may hold."""

import re
import unicodedata
from dataclasses import replace

from loosfiches.diagnostics import TOP, Diagnostic, Fix, Span
from loosfiches.source import LINE_END

#: A long sheet weighs 15 KB; this leaves room and keeps every later step under a second.
MAX_BYTES = 256 * 1024
#: What shows nothing and means nothing in a text: soft hyphens, signs of no width, of direction, tags; a joiner or a
#: variation selector that follows or precedes no sign that it could change (emoji and other scripts need theirs).
_ALWAYS_EMPTY = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb"
)
_EMPTY = (
    f"[{_ALWAYS_EMPTY}]"
    "|[\U000e0000-\U000e001f]|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]"
    '|(?<![^\x00-\u024f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u024f])|(?<![^\x00-"$-)+-/:-\u00a8\u00aa-\u00ad\u00af-\u024f])[\ufe00-\ufe0f]'
)
#: Those, control signs and separators of lines: they hide text from a reader or a diff.
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
FORBIDDEN = re.compile(f"{_EMPTY}|[{_CONTROLS}]")
#: Where `FORBIDDEN` may find anything: told thirty times faster, as it is one set of signs.
_SUSPECT = re.compile(f"[{_ALWAYS_EMPTY}{_CONTROLS}\u200c\u200d\ufe00-\ufe0f\U000e0000-\U000e007f]")
_REMOVABLE = re.compile(_EMPTY)
#: A tab anywhere (the two parsers of PyYAML differ on it), a no-break space that indents.
_INDENT = re.compile("(\t)|^ *+([\u00a0\u202f]++) *+\\S", re.MULTILINE)
#: Where `_INDENT` may find anything but tabs: told twenty times faster, as it starts with one sign.
_MARGIN = re.compile("\n *+[\u00a0\u202f]")


def make_visible(text: str) -> str:
    """Return a text as it looks: without invisible characters, with accents in one form."""
    return unicodedata.normalize("NFC", _REMOVABLE.sub("", text))


def decode(file: str, data: bytes) -> tuple[str | None, list[Diagnostic]]:
    """Return the text of `data`, or None and the one diagnostic that says what stands in the way."""
    if len(data) > MAX_BYTES:
        size, limit = str(len(data) // 1024), str(MAX_BYTES // 1024)
        return None, [Diagnostic("LF004", file, TOP, {"what": "file", "limit": limit, "size": size})]
    start = data[:200]
    if start[:2] in {b"\xff\xfe", b"\xfe\xff"} or start.count(0) * 3 > len(start):
        return None, [Diagnostic("LF002", file, TOP)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(file, error.object, error.start)]  # without the mark that the file may begin with
    diagnostic = _invisible(file, text) or _indentation(file, text)
    return (None, [diagnostic]) if diagnostic else (text, [])


def _not_utf8(file: str, data: bytes, at: int) -> Diagnostic:
    """Say what the text would be in Windows-1252, the likeliest other encoding of a French office."""
    before, after = data[:at].decode(), data[at : at + 20].decode("cp1252", "replace")
    reading = LINE_END.split(before)[-1][-20:] + LINE_END.split(after)[0]
    return Diagnostic("LF001", file, span(before + " ", len(before), len(before) + 1), {"reading": reading.strip()})


def _invisible(file: str, text: str) -> Diagnostic | None:
    """Return the diagnostic of the first invisible character; its fix removes all those without meaning."""
    match = FORBIDDEN.search(text) if _SUSPECT.search(text) else None
    if match is None:
        return None
    fix = _removal(text) if _REMOVABLE.match(text, match.start()) else None
    return Diagnostic("LF003", file, span(text, *match.span()), {"sign": f"U+{ord(match[0]):04X}"}, fix)


def _removal(text: str) -> Fix:
    """Return the fix that takes away the signs that mean nothing."""
    first, *others = [
        Fix(Span(number, match.start() + 1, number, match.end() + 1), "")
        for number, line in enumerate(LINE_END.split(text), 1)
        for match in _REMOVABLE.finditer(line)
    ]
    return replace(first, also=tuple(others))


def _indentation(file: str, text: str) -> Diagnostic | None:
    match = _INDENT.search(text) if "\t" in text or _MARGIN.search("\n" + text) else None
    if match is None:
        return None
    from loosfiches.source.fixes import fix_blanks

    return Diagnostic("LF005", file, span(text, *match.span(match.lastindex or 0)), fix=fix_blanks(text.splitlines()))


def span(text: str, start: int, end: int) -> Span:
    """Return the span of text[start:end]; lines end at LF, CR LF or CR, as YAML has it."""
    before = text[:start].replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    return Span(line, column, line, column + end - start)
