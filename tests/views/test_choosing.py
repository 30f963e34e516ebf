"""« Je veux… » and comparing, as far as the build settles them: which fiches answer which choice, what stands beside."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from loosfiches.collection import load
from loosfiches.collection.project import Project
from tests.conftest import TODAY
from tests.views.test_searching import data
from tests.views.test_site import CLASSEUR, FICHE, FULL, OURS, RECIT, Files, built, collection, fiche, text


@pytest.fixture(scope="module")
def ours() -> Files:
    return built(load(Project(OURS.parent), TODAY))


def answers(folder: Path, said: str, facet: str) -> list[str] | None:
    """The choices of a facet that a fiche saying this answers; None when it does not say."""
    known = data(built(collection(folder, FICHE + said)), "cards-data.js")
    at = [each["name"] for each in known["facets"]].index(facet)
    bits = known["cards"][0][8][at]
    return None if bits is None else [key for rank, key in enumerate(known["facets"][at]["keys"]) if bits >> rank & 1]


@pytest.mark.parametrize(
    ("said", "facet", "expected"),
    [
        ("phases: [imaginer, choisir]", "phase", ["imaginer", "choisir"]),
        ("niveau: [codecision]", "niveau", ["codecision"]),
        ("participants: 15 à 30", "personnes", ["10", "20"]),
        ("participants: 100 et plus", "personnes", ["61"]),
        ("participants: 8 au plus", "personnes", ["1"]),
        ("duree: 1 h 30 à 3 h", "duree", ["2-h", "demi-journee", "journee", "semaines", "mois"]),
        ("duree: 1 jour", "duree", ["journee", "semaines", "mois"]),
        ("duree: 2 à 6 mois", "duree", ["mois"]),
        ("duree: 3 ans", "duree", []),
        ("temps_agents: 4 à 12 h", "agents", ["1", "3", "10", "30", "100"]),
        ("temps_agents: 4 jours", "agents", ["10", "30", "100"]),
        ("cout: gratuit", "cout", ["0", "100", "500", "2000", "10000"]),
        ("cout: 300 à 5 000 €", "cout", ["500", "2000", "10000"]),
        ("preparation: 2 à 3 h", "preparation", ["ce-soir", "semaine", "mois", "trimestre", "an"]),
        ("preparation: 3 à 5 semaines", "preparation", ["mois", "trimestre", "an"]),
        ("cout: environ 300 €", "cout", ["500", "2000", "10000"]),
        ("acces: libre", "cout", None),
        ("cout: 300 $", "cout", None),
        ("cout: inconnu", "cout", None),
        ("duree: 15 min par personne", "duree", None),
        ("participants: petits groupes", "personnes", None),
    ],
)
def test_what_answers_a_choice(tmp_path: Path, said: str, facet: str, expected: list[str] | None) -> None:
    assert answers(tmp_path, said + "\n", facet) == expected


def test_without_scripts_each_choice_is_a_link_to_its_list(tmp_path: Path) -> None:
    sheets = [
        fiche("A-01", "phases: [choisir]"),
        fiche("A-02", "phases: [choisir]"),
        fiche("A-03", "phases: [imaginer]"),
    ]
    files = built(collection(tmp_path, *sheets, RECIT))
    home = text(files, "index.html")
    assert re.findall(r'<a href="(choisir/[^"]*)">([^<]*)</a>', home) == [
        ("choisir/phase-imaginer.html", "Imaginer (1)"),
        ("choisir/phase-choisir.html", "Choisir (2)"),
    ]
    page = text(files, "choisir/phase-choisir.html")
    assert re.findall(r'href="\.\./(a-\d\d)/', page) == ["a-01", "a-02"]
    assert 'href="../index.html?phase=choisir#chercher"' in page


def test_a_choice_that_tells_no_fiche_from_another_is_not_offered(tmp_path: Path) -> None:
    files = built(collection(tmp_path, fiche("A-01", "phases: [choisir]"), fiche("A-02", "phases: [choisir]")))
    assert not [name for name in files if name.startswith("choisir/")]
    assert "<select" not in text(files, "index.html")
    assert '<input type="search"' in text(files, "index.html")


def test_comparing_is_offered_once_there_are_two_fiches(tmp_path: Path) -> None:
    def offering(*sheets: str) -> list[str]:
        files = built(collection(tmp_path, *sheets))
        pages = ("index.html", "a-01/index.html")
        return [
            name for name in pages if "comparer/index.html" in text(files, name) or "pour-comparer" in text(files, name)
        ]

    assert offering(fiche("A-01"), RECIT) == []
    assert offering(fiche("A-01"), fiche("A-02")) == ["index.html", "a-01/index.html"]


def test_a_level_that_all_fiches_share_is_named_on_their_cards(tmp_path: Path) -> None:
    files = built(collection(tmp_path, fiche("A-01", "niveau: [codecision]"), fiche("A-02", "niveau: [codecision]")))
    (levels,) = [each for each in data(files, "cards-data.js")["facets"] if each["name"] == "niveau"]
    assert levels["labels"][levels["keys"].index("codecision")] == "Codécision"


def test_the_form_offers_our_own_words_in_the_language_of_the_frame(tmp_path: Path) -> None:
    english = CLASSEUR + "langue: en\n"
    sheets = [fiche("A-01", "phases: [choisir]", "cout: 0 à 90 €"), fiche("A-02", "cout: 900 à 1 800 €")]
    home = text(built(collection(tmp_path, *sheets, classeur=english)), "index.html")
    assert "At what stage?" in home and ">Choose</option>" in home and "€2,000 at most" not in home
    assert ">€500 at most</option>" in home
    french = text(built(collection(tmp_path, *sheets)), "index.html").replace("\u202f", " ").replace("\u00a0", " ")
    assert "À quelle étape ?" in french and ">500 € au plus</option>" in french


def test_cards_say_what_shelves_say(tmp_path: Path) -> None:
    recit = RECIT + "periode: {debut: 2014, fin: 2016}\nlieu: Cité\n"
    sheet = fiche(
        "A-02", "duree: 2 h", "participants: 20 à 100", "preparation: 1 jour", "langue: en", state="brouillon"
    )
    rows = data(built(collection(tmp_path, FICHE, sheet, recit)), "cards-data.js")["cards"]
    said = {row[0]: row[1:8] for row in json.loads(json.dumps(rows).replace("\\u00a0", " "))}
    assert said["A-02"] == [
        "Autre fiche",
        "Un essai.",
        "",
        "brouillon",
        "2 h · 20 à 100 personnes",
        "à préparer en 1 jour",
        "en",
    ]
    assert said["R-01"] == ["Le banc", "Un banc, puis deux.", "", "", "2014 – 2016 · Cité", "", ""]
    assert [len(row) for row in rows] == [9, 9, 8]  # a récit has no choices to answer


def test_marks_of_texts_are_not_shown(tmp_path: Path) -> None:
    sheet = FICHE.replace("On parle, on note.", "On *parle* ([note](A-02)) [@village] & <b>.")
    (row,) = data(built(collection(tmp_path, sheet)), "cards-data.js")["cards"]
    assert row[2] == "On parle (note) & <b>."


# Comparing


def compared(files: Files, code: str) -> Any:
    known, fields = json.loads("[" + text(files, f"{code}/compare.js").partition("(")[2].rpartition(")")[0] + "]")
    assert known == code.upper()
    return fields


def test_a_fiche_hands_over_its_facts_and_reasons(tmp_path: Path) -> None:
    fields = compared(built(collection(tmp_path, FICHE + FULL, RECIT)), "a-01")
    plain = json.loads(json.dumps(fields).replace("\\u00a0", " "))
    facts = (
        "nature",
        "niveau",
        "phases",
        "publics",
        "participants",
        "duree",
        "cout",
        "difficulte",
        "acces",
        "modalite",
    )
    assert [plain[name] for name in facts] == [
        "Dispositif", "Consultation", "Imaginer", "Jeunes", "20 à 100", "1 h 30 à 2 h", "0 à 300 €", "Exigeante",
        "Libre", "Sur place et en ligne",
    ]  # fmt: skip
    assert plain["etapes"] == "3 : 1 avant, 1 avec les gens, 1 après"
    texts = ("objectifs", "quand_utiliser", "quand_eviter", "points_forts", "limites")
    assert [plain[name] for name in texts] == [["Se parler"], ["m-utiliser"], ["m-eviter"], ["m-fort"], ["m-limite"]]
    assert "etat" not in plain and "langue" not in plain


def test_all_fiches_can_be_chosen_and_nothing_else(ours: Files) -> None:
    page = text(ours, "comparer/index.html")
    codes = re.findall(r'<option value="(.-\d+)"', page)
    assert [f"{code.lower()}/compare.js" for code in codes] == [name for name in ours if name.endswith("/compare.js")]
    assert len(codes) == 18 and codes == sorted(codes)
    assert all(f'href="../comparer/index.html?a={code}"' in text(ours, f"{code.lower()}/index.html") for code in codes)


def test_the_page_has_a_place_for_each_thing_that_is_compared(ours: Files) -> None:
    page = text(ours, "comparer/index.html")
    places = {*re.findall(r'data-(?:champ|fait)="(\w+)"', page), "langue"}
    for name in (name for name in ours if name.endswith("/compare.js")):
        assert compared(ours, name.partition("/")[0]).keys() <= places


def test_what_pages_load_is_light(ours: Files) -> None:
    sizes = {name: len(content) for name, content in ours.items()}
    scripts = ("choose.js", "search.js", "vendor/minisearch.js", "cards-data.js")
    assert sizes["index.html"] + sizes["site.css"] + sum(sizes[name] for name in scripts) < 150_000
    assert sizes["search-data.js"] < 80_000
    assert sum(size for name, size in sizes.items() if name.endswith("compare.js")) < 60_000


def test_the_search_library_comes_with_its_licence(ours: Files) -> None:
    head = text(ours, "vendor/minisearch.js").partition("\n")[0]
    assert "MiniSearch 7.2.0" in head and "MIT" in head and "minisearch.LICENSE.txt" in head
    assert "Permission is hereby granted" in text(ours, "vendor/minisearch.LICENSE.txt")


def test_our_scripts_are_classic_and_make_no_markup_of_texts(ours: Files) -> None:
    for name in (name for name in ours if name.endswith(".js") and not name.startswith("vendor/")):
        script = text(ours, name)
        assert not re.search(
            r"\bfetch\(|XMLHttpRequest|WebSocket|\bimport[ (]|^export |\beval\(|new Function", script
        ), name
        assert "innerHTML" not in script, name


def test_a_project_has_its_own_script_in_place_of_ours(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "site"
    own.mkdir(parents=True)
    (own / "choose.js").write_text("/* {{ à nous }} */")
    assert text(built(collection(tmp_path, FICHE)), "choose.js") == "/* {{ à nous }} */"
