"""The formats that CI services read: shape, escapes, fingerprints."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Tree

import pytest
from jsonschema import Draft4Validator

from loosfiches.cli.validate import usual_format
from loosfiches.collection.project import Project
from loosfiches.reports import FORMATS, Report
from tests.conftest import put, read, sheet

Make = Callable[..., Project]
SARIF = json.loads((Path(__file__).parent / "data/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))

NONE = "code: A-07\n"
ONE = "duree: 1h30\n"
MANY = """\
# fiches/dispositifs/A-01-un.yaml
code: A-01
duree: 1h30
limites:
  -
# fiches/dispositifs/A-01-deux.yaml
titre: "Deux : 100 %, dit-on"
code: A-01
promesse: Voir [la suite](A-99) [@inconnue].
"""


def report(project: Project, form: str) -> str:
    collection, found = read(project)
    return FORMATS[form](Report(found, collection, collection.files, "fr", collection.project.root))


@pytest.mark.parametrize("text", [NONE, ONE, MANY], ids=["none", "one", "many"])
def test_sarif_satisfies_its_published_schema(project: Make, text: str) -> None:
    value = json.loads(report(project(text), "sarif"))
    assert [error.message for error in Draft4Validator(SARIF).iter_errors(value)] == []


def test_sarif_tells_place_level_rule_and_fix(project: Make) -> None:
    (run,) = json.loads(report(project(ONE), "sarif"))["runs"]
    result: dict[str, Any] = next(each for each in run["results"] if each["ruleId"] == "LF105")
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "LF105"
    assert result["level"] == "warning"
    region = {"startLine": 5, "startColumn": 8, "endLine": 5, "endColumn": 12}
    assert result["locations"][0]["physicalLocation"]["region"] == region
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": "1 h 30"}}]


@pytest.mark.parametrize("text", [NONE, ONE, MANY], ids=["none", "one", "many"])
def test_gitlab_gets_what_it_requires(project: Make, text: str) -> None:
    rows = json.loads(report(project(text), "gitlab"))
    for row in rows:
        assert set(row) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert row["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert row["location"]["lines"]["begin"] >= 1
    assert len({row["fingerprint"] for row in rows}) == len(rows)


def test_fingerprints_survive_line_moves(project: Make) -> None:
    made = project(ONE)
    before = {row["fingerprint"] for row in json.loads(report(made, "gitlab"))}
    put(made.root, "fiches/dispositifs/A-07-cafe-citoyen.yaml", "# une remarque\n\n" + sheet(ONE))
    assert {row["fingerprint"] for row in json.loads(report(made, "gitlab"))} == before


@pytest.mark.parametrize(("text", "failures"), [(NONE, 0), (ONE, 0), (MANY, 3)], ids=["none", "one", "many"])
def test_junit_fails_for_errors_and_passes_the_rest(project: Make, text: str, failures: int) -> None:
    suite = Tree.fromstring(report(project(text), "junit"))
    assert suite.get("failures") == str(failures) == str(len(suite.findall("testcase/failure")))
    assert suite.get("tests") == str(len(suite.findall("testcase")))


def test_github_shows_findings_beside_their_lines(project: Make) -> None:
    lines = report(project(ONE), "github").splitlines()
    assert (
        "::warning file=fiches/dispositifs/A-07-cafe-citoyen.yaml,line=5,col=8,title=LF105,endColumn=12"
        "::« 1h30 » s’écrit « 1 h 30 »"
    ) in lines


def test_no_name_or_text_forges_a_command(project: Make) -> None:
    made = project(NONE)
    put(made.root, "fiches/dispositifs/A-08,line=1::x\n::error ::forgé.yaml", "schema: fiche/9\n")
    put(made.root, "fiches/dispositifs/A-09-x.yaml", sheet('code: A-09\nnature: "outil\\n::error ::forgé"\n'))
    lines = report(made, "github").splitlines()
    assert [line for line in lines if line.startswith("::error ::")] == []
    assert all(line.startswith(("::error file=", "::notice file=", "4 fichiers")) for line in lines)


@pytest.mark.parametrize(
    ("environment", "output", "form"),
    [
        ({}, None, "full"),
        ({"GITHUB_ACTIONS": "true"}, None, "github"),
        ({"GITHUB_ACTIONS": "true"}, Path("x"), "full"),
        ({"GITLAB_CI": "true"}, None, "concise"),
        ({"GITLAB_CI": "true"}, Path("gl-code-quality-report.json"), "gitlab"),
    ],
)
def test_the_format_suits_where_the_tool_runs(environment: dict[str, str], output: Path | None, form: str) -> None:
    assert usual_format(environment, output) == form
