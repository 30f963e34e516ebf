"""The pages that no document has: what a reader, a researcher or somebody who cannot read a page would miss."""

import re
from pathlib import Path

import pytest

from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.views.site.pagination import MOST, portions
from tests.conftest import ROOT, TODAY, put
from tests.views.test_site import CLASSEUR, FICHE, RECIT, Files, addresses, built, collection, fiche, tags, text

LINES = """
historique:
  - {version: 1, date: 2026-01-05, changement: creation, motif: Premiers pas}
  - {version: 2, date: 2026-06-01, changement: refonte, motif: Tout relu, valide_par: Conseil}
"""
EDITION = "edition: {numero: 1, date: 2026-03-01}\n"


def plain(files: Files, name: str) -> str:
    """The words of a page, no-break spaces as spaces, without its frame."""
    body = text(files, name).partition("<main")[2].partition("</main>")[0]
    return " ".join(
        re.sub(r"<[^>]*>", "", body).replace("\u00a0", " ").replace("\u202f", " ").replace("&#39;", "’").split()
    )


@pytest.fixture(scope="module")
def ours() -> Files:
    return built(load(Project(ROOT), TODAY))


# The foot of every page


def test_every_page_leads_to_them(ours: Files) -> None:
    wanted = {"sources/", "changements/", "licence/", "accessibilite/"}
    for page in (name for name in ours if name.endswith(".html")):
        foot = text(ours, page).partition("<footer")[2]
        found = set(re.findall(r'href="(?:\.\./|/)?([a-z]+/)index\.html"', foot))
        assert wanted <= found, page
        assert "Accessibilité\u00a0: non conforme" in foot or 'lang="en"' in text(ours, page)[:60], page


def test_what_has_nothing_to_say_is_not_there(tmp_path: Path) -> None:
    files = built(collection(tmp_path, FICHE))
    assert not [name for name in files if name.startswith(("sources/", "changements/"))]
    assert "licence/index.html" in files and "accessibilite/index.html" in files


# Sources


def test_a_source_stands_once_with_the_documents_that_cite_it(tmp_path: Path) -> None:
    one = "sources: [{titre: Village, url: 'https://village.example/', annee: 2012, fiabilite: faible}]"
    same = "sources: [{titre: village, url: 'https://www.village.example', auteur: Anne}, {titre: Échos}]"
    files = built(collection(tmp_path, FICHE + one, fiche("A-02", same)))
    page = text(files, "sources/index.html")
    assert page.count("illage</a>") == 1 and "Anne, <a href=" in page and "Source faible." in page
    cited = page[page.index("illage</a>") :].partition("</li>")[0]
    assert 'href="../a-01/index.html"' in cited and 'href="../a-02/index.html"' in cited
    assert re.findall(r'<h2 id="([^"]+)"', page) == ["a", "e"]


def test_lists_of_names_and_codes_are_in_the_order_of_people(tmp_path: Path) -> None:
    """Accents, ligatures and quotes set no word apart, and A-99 comes before A-100."""
    many = [fiche(code, "liens: {voir_aussi: [A-01]}") for code in ("A-100", "A-99", "A-02")]
    made = collection(tmp_path, FICHE, *many)
    terms = ["Zone", "École", "œuvre", "« Agora »", "Été", "élu", "2001"]
    words = "".join(f"  - {{terme: {term}, definition: Mot.}}\n" for term in terms)
    (tmp_path / "fiches/glossaire.yaml").write_text(f"schema: glossaire/1\ntermes:\n{words}", "utf-8")
    files = built(load(made.project, TODAY))
    page = plain(files, "glossaire/index.html")
    places = [page.index(f"{term} Mot.") for term in ("2001", "Agora »", "École", "élu", "Été", "œuvre", "Zone")]
    assert places == sorted(places)
    cited = text(files, "a-01/index.html").partition("Cité par")[2]
    assert list(dict.fromkeys(re.findall(r"\.\./(a-[0-9]+)/", cited)))[:3] == ["a-02", "a-99", "a-100"]


def test_every_source_of_ours_is_told(ours: Files) -> None:
    told = {address.removeprefix("https://").removeprefix("www.").rstrip("/")
            for page, _, address in addresses(ours) if page.startswith("sources/")}  # fmt: skip
    cited = {
        source.url for entry in load(Project(ROOT), TODAY).entries for source in entry.document.sources if source.url
    }
    assert len(cited) > 40
    assert {each.removeprefix("https://").removeprefix("www.").rstrip("/") for each in cited} <= told


# What changed


def test_changes_stand_by_edition_the_newest_first(tmp_path: Path) -> None:
    other = fiche("A-02", "historique: [{version: 1, date: 2026-02-01, changement: creation, motif: Autre}]")
    files = built(collection(tmp_path, FICHE + LINES, other, classeur=CLASSEUR + EDITION))
    page = plain(files, "changements/index.html")
    order = [
        "Depuis l’édition 1",
        "1er juin 2026",
        "Tout relu",
        "Approuvé",
        "Édition 1",
        "1er février 2026",
        "Autre",
        "5 janvier",
    ]
    places = [page.index(each) for each in order if each != "Approuvé"]
    assert places == sorted(places) and "Conseil" in page
    later = CLASSEUR + EDITION.replace("numero: 1", "numero: 2")
    assert "Jusqu’à l’édition 2" in plain(
        built(collection(tmp_path, FICHE + LINES, other, classeur=later)), "changements/index.html"
    )


def test_changes_stand_by_document_too(tmp_path: Path) -> None:
    other = fiche("A-02", "historique: [{version: 1, date: 2026-02-01, changement: creation, motif: Autre}]")
    page = plain(built(collection(tmp_path, other, FICHE + LINES)), "changements/documents.html")
    places = [page.index(each) for each in ("A-01", "Version 2", "Version 1", "A-02", "Autre")]
    assert places == sorted(places)


def test_of_a_withdrawn_document_only_its_withdrawal_is_told(tmp_path: Path) -> None:
    gone = fiche("A-02", *LINES.replace("refonte", "retrait").splitlines(), title="Ancienne", state="retiree")
    files = built(collection(tmp_path, FICHE, gone))
    for name in ("changements/index.html", "changements/documents.html"):
        page = plain(files, name)
        assert "Ancienne" in page and "retirée" in page and "Tout relu" in page and "Premiers pas" not in page


def test_a_long_list_is_cut_into_pages_that_stay_light(tmp_path: Path) -> None:
    many = [
        fiche(f"A-{number}", f"historique: [{{version: 1, date: 2026-01-05, changement: creation, motif: Motif {number}}}]",
              f"sources: [{{titre: Ouvrage {number}, url: 'https://a.example/{number}'}}]")
        for number in range(100, 500)
    ]  # fmt: skip
    files = built(collection(tmp_path, *many))
    for first, word in (("changements/", "Motif"), ("sources/", "Ouvrage")):
        pages = [text(files, name) for name in files if name.startswith(first) and "documents" not in name]
        assert len(pages) > 2 and max(map(len, pages)) < 150_000
        told = [number for page in pages for number in re.findall(rf"{word} (\d+)", page)]
        assert sorted(map(int, told)) == list(range(100, 500))
        assert all(page.count('aria-current="page"') >= 2 for page in pages)
    inside = [(page, each) for page, _, each in addresses(files) if page.startswith(("changements/", "sources/"))]
    for page, address in inside:
        if address.startswith("../"):
            assert address.removeprefix("../").partition("#")[0] in files, (page, address)


def test_a_long_section_and_a_choice_of_many_are_cut_too(tmp_path: Path) -> None:
    resume = "resume: " + "Se parler autour d’un café, sans ordre du jour, une fois par mois. " * 4
    long = [fiche(f"A-{number}", "niveau: [consultation]") for number in range(100, 400)]
    many = [each.replace("resume: Un essai.", resume) for each in long]
    gone = fiche("A-400", title="Ancienne", state="retiree")
    files = built(collection(tmp_path, fiche("A-01", "niveau: [codecision]"), *many, gone))
    style = len(files["site.css"]) + len(files["site.js"])
    for first in ("a/", "choisir/niveau-consultation"):
        pages = {name: text(files, name) for name in files if name.startswith(first)}
        assert len(pages) > 2 and max(map(len, pages.values())) + style < 100_000
        told = [number for page in pages.values() for number in re.findall(r'href="\.\./a-(\d{3})/index', page)]
        assert [int(number) for number in told] == list(range(100, 400))
        titles = [re.findall("<title>(.*?)</title>", page)[0] for page in pages.values()]
        assert len(set(titles)) == len(titles) and ", page 2 — " in titles[1]
    assert [name for name in files if name.startswith("a/") and "Ancienne" in text(files, name)] == ["a/index.html"]
    inside = [each for page, _, each in addresses(files) if page.startswith(("a/", "choisir/"))]
    assert all(
        each.removeprefix("../").partition("#")[0].partition("?")[0] in files for each in inside if each[:3] == "../"
    )


def test_a_list_is_never_cut_within_a_row() -> None:
    made = portions([MOST, MOST + 5, 1, 1], "x/documents.html", lambda weight: weight)
    assert [each.rows for each in made] == [[MOST], [MOST + 5], [1, 1]]
    assert [each.name for each in made] == ["x/documents.html", "x/documents.2.html", "x/documents.3.html"]


# Licence and citation


def test_licence_and_citations_are_ready_to_be_copied(tmp_path: Path) -> None:
    classeur = CLASSEUR + EDITION + "licence: etalab-2.0\nurl_base: https://fiches.loos.example\n"
    files = built(
        collection(
            tmp_path,
            RECIT,
            FICHE + LINES + "auteurs: [Service]\n",
            fiche("A-02", "licence: CC-BY-4.0"),
            classeur=classeur,
        )
    )
    page = plain(files, "licence/index.html")
    assert "Classeur de Loos, édition 1, 1er mars 2026. Document non officiel. https://fiches.loos.example/." in page
    own = "Service, « Café citoyen », A-01, version 2, 1er juin 2026. Dans : Classeur de Loos, édition 1, 1er mars 2026. https://fiches.loos.example/a-01/."
    assert own in page and own in plain(files, "a-01/index.html")
    html = text(files, "licence/index.html")
    assert 'href="https://www.etalab.gouv.fr/licence-ouverte-open-licence/"' in html
    assert "A-02" in page.partition("autre licence")[2].partition("légende")[0]


def test_a_classeur_without_licence_says_so(tmp_path: Path) -> None:
    assert "ne dit pas sa licence" in plain(built(collection(tmp_path, FICHE)), "licence/index.html")


# Accessibility


def test_the_statement_has_the_parts_that_the_rgaa_asks_for(ours: Files) -> None:
    page = text(ours, "accessibilite/index.html")
    heads = re.findall(r"<h2[^>]*>([^<]+)</h2>", page)
    assert heads == [
        "De quoi il s’agit", "État de conformité", "Contenus non accessibles", "Établissement de cette déclaration",
        "Retour d’information et contact", "Voies de recours",
    ]  # fmt: skip
    words = plain(ours, "accessibilite/index.html")
    assert "article 47 de la loi n° 2005-102" in words and "est non conforme" in words
    assert "Les fichiers à télécharger (ODT)" in words and "Libre réponse 71120" in words


def test_the_statement_says_whom_to_ask_or_that_nobody_can_be_asked(tmp_path: Path) -> None:
    nobody = plain(built(collection(tmp_path, FICHE)), "accessibilite/index.html")
    assert "Il ne donne ni adresse où écrire ni téléphone" in nobody
    contact = CLASSEUR + "contact: {service: Participation, courriel: fiches@loos.example}\n"
    files = built(collection(tmp_path, FICHE, classeur=contact))
    assert "Participation, Loos" in plain(files, "accessibilite/index.html")
    assert 'href="mailto:fiches@loos.example"' in text(files, "accessibilite/index.html").partition("</main>")[0]


def test_elsewhere_than_in_france_no_french_law_is_named(tmp_path: Path) -> None:
    belgian = CLASSEUR.replace("{nom: Loos}", "{nom: Mons, pays: Belgique}") + "langue: fr-BE\n"
    files = built(collection(tmp_path, FICHE, classeur=belgian))
    page = plain(files, "accessibilite/index.html")
    assert not [word for word in ("2005", "RGAA", "Défenseur") if word in page]
    assert "non conforme" not in text(files, "index.html")


def test_the_statement_says_that_templates_of_the_town_were_not_tested(tmp_path: Path) -> None:
    put(tmp_path, "templates/site/home.html", '{% extends "builtin/site/home.html" %}')
    page = plain(built(collection(tmp_path, FICHE)), "accessibilite/index.html")
    assert "remplace des gabarits" in page and "site/home.html" in page


def test_an_audited_town_says_its_state_in_one_file(tmp_path: Path) -> None:
    put(tmp_path, "templates/site/_compliance.html", "partiellement conforme")
    files = built(collection(tmp_path, FICHE))
    assert "Accessibilité\u00a0: partiellement conforme" in text(files, "a-01/index.html")


# Not found, withdrawn


@pytest.mark.parametrize(
    ("base", "root"), [("", "/"), ("https://a.example", "/"), ("https://a.example/nos/fiches/", "/nos/fiches/")]
)
def test_the_page_of_what_is_not_found_works_at_any_depth(tmp_path: Path, base: str, root: str) -> None:
    classeur = CLASSEUR + (f"url_base: {base}\n" if base else "")
    files = built(collection(tmp_path, FICHE, classeur=classeur))
    found = [address for page, _, address in addresses(files) if page == "404.html" and not address.startswith("#")]
    assert found and all(address.startswith(root) for address in found)
    assert {address.removeprefix(root).partition("#")[0] for address in found} <= set(files)
    assert 'name="robots" content="noindex"' in text(files, "404.html") and "canonical" not in text(files, "404.html")
    assert f"{root}a-01/" in plain(files, "404.html")


def test_a_withdrawn_document_keeps_its_address_which_says_what_replaces_it(tmp_path: Path) -> None:
    lines = "historique: [{version: 2, date: 2026-07-01, changement: retrait, motif: Plus personne n’y vient}]"
    gone = fiche("A-02", "remplacee_par: A-01", "objectifs: [PARTI]", lines, title="Ancienne", state="retiree")
    files = built(collection(tmp_path, FICHE, gone), in_force=True)
    page = plain(files, "a-02/index.html")
    assert "Ce document a été retiré le 1er juillet 2026." in page and "Plus personne n’y vient" in page
    assert "PARTI" not in page and "Un essai" not in page
    assert 'href="../a-01/index.html"' in text(files, "a-02/index.html").partition("remplacé")[2]
    assert 'name="robots" content="noindex"' in text(files, "a-02/index.html")
    alone = fiche("A-02", lines, title="Ancienne", state="retiree")
    assert "Aucun autre document" in plain(built(collection(tmp_path, FICHE, alone)), "a-02/index.html")


def test_what_was_never_public_leaves_no_trace_when_withdrawn(tmp_path: Path) -> None:
    hidden = fiche("A-02", "diffusion: interne", title="CANARI", state="retiree")
    files = built(collection(tmp_path, FICHE, hidden))
    assert "a-02/index.html" not in files and not [name for name, content in files.items() if b"CANARI" in content]


# In English


def test_the_pages_speak_the_language_of_the_classeur(tmp_path: Path) -> None:
    classeur = CLASSEUR + EDITION + "langue: en\n"
    files = built(collection(tmp_path, FICHE + LINES + "sources: [{titre: Village}]\n", classeur=classeur))
    for name, words in {
        "sources/index.html": "All that the documents rest on",
        "changements/index.html": "Since edition 1",
        "licence/index.html": "“Café citoyen”, A-01, version 2",
        "accessibilite/index.html": "Accessibility statement",
        "404.html": "This page does not exist",
    }.items():
        assert '<html lang="en">' in text(files, name) and words in plain(files, name), name


def test_all_pages_are_sound(tmp_path: Path) -> None:
    gone = fiche("A-02", title="Ancienne", state="retiree")
    files = built(collection(tmp_path, FICHE + LINES + "sources: [{titre: 2001}]\n", gone, classeur=CLASSEUR + EDITION))
    for page in (name for name in files if name.endswith(".html")):
        ids = [each["id"] for name, _, each in tags(files) if name == page and "id" in each]
        assert len(ids) == len(set(ids)) and not [each for each in ids if " " in each], page
        linked = [address[1:] for name, _, address in addresses(files) if name == page and address.startswith("#")]
        assert set(linked) <= set(ids), page
