"""What the rules on content and links must not miss, and must leave alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from loosfiches.collection.project import Project
from tests.conftest import codes, read, written

Make = Callable[..., Project]


@pytest.mark.parametrize(("state", "told"), [("en_vigueur", True), ("en_relecture", False), ("brouillon", False)])
def test_a_recit_without_obstacles_is_told_once_in_force(project: Make, state: str, told: bool) -> None:
    """Under review it was told of every récit, so that nobody read it."""
    text = "# fiches/recits/R-01-cafe.yaml\nschema: recit/1\ncode: R-01\ntitre: Le café\nresume: Comment il est né.\n"
    assert ("LF405" in codes(read(project(f"{text}etat: {state}\n"))[1])) == told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("preparation: 3 semaines\netapes:\n  - titre: Inviter\n    quand: avant\n    duree: 22 jours", ["LF404"]),
        ("preparation: 3 semaines\netapes:\n  - titre: Préparer\n    quand: avant\n    duree: 600 h", []),
        ("duree: 1 h et plus\netapes:\n  - titre: Parler\n    quand: pendant\n    duree: 3 h", []),
        ("duree: 1 h\netapes:\n  - titre: Parler\n    quand: apres\n    duree: 3 h", []),
        ("duree: jusqu’à 1 h\netapes:\n  - titre: Parler\n    quand: pendant\n    duree: 1 à 3 h", []),
    ],
)
def test_steps_are_added_up_within_one_time_and_one_family(project: Make, text: str, found: list[str]) -> None:
    assert codes(read(project(text))[1]) == found


@pytest.mark.parametrize(
    ("figure", "found"),
    [
        ("valeur: 12\n      date: 2019\n      source: village", []),
        ("valeur: 12\n      date: inconnue\n      libelle: réunions [@village]", []),
        ("valeur: 12\n      date: 2019", ["LF402"]),
        ("valeur: 12\n      source: village", ["LF402"]),
        ("valeur: 12\n      source: village\n      date: un jour", ["LF106"]),
    ],
)
def test_a_figure_has_its_date_and_source(project: Make, figure: str, found: list[str]) -> None:
    text = f"ici:\n  chiffres:\n    - {figure}\nsources:\n  - id: village\n    titre: Village magazine\n"
    assert codes(read(project(text))[1]) == found


def test_each_time_it_was_done_here_has_a_source(project: Make) -> None:
    """
    ici:
      mises_en_oeuvre:
        - date: 2019
          lecon: On parle mieux assis.
        - date: 2020
          lecon: On parle mieux debout [@village].
        - date: 2021
          source: village
    sources:
      - id: village
        titre: Village magazine
    """
    _, found = read(project())
    assert [(each.code, each.span.line) for each in found if each.code != "LF212"] == [("LF403", 7)]


def test_what_replaces_a_withdrawn_sheet_and_what_tells_its_story_may_name_it(project: Make) -> None:
    """
    # fiches/dispositifs/A-02-reunion.yaml
    code: A-02
    etat: retiree
    remplacee_par: A-03
    historique:
      - version: 2
        date: 2026-11-23
        changement: retrait
        motif: Remplacée.
    # fiches/dispositifs/A-03-assemblee.yaml
    code: A-03
    variantes:
      - "Plus courte : [la réunion](A-02)."
    # fiches/recits/R-01-cafe.yaml
    schema: recit/1
    code: R-01
    titre: Le café de la place
    resume: Comment il est né.
    raconte:
      - A-02
    """
    assert codes(read(project())[1]) == []


@pytest.mark.parametrize(
    ("due", "found"),
    [("2026-11-22", ["LF225"]), ("2026-11-23", []), ("2026", []), ("2025", ["LF225"]), ("2020/..", [])],
)
def test_a_document_is_overdue_the_day_after(project: Make, due: str, found: list[str]) -> None:
    assert codes(read(project(f"revoir_avant: {due}"))[1]) == found


def test_marks_are_told_at_their_line_and_what_is_sure_is_mended(tmp_path: Path) -> None:
    text = "  Aller.\n\n  ## Avant\n  Voir [la marche](a-02), d&eacute;j&agrave; R&amp;D.\n"
    sheet = f"mobilisation: |\n{text}variantes:\n  - '&amp; co'\n"
    _, found = read(written(tmp_path, sheet))
    told = {(each.code, each.span.line, each.span.column, each.fix and each.fix.text) for each in found}
    assert told >= {
        ("LF409", 8, 3, None), ("LF308", 9, 20, "A-02"), ("LF410", 9, 28, None), ("LF410", 9, 37, None),
        ("LF410", 9, 47, None), ("LF410", 11, 6, None),
    }  # fmt: skip


def test_a_document_named_in_a_sentence_exists(tmp_path: Path) -> None:
    """The next of kin of a link: nobody follows « la fiche A-99 » by hand to see that it is not there."""
    made = written(tmp_path, "variantes:\n  - Voir la fiche A-98, ou les fiches A-07 et A-97.\n  - L’autoroute A-26.\n")
    found = [(each.span.line, each.span.column) for each in read(made)[1] if each.code == "LF413"]
    assert found == [(6, 19)]
