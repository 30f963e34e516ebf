"""Workflow commands of GitHub Actions, shown beside the lines they speak of.

Source: GitHub's documentation, « Workflow commands », which also says what to escape.
"""

from loosfiches.diagnostics import Diagnostic, Severity
from loosfiches.inert import line
from loosfiches.reports.finding import Report
from loosfiches.reports.summary import summary

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> str:
    """Return one command a finding, then the count; no file name or message can forge another command."""
    lines = [_command(report, diagnostic) for diagnostic in report.diagnostics]
    return "\n".join([*lines, summary(report), ""])


def _command(report: Report, diagnostic: Diagnostic) -> str:
    where = {
        "file": report.name(diagnostic.file),
        "line": diagnostic.span.line,
        "col": diagnostic.span.column,
        "title": diagnostic.code,
    }
    if diagnostic.span.end_line == diagnostic.span.line:
        where["endColumn"] = diagnostic.span.end_column
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in where.items())
    return f"::{_COMMANDS[report.severity(diagnostic)]} {properties}::{_data(report.message(diagnostic))}"


def _data(text: str) -> str:
    return line(_coded(text))


def _property(text: str) -> str:
    return line(_coded(text).replace(":", "%3A").replace(",", "%2C"))


def _coded(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
