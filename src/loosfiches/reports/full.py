"""Each finding with its line, a caret under the fault, and what to do; for people."""

import unicodedata

from loosfiches.diagnostics import Diagnostic
from loosfiches.inert import lines, printable
from loosfiches.language import _
from loosfiches.reports.finding import Report
from loosfiches.reports.summary import SEVERITY_NAMES, summary

#: The longest stretch of a line that is shown, in signs.
WIDTH = 100


def render(report: Report) -> str:
    """Return the findings as paragraphs, then the count."""
    paragraphs = [_paragraph(report, diagnostic) for diagnostic in report.diagnostics]
    return lines("\n".join([*paragraphs, *_help(report), summary(report), ""]))


def _help(report: Report) -> list[str]:
    """Return the line that says how to learn more, on the first of the gravest."""
    if not report.diagnostics:
        return []
    gravest = min(report.diagnostics, key=report.severity)
    lines = [_("help: loosfiches explain {code}").format(code=gravest.code)]
    if number := sum(diagnostic.fix is not None for diagnostic in report.diagnostics):
        lines.append(_("help: loosfiches validate --fix (safe fixes: {n})").format(n=number))
    return [*lines, ""]


def _paragraph(report: Report, diagnostic: Diagnostic) -> str:
    head = f"{diagnostic.code} " + _(SEVERITY_NAMES[report.severity(diagnostic)]) + _(": ")
    also = _("see also {place}")
    lines = [
        head + printable(report.message(diagnostic)),
        f" --> {report.place(diagnostic.file, diagnostic.span)}",
        *_excerpt(report, diagnostic),
        *("  = " + also.format(place=report.place(place.file, place.span)) for place in diagnostic.related),
        "",
    ]
    return "\n".join(lines)


def _excerpt(report: Report, diagnostic: Diagnostic) -> list[str]:
    """Return the line at fault between margins, and the caret under what is wrong in it."""
    line, span = report.line(diagnostic), diagnostic.span
    if not line.strip():
        return []
    start = max(0, span.column - 1 - WIDTH // 2) if len(line) > WIDTH else 0
    shown = line[start : start + WIDTH].rstrip()
    end = span.end_column if span.end_line == span.line else len(line) + 1
    before = _visible(shown[: span.column - 1 - start])
    marked = _visible(shown[span.column - 1 - start : end - 1 - start])
    number, margin = str(span.line), " " * len(str(span.line))
    caret = f"{' ' * _cells(before)}{'^' * max(1, _cells(marked))}{_mend(diagnostic)}"
    return [f"{margin} |", f"{number} | {_visible(shown)}", f"{margin} | {caret}"]


def _visible(text: str) -> str:
    return printable(text.replace("\t", "→"))


def _cells(text: str) -> int:
    """Return how many cells of a terminal the text takes."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    marks = sum(bool(unicodedata.combining(sign)) for sign in text)
    return len(text) + wide - marks


def _mend(diagnostic: Diagnostic) -> str:
    if diagnostic.fix is None or "\n" in diagnostic.fix.text or diagnostic.fix.text.rstrip("- ") == "":
        return ""  # what moves lines or blanks cannot be shown in a word
    if diagnostic.fix.span > diagnostic.span:
        return ""  # it is further on
    return " " + _("write “{text}”").format(text=printable(diagnostic.fix.text))
