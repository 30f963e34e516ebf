"""JUnit XML, which most CI services read: a test case a file, a failure an error."""

from itertools import groupby
from xml.etree import ElementTree as Tree

from loosfiches.diagnostics import Diagnostic, Severity
from loosfiches.inert import printable, xml_text
from loosfiches.reports.finding import Report


def render(report: Report) -> str:
    """Return the report; files without error pass, their warnings and notes stand in `system-out`."""
    found = {file: list(group) for file, group in groupby(report.diagnostics, lambda each: each.file)}
    failures = sum(report.severity(each) == Severity.ERROR for each in report.diagnostics)
    cases = [_case(report, file, found.get(file, [])) for file in sorted({*report.files, *found})]
    suite = Tree.Element("testsuite", name="loosfiches", tests=str(len(cases)), failures=str(failures), errors="0")
    suite.extend(cases)
    Tree.indent(suite)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + xml_text(Tree.tostring(suite, encoding="unicode")) + "\n"


def _case(report: Report, file: str, found: list[Diagnostic]) -> Tree.Element:
    case = Tree.Element("testcase", classname="loosfiches", name=printable(report.name(file)))
    rest = []
    for each in found:
        line = f"{report.place(each.file, each.span)}: {each.code} {printable(report.message(each))}"
        if report.severity(each) == Severity.ERROR:
            failure = Tree.SubElement(case, "failure", type=each.code, message=printable(report.message(each)))
            failure.text = line
        else:
            rest.append(line)
    if rest:
        Tree.SubElement(case, "system-out").text = "\n".join(rest)
    return case
