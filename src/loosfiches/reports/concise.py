"""One line per finding, for logs and for grep."""

from loosfiches.diagnostics import Diagnostic
from loosfiches.inert import line
from loosfiches.language import _
from loosfiches.reports.finding import Report
from loosfiches.reports.summary import SEVERITY_NAMES, summary


def render(report: Report) -> str:
    """Return `file:line:column: severity CODE message`, a line each, then the count."""
    lines = [
        line(
            " ".join(
                [
                    f"{report.place(diagnostic.file, diagnostic.span)}:",
                    _gravity(report, diagnostic),
                    diagnostic.code,
                    report.message(diagnostic),
                ]
            )
        )
        for diagnostic in report.diagnostics
    ]
    return "\n".join([*lines, summary(report), ""])


def _gravity(report: Report, diagnostic: Diagnostic) -> str:
    return _(SEVERITY_NAMES[report.severity(diagnostic)])
