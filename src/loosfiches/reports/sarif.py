"""SARIF 2.1.0 (OASIS), which code hosts show as security and quality findings."""

from urllib.parse import quote

from loosfiches import __version__
from loosfiches.diagnostics import Diagnostic, Fix, Severity, Span
from loosfiches.inert import json_text
from loosfiches.reports.finding import Report
from loosfiches.reports.fingerprint import fingerprints
from loosfiches.rules import RULES, Rule
from loosfiches.rules import severity as usual

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0-rtm.5.json"


def render(report: Report) -> str:
    """Return the log; columns count code points from 1, file names are as seen from where the program was started."""
    codes = sorted({diagnostic.code for diagnostic in report.diagnostics})
    marks = fingerprints(report.diagnostics)
    results = [
        _result(report, diagnostic, codes, mark) for diagnostic, mark in zip(report.diagnostics, marks, strict=True)
    ]
    rules = [_rule(RULES[code], report.language) for code in codes]
    driver = {"name": "loosfiches", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _rule(rule: Rule, language: str) -> dict[str, object]:
    words = rule.words[language]
    return {
        "id": rule.code,
        "shortDescription": {"text": words.why},
        "help": {"text": words.mend},
        "defaultConfiguration": {"level": _LEVELS[usual(rule.code)]},
    }


def _result(report: Report, diagnostic: Diagnostic, codes: list[str], mark: str) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": _LEVELS[report.severity(diagnostic)],
        "message": {"text": report.message(diagnostic)},
        "locations": [_location(report.name(diagnostic.file), diagnostic.span)],
        "partialFingerprints": {"loosfiches/1": mark},
    }
    if diagnostic.related:
        result["relatedLocations"] = [_location(report.name(other.file), other.span) for other in diagnostic.related]
    if diagnostic.fix:
        result["fixes"] = [_fix(report.name(diagnostic.file), diagnostic.fix)]
    return result


def _location(file: str, span: Span) -> dict[str, object]:
    return {"physicalLocation": {"artifactLocation": _artifact(file), "region": _region(span)}}


def _artifact(file: str) -> dict[str, str]:
    return {"uri": quote(file), "uriBaseId": "%SRCROOT%"}


def _region(span: Span) -> dict[str, int]:
    ends = {"endLine": span.end_line, "endColumn": span.end_column}
    return {"startLine": span.line, "startColumn": span.column, **ends}


def _fix(file: str, fix: Fix) -> dict[str, object]:
    replacements = [
        {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}} for edit in (fix, *fix.also)
    ]
    return {"artifactChanges": [{"artifactLocation": _artifact(file), "replacements": replacements}]}
