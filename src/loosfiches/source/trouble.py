"""A YAML parser error -> the mistake that the author made, found by looking at the line itself.

The messages of the parser are never used: those of the C and Python versions differ, and neither names the mistake.
"""

import re
from dataclasses import replace

import yaml

from loosfiches.diagnostics import Diagnostic, Fix, Span
from loosfiches.source import bullets, fixes

_KEY = re.compile(r"^[ -]*+[^\s:#'\"][^:#]*[ \u00a0\u202f]?:[ ]")
_QUOTED = re.compile(r"^[ -]*+(?:[^\s:#'\"][^:#]*:[ ]+)?(?:'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\")\s*[^\s#:,\]}]")
_BRACKETED = re.compile(r"^[ -]*+(?:[^\s:#'\"][^:#]*:[ ]+)?([\[{])")
_CLOSES = {"[": "]", "{": "}"}
_OPENED = re.compile(r"^ *(?:- +)*(?:[^\s:#'\"-][^:#]*:[ ]+)?(['\"])")
_BLOCK = re.compile(r"^[ -]*+[^\s:#'\"][^:#]*:[ ]+([|>][+-]?)[ ]+(?=\S)")
#: What git leaves in a file; some of it may have been taken away already.
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
_ITEM = re.compile(r"^( *)- ")


def explain(file: str, text: str, error: yaml.MarkedYAMLError) -> Diagnostic:
    """Return the one diagnostic that names the mistake behind `error`, where it was made."""
    problem = _place(error.problem_mark or error.context_mark)
    opening = _place(error.context_mark)
    lines = [*text.splitlines(), ""]
    conflict = next((n for n, line in enumerate(lines, 1) if _CONFLICT.match(line)), None)
    if conflict:
        return _at(file, "LF022", (conflict, 1))
    return (
        find_runaway_quote(file, lines, problem)
        or _starting_sign(file, lines, opening or problem)
        or _starting_sign(file, lines, problem)
        or _quote(file, lines, opening, problem)
        or _block(file, lines, problem)
        or bullets.find_tight_sign(file, lines, (problem or (1, 1))[0])
        or _bracket(file, lines, opening)
        or _blank(file, lines, problem)
        or _end(file, lines, problem)
        or _structure(file, lines, problem)
    )


def _place(mark: yaml.Mark | None) -> tuple[int, int] | None:
    return (mark.line + 1, mark.column + 1) if mark else None


def _at(file: str, code: str, place: tuple[int, int], fix: Fix | None = None, **details: str) -> Diagnostic:
    line, column = place
    return Diagnostic(code, file, Span(line, column, line, column + 1), details, fix)


def find_runaway_quote(file: str, lines: list[str], end: tuple[int, int] | None) -> Diagnostic | None:
    """Return the diagnostic of a quote that closes only on the line of `end`, with fields in between."""
    if end is None or end[0] > len(lines):
        return None
    for number in range(end[0] - 1, 0, -1):
        match = _OPENED.match(lines[number - 1])
        if not match:
            continue
        sign, indent = match[1], fixes.level(lines[number - 1])
        rest = lines[number - 1][match.end() :]
        if _closes(rest, sign) or any(_closes(text, sign) for text in lines[number : end[0] - 1]):
            return None
        if starts_field(lines[number : end[0]], indent) and _closes(lines[end[0] - 1], sign):
            return _at(file, "LF014", (number, match.end()), fixes.close_quote(lines, number, match.end()), sign=sign)
        return None
    return None


def starts_field(lines: list[str], indent: int) -> bool:
    """Tell whether one of these lines starts a field or an item, no further to the right than `indent`."""
    starts = (fixes.NAMED.match(line) or _ITEM.match(line) for line in lines)
    return any(start and len(start[1]) <= indent for start in starts)


def _closes(text: str, sign: str) -> bool:
    return sign in text.replace("\\\\", "").replace('\\"', "").replace("''", "")


def _sign(lines: list[str], place: tuple[int, int] | None) -> str:
    if place is None or place[0] > len(lines):
        return ""
    return lines[place[0] - 1][place[1] - 1 : place[1]]


def _starting_sign(file: str, lines: list[str], place: tuple[int, int] | None) -> Diagnostic | None:
    """`*important*`, `@mairie`, `%50`: signs that mean something to YAML when they open a text."""
    sign = _sign(lines, place)
    if place is None or not sign or sign not in "@%`*&!":
        return None
    fix = fixes.quote_sign(lines, *place)
    if sign == "!":
        return _at(file, "LF007", place, fix, tag=sign)
    return _at(file, "LF006", place, fix, sign=sign) if sign in "*&" else _at(file, "LF015", place, fix, sign=sign)


def _quote(
    file: str, lines: list[str], opening: tuple[int, int] | None, problem: tuple[int, int] | None
) -> Diagnostic | None:
    if opening and _sign(lines, opening) in {'"', "'"}:
        if problem and problem[0] == opening[0] and "\\" in lines[problem[0] - 1][opening[1] : problem[1]]:
            return _at(file, "LF024", problem)
        if _closes(lines[opening[0] - 1][opening[1] :], _sign(lines, opening)):
            return None
        return _at(file, "LF014", opening, fixes.close_quote(lines, *opening), sign=_sign(lines, opening))
    if problem and problem[0] <= len(lines) and (match := _QUOTED.match(lines[problem[0] - 1])):
        return _at(file, "LF016", (problem[0], match.end()), fixes.inner_quote(lines, problem[0]))
    return None


def _block(file: str, lines: list[str], problem: tuple[int, int] | None) -> Diagnostic | None:
    """« promesse: >- Chaque remarque »: the text starts on the next line."""
    line = problem[0] if problem else 1
    match = _BLOCK.match(lines[line - 1]) if line <= len(lines) else None
    if not match or lines[line - 1][match.end()] == "#":
        return None
    return _at(
        file,
        "LF031",
        (line, match.start(1) + 1),
        fixes.move_below(lines, line, match.end(1), match.end()),
        sign=match[1],
    )


def _bracket(file: str, lines: list[str], opening: tuple[int, int] | None) -> Diagnostic | None:
    sign = _sign(lines, opening)
    return _at(file, "LF021", opening, sign=sign) if opening and sign in {"[", "{"} else None


def _blank(file: str, lines: list[str], problem: tuple[int, int] | None) -> Diagnostic | None:
    """Return the diagnostic of lines that look blank but hold no-break spaces, which YAML takes for a text."""
    end = problem[0] if problem else len(lines)
    spans = [
        Span(number, 1, number, len(line) + 1)
        for number, line in enumerate(lines[:end], 1)
        if line.strip(" ") and not line.strip()
    ]
    edits = tuple(Fix(span, "") for span in spans)
    return Diagnostic("LF005", file, spans[0], fix=replace(edits[0], also=edits[1:])) if spans else None


def _end(file: str, lines: list[str], problem: tuple[int, int] | None) -> Diagnostic | None:
    """Return what is wrong where the file ends too early: a bracket never closed, or a last line that says no field."""
    line, column = problem or (1, 1)
    if any(map(_says, (lines[line - 1][column - 1 :], *lines[line:]))):
        return None
    last = max((number for number, text in enumerate(lines, 1) if _says(text)), default=1)
    for number in range(last, 0, -1):
        if match := _BRACKETED.match(lines[number - 1]):
            close = _CLOSES[match[1]]
            if all(close not in text for text in (lines[number - 1][match.end() :], *lines[number:])):
                return _at(file, "LF021", (number, match.end()), sign=match[1])
            break
    return _at(file, "LF020", (last, len(lines[last - 1]) - len(lines[last - 1].lstrip()) + 1))


def _says(line: str) -> bool:
    """Tell whether there is anything on a line but blanks and a comment."""
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _structure(file: str, lines: list[str], problem: tuple[int, int] | None) -> Diagnostic:
    line, column = problem or (1, 1)
    head = lines[line - 1] if line <= len(lines) else ""
    named = _KEY.match(head)
    key = named and named.end() < column
    if _sign(lines, problem) == ":" and key:
        return _at(file, "LF013", (line, column), fixes.quote_after_colon(lines, line, column))
    dash = f"{head} "[column - 1 : column + 1] == "- "
    if dash and key:
        name = head[: column - 1].strip(" -:\u00a0\u202f")
        return _at(file, "LF018", (line, column), fixes.move_dash(lines, line, column), key=name)
    if _sign(lines, problem) == ":" and (start := fixes.find_text_above(lines, line)):
        return _at(file, "LF013", (line, column), fixes.quote(lines, *start, through=line))
    if _sign(lines, problem) == ":" or dash:
        return _at(file, "LF020", (line, len(head) - len(head.lstrip(" ")) + 1))
    if match := _BRACKETED.match(head):
        return _at(file, "LF015", (line, match.end()), fixes.quote_sign(lines, line, match.end()), sign=match[1])
    starts_line = bool(head.strip()) and not head[: column - 1].strip()
    return _at(file, "LF020", (line, column)) if starts_line else _at(file, "LF019", (line, column))
