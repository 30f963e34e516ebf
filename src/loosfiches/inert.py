"""Texts of strangers made harmless for a terminal, a log, a program or a spreadsheet: shown, never obeyed.

GitHub's runner takes a line for a command when it starts with `::`, blanks aside, or has `##[…]` anywhere; that of
Azure Pipelines looks for `##vso[…]`, TeamCity's for `##teamcity[…]`. GitLab's sections need control characters.
"""

import json
import re
from functools import lru_cache

_COMMAND = re.compile(r"#(?=#\w*\[)")
_FIRST = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)
#: What starts a formula, in Excel's wide forms too, at the start of a cell wherever a program cuts the line.
_FORMULA = re.compile(r"""(^[\s"']*|[,;|:\t^~]["']*)(?=[=+\-@＝＋－＠])""")
_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
#: Controls, halves of signs, marks of direction; soft hyphens and joiners are part of words.
_HARMFUL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Return `text` with everything that a terminal could obey escaped: controls, direction marks, lone bytes."""
    if text.isprintable():
        return text
    return "".join(sign if _is_plain(sign) else f"\\x{ord(sign):02x}" for sign in text)


def line(text: str) -> str:
    """Return `text` as one line that no terminal and no runner obeys."""
    return unobeyed(printable(text))


def unobeyed(text: str) -> str:
    """Return `text` without what a CI runner would take for a command; nothing else changes."""
    return _FIRST.sub(r"\1\:", _COMMAND.sub(r"#\\", text))


def lines(text: str) -> str:
    """Return a text of several lines, each as `line` makes it."""
    return "\n".join(line(one) for one in text.split("\n"))


def json_text(value: object, indent: int | None = 2) -> str:
    """Return `value` as JSON, with characters that are not printable escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    text = _COMMAND.sub(r"\\u0023", text)
    return "\n".join(one if one.isprintable() else _escaped(one) for one in text.split("\n"))


def xml_text(text: str) -> str:
    """Return XML, already composed, in which no runner finds a command; it says the same."""
    return _FIRST.sub(r"\1&#58;", _COMMAND.sub("&#35;", text))


@lru_cache(maxsize=1 << 12)  # in a table, most cells are one of a few words
def cell(text: str) -> str:
    """Return `text` as one table cell: one line that no spreadsheet takes for a formula, whatever its separator."""
    one = _HARMFUL.sub(lambda sign: printable(sign[0]), _BREAKS.sub(" ", text))
    return _COMMAND.sub(r"#\\", _FORMULA.sub(r"\1'", one))


def _is_plain(sign: str) -> bool:
    return sign.isprintable() or sign in "\u00a0\u202f"


def _escaped(text: str) -> str:
    return "".join(sign if _is_plain(sign) else json.dumps(sign)[1:-1] for sign in text)
