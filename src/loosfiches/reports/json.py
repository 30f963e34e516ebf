"""Findings for other programs: the shape `loosfiches/diagnostics/1`."""

from loosfiches.diagnostics import Diagnostic, Severity, Span
from loosfiches.inert import json_text
from loosfiches.reports.finding import Report

SCHEMA = "loosfiches/diagnostics/1"
_NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}


def render(report: Report) -> str:
    """Return one JSON object; lines and columns count from 1, in code points."""
    counts = {f"{_NAMES[severity]}s": number for severity, number in report.counts.items()}
    whole = {
        "schema": SCHEMA,
        "diagnostics": [_diagnostic(report, diagnostic) for diagnostic in report.diagnostics],
        "summary": {"files": report.checked, **counts},
    }
    return json_text(whole) + "\n"


def _diagnostic(report: Report, diagnostic: Diagnostic) -> dict[str, object]:
    value: dict[str, object] = {
        "code": diagnostic.code,
        "severity": _NAMES[report.severity(diagnostic)],
        "message": report.message(diagnostic),
        "file": report.name(diagnostic.file),
        **_ends(diagnostic.span),
    }
    if diagnostic.fix:
        value["fix"] = {
            "edits": [{"text": edit.text, **_ends(edit.span)} for edit in (diagnostic.fix, *diagnostic.fix.also)]
        }
    if diagnostic.related:
        value["related"] = [{"file": report.name(other.file), **_ends(other.span)} for other in diagnostic.related]
    return value


def _ends(span: Span) -> dict[str, dict[str, int]]:
    return {
        "start": {"line": span.line, "column": span.column},
        "end": {"line": span.end_line, "column": span.end_column},
    }
