"""A source becomes a document; one human mistake is one diagnostic, and the rest is read all the same."""

from collections.abc import Callable
from typing import Any

import pytest

from loosfiches.collection.project import Project
from loosfiches.model.needs import TABLE, lacks
from loosfiches.rules import message
from tests.conftest import CLASSEUR, codes, put, read

Make = Callable[..., Project]


def only(project: Project) -> Any:
    collection, _ = read(project)
    (entry,) = collection.entries
    return entry.document


def test_a_mistyped_key_is_one_finding_that_names_the_right_one(project: Make) -> None:
    """
    schema: fiche/1
    code: A-07
    titer: Café citoyen
    resume: Parler.
    """
    _, found = read(project())
    assert codes(found) == ["LF112"]
    found = [each for each in found if each.code == "LF112"]
    assert message(found[0], "fr") == "champ inconnu « titer » : vouliez-vous dire « titre » (obligatoire, absent) ?"
    assert (found[0].span.line, found[0].span.column, found[0].span.end_column) == (3, 1, 6)
    assert found[0].fix
    assert found[0].fix.text == "titre"


def test_a_key_mistyped_inside_a_step_is_matched_with_those_of_steps(project: Make) -> None:
    """
    etapes:
      - titre: Inviter
        durée: 2 h
    """
    _, found = read(project())
    assert [(each.code, each.details["near"]) for each in found if each.code != "LF212"] == [("LF112", "duree")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("statut: actif", "le champ « statut » n’est pas à sa place : il se met dans « ici »"),
        ("ici:\n  duree: 2 h", "il se met au premier niveau, ou dans « etapes »"),
        ("ici:\n  objectifs:\n    - Un", "il se met au premier niveau"),
        ("etapes:\n  - titre: Un\n    chiffres: 12", "il se met dans « ici »"),
        ("fiabilite: directe", "il se met dans « sources »"),
    ],
)
def test_a_field_at_the_wrong_level_is_told_where_it_belongs(project: Make, text: str, said: str) -> None:
    _, found = read(project(text))
    assert codes(found) == ["LF113"]
    assert message(next(each for each in found if each.code == "LF113"), "fr").endswith(said)


def test_what_is_understood_is_read_and_told(project: Make) -> None:
    """
    niveau: Co-construire
    duree: 1h30
    etat: En vigueur
    revoir_avant: 12/03/2030
    """
    document = only(project())
    assert document.niveau == ("co_construction",)
    assert str(document.duree) == "1 h 30"
    assert document.state == "en_vigueur"
    assert str(document.revoir_avant) == "2030-03-12"


def test_a_field_where_a_text_goes_is_no_text_with_a_colon(project: Make) -> None:
    """
    objectifs:
      - texte: Donner la parole.
      - Attention : demander à chacun.
    """
    made = project()
    told = [each for each in read(made)[1] if each.code in {"LF013", "LF103"}]
    assert [(each.code, each.span[:2], each.fix is None) for each in told] == [
        ("LF103", (6, 5), True),
        ("LF013", (7, 15), False),
    ]
    assert message(told[0], "fr") == "« objectifs » attend un texte ; écrivez « Donner la parole. »"


def test_a_field_in_capitals_beside_itself_is_given_twice(project: Make) -> None:
    """Titre: Café"""
    (told,) = [each for each in read(project())[1] if each.code != "LF212"]
    assert message(told, "fr") == "la clé « titre » est déjà donnée ligne 3"


def test_a_field_that_took_words_of_its_text_is_not_renamed(project: Make) -> None:
    """objectifs:[Cadre : oui]"""
    (told,) = [each for each in read(project())[1] if each.code == "LF112"]
    assert (told.details["near"], told.fix) == ("objectifs", None)


def advised(project: Project, langue: str) -> list[tuple[str, str, str]]:
    """Return what a sheet of this language is told of its values, in English, and the fixes offered."""
    put(project.root, "fiches/classeur.yaml", CLASSEUR.replace("fr-FR", langue))
    found = [each for each in read(project)[1] if each.code in {"LF105", "LF106"}]
    return [(each.code, message(each, "en"), each.fix.text if each.fix else "") for each in found]


@pytest.mark.parametrize(
    "typed", ["duree: 15 minutes", "duree: 2 hours to 3 hours", "duree: 2 to 3 h", "participants: 12+"]
)
def test_an_english_binder_keeps_its_own_writing_of_a_quantity(project: Make, typed: str) -> None:
    assert advised(project(typed), "en-GB") == []


def test_a_sheet_says_its_own_language(project: Make) -> None:
    """
    langue: en
    duree: 15 minutes
    """
    assert advised(project(), "fr-FR") == []


@pytest.mark.parametrize(
    ("typed", "right"),
    [("duree: 1h30", "1 h 30 min"), ("participants: 20-100", "20 to 100"), ("cout: 0/1500", "€0 to €1500")],
)
def test_an_english_binder_is_told_to_write_english_and_then_nothing_more(
    project: Make, typed: str, right: str
) -> None:
    value, name = typed.partition(": ")[2], typed.partition(":")[0]
    assert advised(project(typed), "en-GB") == [("LF105", f"“{value}” should be written “{right}”", right)]
    assert advised(project(f"{name}: {right}"), "en-GB") == []


@pytest.mark.parametrize(("langue", "example"), [("fr-CA", "300 $"), ("fr-CH", "300 CHF")])
def test_an_amount_without_currency_is_not_taken_for_euros_elsewhere(project: Make, langue: str, example: str) -> None:
    said = f"unreadable amount: “300”; write for instance {example}"
    assert advised(project("cout: 300"), langue) == [("LF106", said, "")]
    assert advised(project(f"cout: {example}"), langue) == []


@pytest.mark.parametrize("typed", ["[2001, 2010]", '"[2001, 2010]"', "[2001, 2005-03]", "../2013"])
def test_one_of_several_dates_needs_no_quotes(project: Make, typed: str) -> None:
    found = read(project(f"ici:\n  depuis:\n    date: {typed}"))[1]
    assert [each.code for each in found] == ["LF212"]


def test_dates_with_or_between_them_are_put_in_brackets(project: Make) -> None:
    """
    ici:
      depuis:
        date: 2001 ou 2010
    """
    [found] = [each for each in read(project())[1] if each.code == "LF105"]
    assert found.fix
    assert found.fix.text == '"[2001, 2010]"'


def test_an_example_is_in_the_language_of_the_sheet(project: Make) -> None:
    """
    duree: a good hour
    """
    said = "unreadable duration: “a good hour”; write for instance 1 h 30 min to 2 h"
    assert advised(project(), "en-GB") == [("LF106", said, "")]


def test_a_day_that_may_be_of_two_months_is_no_day(project: Make) -> None:
    """
    revoir_avant: 03/12/2030
    """
    made = project()
    assert [each[2] for each in advised(made, "en-GB")] == ["2030-12-03"]
    said = "ambiguous date: “03/12/2030”; write 2030-12-03 or 2030-03-12"
    assert advised(made, "en-US") == [("LF106", said, "")]
    assert only(made).revoir_avant is None


def test_one_bad_value_does_not_hide_the_others(project: Make) -> None:
    """
    duree: longtemps
    publics:
      - martiens
      - jeunes
    participants: 20 à 100
    """
    document = only(project())
    assert document.duree is None
    assert document.publics == ("jeunes",)
    assert str(document.participants) == "20 à 100"


def test_items_are_told_at_their_own_lines_even_after_one_is_left_out(project: Make) -> None:
    """
    publics:
      - martiens
      - jeunes
      - venusiens
    """
    collection, found = read(project())
    text = collection.sources["fiches/dispositifs/A-07-cafe-citoyen.yaml"].lines
    assert [text[each.span.line - 1].strip() for each in found if each.code == "LF110"] == ["- martiens", "- venusiens"]


def test_a_title_may_be_a_number_and_a_key_may_be_left_empty(project: Make) -> None:
    """
    titre: 1984
    objectifs:
    duree:
    """
    document = only(project())
    assert document.titre == "1984"
    assert document.objectifs == ()


def test_a_date_that_does_not_exist_is_a_finding_not_a_crash(project: Make) -> None:
    """
    revoir_avant: 2024-02-30
    """
    _, found = read(project())
    assert codes(found) == ["LF106"]


def test_the_classeur_may_give_its_own_ladder(project: Make) -> None:
    """
    # fiches/dispositifs/A-07-cafe.yaml
    niveau:
      - ecouter
      - faire
    """
    made = project()
    ladder = "niveaux:\n  - cle: ecouter\n    titre: Écouter\n  - cle: faire\n    titre: Faire ensemble\n"
    put(made.root, "fiches/classeur.yaml", CLASSEUR + ladder)
    _, found = read(made)
    assert codes(found) == []


@pytest.mark.parametrize(
    ("key", "code", "right"),
    [
        ("grands_parents", None, None),
        ("Très loin", "LF105", "'tres_loin'"),
        ("grands-parents", "LF105", "'grands_parents'"),
        ("../../x", "LF106", None),
        ("avis.2", "LF106", None),
    ],
)
def test_a_key_can_be_part_of_the_name_of_a_page(project: Make, key: str, code: str | None, right: str | None) -> None:
    made = project("schema: fiche/1")
    put(made.root, "fiches/classeur.yaml", CLASSEUR + f"publics:\n  - {{cle: '{key}', titre: Titre}}\n")
    _, found = read(made)
    told = [each for each in found if each.file == "fiches/classeur.yaml" and each.code in {"LF105", "LF106"}]
    assert [(each.code, each.fix.text if each.fix else None) for each in told] == ([(code, right)] if code else [])


@pytest.mark.parametrize(
    ("value", "state", "missing"),
    [
        ({}, "brouillon", {"schema", "code", "titre", "resume"}),
        ({}, "retiree", {"schema", "code", "titre", "resume"}),
        ({"nature": "outil"}, "en_vigueur", {"objectifs", "publics", "points_forts", "limites", "duree"}),
        ({"nature": "dispositif", "niveau": ["information"]}, "en_vigueur", {"etapes", "objectifs"}),
        ({"nature": "dispositif", "niveau": ["consultation"]}, "en_vigueur", {"promesse", "restitution"}),
        ({"nature": "dispositif", "ici": {"statut": "actif"}}, "en_vigueur", {"sources"}),
    ],
)
def test_what_is_asked_grows_with_the_state(value: dict[str, Any], state: str, missing: set[str]) -> None:
    asked = {need.fields[0] for need in lacks("fiche", value, state)}
    assert missing <= asked
    if state != "en_vigueur":
        assert missing == asked


def test_an_instance_and_an_outil_need_no_steps_and_a_technique_no_level() -> None:
    def asked(nature: str) -> set[str]:
        return {need.fields[0] for need in lacks("fiche", {"nature": nature}, "en_vigueur")}

    assert "etapes" not in asked("instance") | asked("outil")
    assert "etapes" in asked("technique")
    assert "niveau" not in asked("technique") | asked("outil")
    assert "niveau" in asked("instance")


def test_every_field_of_the_table_exists() -> None:
    from loosfiches.model.reading import KINDS
    from loosfiches.model.shape import fields_at

    for kind, needs in TABLE.items():
        assert {field for need in needs for field in need.fields} <= set(fields_at(KINDS[kind], ()))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("concertation", ["LF104"]),
        ("concertter", ["LF110"]),  # the word first; that it should be a list can wait
        ("consulter, concertation", ["LF104", "LF105"]),
        ("consulter, concertter", ["LF104", "LF105", "LF110"]),
    ],
)
def test_one_value_or_several_where_a_list_is_meant(project: Make, written: str, found: list[str]) -> None:
    assert codes(read(project(f"niveau: {written}"))[1]) == found


def test_an_address_where_fields_are_expected_is_told_under_which_name_it_goes(project: Make) -> None:
    """
    sources:
      - https://exemple.fr/bilan
    etapes:
      - Inviter les voisins
    """
    _, found = read(project())
    said = [message(each, "fr") for each in found if each.code == "LF103"]
    assert "écrivez « titre: … » puis « url: https://exemple.fr/bilan »" in said[0]
    assert "écrivez « titre: Inviter les voisins »" in said[1]
    assert "(titre, texte, quand, duree, qui, resultat, source" in said[1]


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("tags: jeunes", "mots_cles"),
        ("images:\n  - fichier: images/plan.svg", "illustrations"),
        ("video: https://exemple.fr", "sources"),
        ("date: 2026-11-23", "historique"),
        ("sources:\n  - title: Le guide", "titre"),
        ("budget: 300 €", "cout"),
    ],
)
def test_a_common_name_of_a_field_is_told_by_ours_and_left_to_its_author(project: Make, text: str, near: str) -> None:
    _, found = read(project(text))
    (told,) = [each for each in found if each.code == "LF112"]
    assert told.details["near"] == near
    assert told.fix is None
