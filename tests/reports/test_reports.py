"""Reports: the same findings as text for people, a line for logs, JSON for programs."""

import json
from collections.abc import Callable

import pytest

from loosfiches.collection.project import Project
from loosfiches.reports import FORMATS, Report
from tests.conftest import put, read

Make = Callable[..., Project]


def report(project: Project, form: str, language: str = "fr") -> str:
    collection, found = read(project)
    shown = [each for each in found if each.code != "LF212"]
    return FORMATS[form](Report(shown, collection, collection.files, language, collection.project.root))


def test_a_person_sees_the_line_the_fault_and_the_mend(project: Make) -> None:
    """
    schema: fiche/1
    code: A-07
    titer: Café citoyen
    resume: Parler.
    """
    assert report(project(), "full") == (
        "LF112 erreur : champ inconnu « titer » : vouliez-vous dire « titre » (obligatoire, absent) ?\n"
        " --> fiches/dispositifs/A-07-cafe-citoyen.yaml:3:1\n"
        "  |\n"
        "3 | titer: Café citoyen\n"
        "  | ^^^^^ écrire « titre »\n"
        "\n"
        "aide : loosfiches explain LF112\n"
        "aide : loosfiches validate --fix (corrections sûres : 1)\n"
        "\n"
        "2 fichiers vérifiés : 1 erreur\n"
    )


def test_the_help_is_on_what_is_gravest(project: Make) -> None:
    """
    duree: 1h30
    quandx: Jamais
    """
    said = report(project(), "full")
    assert said.index("LF105 avertissement") < said.index("LF112 erreur")
    assert "aide : loosfiches explain LF112\n" in said


def test_the_caret_stands_under_wide_and_combined_signs(project: Make) -> None:
    made = project("promesse: 日本 e\u0301 [x](A-99)\n")
    lines = report(made, "full").splitlines()
    assert lines[3].startswith("5 | promesse: ")
    assert lines[4].index("^") == len("5 | promesse: ")


def test_a_log_gets_one_line_a_finding(project: Make) -> None:
    """
    duree: 1h30
    """
    assert report(project(), "concise") == (
        "fiches/dispositifs/A-07-cafe-citoyen.yaml:5:8: avertissement LF105 « 1h30 » s’écrit « 1 h 30 »\n"
        "2 fichiers vérifiés : 1 avertissement\n"
    )


def test_a_program_gets_the_promised_shape(project: Make) -> None:
    """
    # fiches/dispositifs/A-01-un.yaml
    code: A-01
    duree: 1h30
    # fiches/dispositifs/A-01-deux.yaml
    code: A-01
    """
    value = json.loads(report(project(), "json", "en"))
    assert value["schema"] == "loosfiches/diagnostics/1"
    assert value["summary"] == {"files": 3, "errors": 1, "warnings": 1, "infos": 0}
    twice, respelled = value["diagnostics"]
    assert set(twice) == {"code", "severity", "message", "file", "start", "end", "related"}
    assert twice["related"][0]["file"] == "fiches/dispositifs/A-01-deux.yaml"
    assert respelled == {
        "code": "LF105",
        "severity": "warning",
        "message": "“1h30” should be written “1 h 30”",
        "file": "fiches/dispositifs/A-01-un.yaml",
        "start": {"line": 5, "column": 8},
        "end": {"line": 5, "column": 12},
        "fix": {
            "edits": [{"text": "1 h 30", "start": {"line": 5, "column": 8}, "end": {"line": 5, "column": 12}}],
        },
    }


@pytest.mark.parametrize("form", ["full", "concise"])
def test_no_file_can_write_to_the_terminal_or_forge_a_line(project: Make, form: str) -> None:
    """code: A-07"""
    made = project()
    put(made.root, "fiches/dispositifs/A-08\n::error ::x\x1b[31m.yaml", "schema: fiche/9\n")
    text = report(made, form)
    assert "\x1b" not in text
    assert not any(line.startswith("::error") for line in text.splitlines())


def test_a_file_name_that_is_no_text_is_shown_all_the_same(project: Make) -> None:
    """code: A-07"""
    made = project()
    name = (made.fiches / "dispositifs").as_posix().encode() + b"/A-08-\xe9t\xe9.yaml"
    with open(name, "wb") as file:  # noqa: PTH123  (a name that is no text)
        file.write(b"a: b\n")
    assert "A-08-\\\\xe9t\\\\xe9.yaml" in report(made, "concise").replace("\\xe9", "\\\\xe9")
