"""The last line of a report: how many files, how many findings."""

from loosfiches.diagnostics import Severity
from loosfiches.language import _, later, plural
from loosfiches.reports.finding import Report

#: English names, translated where they are printed.
SEVERITY_NAMES = {
    Severity.ERROR: later("error"),
    Severity.WARNING: later("warning"),
    Severity.INFO: later("note"),
}


def summary(report: Report) -> str:
    """Return one sentence such as « 7 documents vérifiés : 1 erreur, 2 avertissements »."""
    read = plural("{n} file checked", "{n} files checked", report.checked).format(n=report.checked)
    counts = [text for text in (_count(severity, report.counts[severity]) for severity in Severity) if text]
    return read + _(": ") + (", ".join(counts) or _("nothing to report"))


def _count(severity: Severity, number: int) -> str:
    forms = {
        Severity.ERROR: plural("{n} error", "{n} errors", number),
        Severity.WARNING: plural("{n} warning", "{n} warnings", number),
        Severity.INFO: plural("{n} note", "{n} notes", number),
    }
    return forms[severity].format(n=number) if number else ""
