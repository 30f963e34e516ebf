"""Licences are those that others know."""

from collections.abc import Callable

import pytest

from loosfiches.collection.project import Project
from loosfiches.rules import message
from tests.conftest import TODAY, codes, read

Make = Callable[..., Project]


@pytest.mark.parametrize("licence", ["etalab-2.0", "CC-BY-SA-4.0", "CC0-1.0", "LicenseRef-Ville", "LAL-1.3"])
def test_an_spdx_identifier_is_right(project: Make, licence: str) -> None:
    assert codes(read(project(f"licence: {licence}"))[1]) == []


@pytest.mark.parametrize(
    ("licence", "right"),
    [
        ("Licence Ouverte", "etalab-2.0"),
        ("cc by-sa", "CC-BY-SA-4.0"),
        ("cc-by-4.0", "CC-BY-4.0"),
        ("Etalab-2.0", "etalab-2.0"),
        ("CC-BY-4.O", ""),
        ("nimporte quoi", ""),
    ],
)
def test_another_name_is_told_and_mended_when_it_is_sure(project: Make, licence: str, right: str) -> None:
    _, found = read(project(f"illustrations:\n  - alt: Un plan\n    licence: {licence}"))
    (told,) = [each for each in found if each.code == "LF415"]
    assert (told.fix.text if told.fix else "") == right
    assert f"« {licence} »" in message(told, "fr")


def test_the_licence_of_the_classeur_is_looked_at(project: Make) -> None:
    from loosfiches.survey import check_project

    made = project("code: A-07")
    classeur = made.fiches / "classeur.yaml"
    classeur.write_text(classeur.read_text("utf-8").replace("etalab-2.0", "Licence Ouverte"), "utf-8")
    assert [each.code for each in check_project(made, TODAY)[1]] == ["LF415", "LF212"]
