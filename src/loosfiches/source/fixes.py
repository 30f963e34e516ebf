"""A YAML mistake and its place -> the fix that makes YAML read what was meant, or None where that is not sure.

Only texts alone after « key: » or a dash are fixed; the author must see to what is inside brackets.
"""

import re
from collections.abc import Sequence

from loosfiches.diagnostics import Diagnostic, Fix, Span
from loosfiches.edits import apply, quote_scalar

_BLANK = " \u00a0\u202f"
#: What may stand on a line before a text: dashes, then the name of a field.
HEAD = re.compile(rf"^(?P<indent> *(?:- +)*)(?:[^\s:#'\"\[\]{{}}&*!|>%@`][^:#\[\]{{}}]*?[{_BLANK}]?:(?P<gap> +))?")
#: A line that starts a field or an item, so cannot go on with the text above it.
_FIELD = re.compile(rf"^ *(?:- |-$|[^\s:#]+[{_BLANK}]?:(?: |$))")
#: A line that starts with one of a sheet's fields.
NAMED = re.compile(rf"^( *)(?:- +)*[a-z_]{{3,}}[{_BLANK}]?:(?: |$)")
_COMMENT = re.compile(r"(?<!\s)\s+#.*$")


def quote(lines: Sequence[str], line: int, column: int, through: int = 0) -> Fix | None:
    """Return the fix that puts quotes around the text that starts at this place.

    Lines up to `through` are known to belong to the text.
    """
    head = HEAD.match(lines[line - 1])
    start = lines[line - 1]
    if not head or (start[: column - 1].strip() and head.end() != column - 1):
        return None
    end = _end(lines, line, len(head["indent"]) if head["gap"] else _depth(start), through)
    if end is None:
        return None
    parts = [start[column - 1 :], *lines[line:end]]
    last = _COMMENT.sub("", parts[-1]).rstrip()
    if not last or any(_COMMENT.search(part) for part in parts[:-1]):
        return None
    whole = "\n".join([*parts[:-1], last])
    stop = len(last) + 1 + (column - 1 if end == line else 0)
    return Fix(Span(line, column, end, stop), quote_scalar(whole))


def level(line: str) -> int:
    """Return how far to the right the fields beside the one of a line stand; for a bare item, its dash."""
    head = HEAD.match(line)
    return len(head["indent"]) if head and head["gap"] else len(line) - len(line.lstrip(" "))


def _depth(line: str) -> int:
    """Return how far to the right the last dash of a line stands."""
    return max(0, len(HEAD.match(line)["indent"].rstrip()) - 1)  # type: ignore[index]


def _end(lines: Sequence[str], line: int, depth: int, through: int) -> int | None:
    """Return the last line of the text that starts on `line`, None if something else than text goes on there."""
    end = line
    for number in range(line + 1, len(lines) + 1):
        text = lines[number - 1]
        if not text.strip():
            break
        if len(text) - len(text.lstrip(" ")) <= depth:
            break
        if (number > through and _FIELD.match(text)) or text.lstrip().startswith("#"):
            return None
        end = number
    return end


def find_text_above(lines: Sequence[str], line: int) -> tuple[int, int] | None:
    """Return where the text starts that goes on over this line, « simple : chaque remarque »; None if there is none."""
    depth = len(lines[line - 1]) - len(lines[line - 1].lstrip(" "))
    if re.match(" *(?:- +)*[a-z_]+:", lines[line - 1]):
        return None  # a field out of line
    for number in range(line - 1, 0, -1):
        text = lines[number - 1]
        head = HEAD.match(text)
        if not text.strip() or not head:
            return None
        if len(text) - len(text.lstrip(" ")) < depth:
            plain = head["gap"] and text[head.end() :] and text[head.end()] not in "\"'[{|>#&*!"
            return (number, head.end() + 1) if plain else None
    return None


def move_below(lines: Sequence[str], line: int, sign: int, text: int) -> Fix:
    """« promesse: >- Chaque remarque »: put the text on the next line, further to the right than the field."""
    indent = " " * (level(lines[line - 1]) + 2)
    return Fix(Span(line, sign + 1, line, text + 1), "\n" + indent)


def close_quote(lines: Sequence[str], line: int, column: int) -> Fix | None:
    """« titre: "Réunion publique »: close the quote at the end of the line when the next starts a field or an item."""
    text = lines[line - 1].rstrip()
    inside, sign = text[column:], text[column - 1]
    after = next((following for following in lines[line:] if following.strip()), "")
    starts = after and (NAMED.match(after) or re.match(" *- ", after)) and level(after) <= level(text)
    if not starts or not inside or sign in inside or "\\" in inside or _COMMENT.search(inside):
        return None
    return Fix(Span(line, len(text) + 1, line, len(text) + 1), sign)


def quote_after_colon(lines: Sequence[str], line: int, column: int) -> Fix | None:
    """« titre: Budget : le guide »: quote all that follows the first colon."""
    head = HEAD.match(lines[line - 1])
    if not head or not head["gap"] or head.end() >= column - 1 or lines[line - 1][head.end()] in "\"'[{|>":
        return None
    return quote(lines, line, head.end() + 1)


def quote_sign(lines: Sequence[str], line: int, column: int) -> Fix | None:
    """`*important*`, `@mairie`: quote the text, unless the sign really is YAML's (an anchor and its alias)."""
    name = re.match(r"[*&]([\w-]+)", lines[line - 1][column - 1 :])
    if name and all(
        any(re.search(rf"(?:^|\s){mark}{name[1]}(?:\s|$)", other) for other in lines) for mark in ("&", r"\*")
    ):
        return None
    head = HEAD.match(lines[line - 1])
    if lines[line - 1][column : column + 1] in {'"', "'"}:
        return None
    alone = head and head.end() == column - 1 and (head["gap"] or "-" in head["indent"])
    return quote(lines, line, column) if alone else None


def inner_quote(lines: Sequence[str], line: int) -> Fix | None:
    """`'L'implication'`: write it between double quotes, when every quote inside can only be an apostrophe."""
    text, head = lines[line - 1], HEAD.match(lines[line - 1])
    if not head:
        return None
    value = _COMMENT.sub("", text[head.end() :]).rstrip()
    inside = value[1:-1]
    if len(value) < 3 or value[0] != value[-1] or value[0] not in "\"'" or "\\" in inside:
        return None
    if value[0] == "'" and re.fullmatch(r"(?:[^']|(?<=\w)'(?=\w))*", inside) is None:
        return None
    if (
        value[0] == '"'
        and re.fullmatch(r'(?:[^"]*(?:(?<=[\s(])|^)"(?=\w)[^"]*(?<=[\w.!?])"(?![\w"]))*[^"]*', inside) is None
    ):
        return None
    return Fix(Span(line, head.end() + 1, line, head.end() + 1 + len(value)), quote_scalar(inside))


def move_dash(lines: Sequence[str], line: int, column: int) -> Fix | None:
    """« objectifs: - Donner la parole »: put the dash on the next line, where those of the other items are."""
    head = HEAD.match(lines[line - 1])
    if not head or not head["gap"] or head.end() != column - 1:
        return None
    depth = len(head["indent"])
    after = next((following for following in lines[line:] if following.strip()), "")
    further = re.match(r" *(?=- )", after)
    indent = len(further[0]) if further and len(further[0]) >= depth and "- " not in head["indent"] else depth + 2
    return Fix(Span(line, column - len(head["gap"]), line, column), "\n" + " " * indent)


def quote_comment(lines: Sequence[str], start: tuple[int, int], end: tuple[int, int]) -> Fix | None:
    """« Fiche #3 »: quote the text with its end, when there is a text before the sign."""
    line, column = start
    head = HEAD.match(lines[line - 1])
    if not head or head.end() != column - 1 or end[0] != line:
        return None
    text = lines[line - 1][column - 1 : end[1] - 1].rstrip()
    return Fix(Span(line, column, line, column + len(text)), quote_scalar(text)) if not text.startswith("#") else None


def fix_blanks(lines: Sequence[str]) -> Fix | None:
    """Return the fix that replaces all tabs, and the no-break spaces that indent, by ordinary spaces."""
    fixes = []
    for number, line in enumerate(lines, 1):
        indent = re.match(r"[ \t\u00a0\u202f]*", line)[0]  # type: ignore[index]
        if indent.strip(" ") and line.strip():
            spaces = "".join("  " if blank == "\t" else " " for blank in indent)
            fixes.append(Fix(Span(number, 1, number, len(indent) + 1), spaces))
        rest = len(indent) if line.strip() else 0
        for match in re.finditer(r"\t+", line[rest:]):
            at = rest + match.start() + 1
            beside = line[at - 2 : at - 1] == " " or line[at - 1 + len(match[0]) :][:1] == " "
            fixes.append(Fix(Span(number, at, number, at + len(match[0])), "" if beside else " "))
    return Fix(fixes[0].span, fixes[0].text, tuple(fixes[1:])) if fixes else None


def leads_further(text: str, diagnostic: Diagnostic, again: "list[Diagnostic]") -> bool:
    """Tell whether a fix helps: `again` are the diagnostics of the fixed text, which must all be further down."""
    grown = apply(text, [diagnostic.fix] if diagnostic.fix else []).count("\n") - text.count("\n")
    return all(other.span.line > diagnostic.span.line + grown for other in again)
