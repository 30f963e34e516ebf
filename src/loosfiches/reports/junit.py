"""JUnit XML, which most CI services read: a test case a file, a failure an error."""

from itertools import groupby
from xml.etree import ElementTree as Tree

from loosfiches.diagnostics import Diagnostic, Severity
from loosfiches.inert import printable, xml_text
from loosfiches.reports.finding import Report


def render(report: Report) -> str:
    """Return the report; files without error pass, their warnings and notes stand in `system-out`."""
    by_file = {file: list(group) for file, group in groupby(report.diagnostics, lambda diagnostic: diagnostic.file)}
    failures = sum(report.severity(diagnostic) == Severity.ERROR for diagnostic in report.diagnostics)
    cases = [_case(report, file, by_file.get(file, [])) for file in sorted({*report.files, *by_file})]
    suite = Tree.Element("testsuite", name="loosfiches", tests=str(len(cases)), failures=str(failures), errors="0")
    suite.extend(cases)
    Tree.indent(suite)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + xml_text(Tree.tostring(suite, encoding="unicode")) + "\n"


def _case(report: Report, file: str, diagnostics: list[Diagnostic]) -> Tree.Element:
    case = Tree.Element("testcase", classname="loosfiches", name=printable(report.name(file)))
    rest = []
    for diagnostic in diagnostics:
        message = printable(report.message(diagnostic))
        line = f"{report.place(diagnostic.file, diagnostic.span)}: {diagnostic.code} {message}"
        if report.severity(diagnostic) == Severity.ERROR:
            failure = Tree.SubElement(case, "failure", type=diagnostic.code, message=message)
            failure.text = line
        else:
            rest.append(line)
    if rest:
        Tree.SubElement(case, "system-out").text = "\n".join(rest)
    return case
