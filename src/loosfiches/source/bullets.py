"""Lines that look like list items without being YAML's -> the items, and the fix that makes a list of them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from loosfiches.diagnostics import Diagnostic, Fix, Span

_BLANK = " \u00a0\u202f"
_DOTS = "•‣▪·"
#: What surely opens an item when it starts a text that stands alone on its line.
SIGNS = frozenset(f"-{_DOTS}")
#: What opens an item of a list, or was meant to: « - », « -x », « • »; for `mark`, a dash of another length, a number.
_BULLET = re.compile(
    rf"-[{_BLANK}]*(?=[^\W\d_])|- +|-$|[{_DOTS}][{_BLANK}]*|(?P<mark>(?:[–—]|\d{{1,2}}[.)])[{_BLANK}]+)"
)


class Item(NamedTuple):
    """A list item found in a text: its bullet and the place of it, the place of its words, and the words."""

    bullet: str
    mark: Span
    place: Span
    text: str

    @property
    def sign(self) -> str:
        """The bullet, "" where it is the one that YAML wants."""
        return "" if re.fullmatch("- +", self.bullet) or not self.text else self.bullet.strip(_BLANK)


def find_items(lines: Sequence[str], span: Span) -> list[Item]:
    """Return the list items in a plain text whose lines start with bullets, none in any other text."""
    alone = not lines[span.line - 1][: span.column - 1].strip()
    items: list[Item] = []
    for number in range(span.line, span.end_line + 1):
        line = lines[number - 1][: span.end_column - 1 if number == span.end_line else None].rstrip()
        start = span.column - 1 if number == span.line else len(line) - len(line.lstrip(" "))
        bullet = _BULLET.match(line, start) if items or alone else None
        if bullet and items and _goes_on(lines[number - 2], line[bullet.end() :], bullet):
            bullet = None  # a dash in a sentence whose lines are as long as they may be
        if bullet and bullet["mark"] and items and not items[0].bullet:
            bullet = None  # a dash in a sentence, a number at the start of a line
        if bullet or not items:
            after = bullet.end() if bullet else start
            mark, place = Span(number, start + 1, number, after + 1), Span(number, after + 1, number, len(line) + 1)
            items.append(Item(bullet[0] if bullet else "", mark, place, line[after:]))
        elif line.strip():
            last = items[-1]
            place = last.place._replace(end_line=number, end_column=len(line) + 1)
            items[-1] = last._replace(place=place, text=f"{last.text} {line.strip()}")
    return items if len(items) > 1 or items[0].bullet[:1] in SIGNS else []


#: Lines of a text that was cut to a width are longer than this.
_WIDE = 60


def _goes_on(before: str, after: str, bullet: re.Match[str]) -> bool:
    """Tell whether « - and so on » goes on with the long line above rather than opens an item."""
    above = before.rstrip()
    return bullet[0] == "- " and len(above) >= _WIDE and above[-1] not in ".!?:;…»" and after[:1].islower()


def make_list(lines: Sequence[str], items: Sequence[Item], inside: bool) -> Fix | None:
    """Return the fix that makes a YAML list of these items; `inside` a list, the first is an item already."""
    first, *others = items
    head = lines[first.mark.line - 1][: first.mark.column - 1]
    depths = {len(head.rstrip()) - 1} if inside else {item.mark.column - 1 for item in others or items}
    if len(depths) > 1 or (inside and not head.rstrip().endswith("-")):
        return None
    dash = " " * depths.pop() + "- "
    edits = [Fix(item.mark._replace(column=1), dash) for item in others]
    if not inside and head.strip():  # « niveau: consulter »: the first item goes to the next line too
        edits.insert(0, Fix(first.mark._replace(column=len(head.rstrip()) + 1), "\n" + dash))
    elif not inside:
        edits.insert(0, Fix(first.mark._replace(column=1), dash))
    needed = [edit for edit in edits if _at(lines, edit.span) != edit.text]
    return Fix(needed[0].span, needed[0].text, tuple(needed[1:])) if needed else None


def _at(lines: Sequence[str], span: Span) -> str:
    return lines[span.line - 1][span.column - 1 : span.end_column - 1]


#: A field or a dash that its text touches, or follows after a no-break space; a sign that opens no list.
_TIGHT = re.compile(
    rf"""^\ *(?:-\ +)*
    (?: [a-z_]{{3,}}(?P<colon>:)(?P<gap>[\u00a0\u202f]+|(?=[^\s/]))
      | (?P<dash>-)(?P<space>[\u00a0\u202f]+|(?=[^\W\d_]))
      | (?P<dot>[{_DOTS}–—])[{_BLANK}]* )(?=\S)""",
    re.VERBOSE,
)


def find_tight_sign(file: str, lines: Sequence[str], line: int) -> Diagnostic | None:
    """« titre:Café », « -mobiliser », « • mobiliser », here or just above: say what is missing, and put it there."""
    above = next((number for number in range(line - 1, 0, -1) if lines[number - 1].strip()), line)
    for number in (line, above):
        if number <= len(lines) and (match := _TIGHT.match(lines[number - 1])):
            kind = match.lastgroup if match.lastgroup not in {"gap", "space"} else "colon" if match["colon"] else "dash"
            start, end = match.span(kind or 0)
            place = Span(number, start + 1, number, end + 1)
            if kind == "dot":
                fix, what = Fix(Span(number, start + 1, number, match.end() + 1), "- "), "bullet"
            else:
                fix, what = Fix(Span(number, end + 1, number, match.end() + 1), " "), "space"
            return Diagnostic("LF029", file, place, {"sign": match[kind or 0], "what": what}, fix)
    return None
