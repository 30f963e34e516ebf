"""GitLab's Code Quality report (a subset of the Code Climate format)."""

from loosfiches.diagnostics import Severity
from loosfiches.inert import json_text
from loosfiches.reports.finding import Report
from loosfiches.reports.fingerprint import fingerprints

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> str:
    """Return a JSON list; fingerprints survive line moves, so that a merge request tells only what is new."""
    marks = fingerprints(report.diagnostics)
    rows = [
        {
            "description": report.message(diagnostic),
            "check_name": diagnostic.code,
            "fingerprint": mark,
            "severity": _SEVERITIES[report.severity(diagnostic)],
            "location": {
                "path": report.name(diagnostic.file),
                "lines": {"begin": diagnostic.span.line, "end": diagnostic.span.end_line},
            },
        }
        for diagnostic, mark in zip(report.diagnostics, marks, strict=True)
    ]
    return json_text(rows) + "\n"
