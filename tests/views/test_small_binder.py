"""The binder of a town that begins, read back from its PDF: three sheets, a story and a chapter are no thick book."""

import io

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
import pytest

from loosfiches.cli.query import parse_query
from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.diagnostics import Stop
from loosfiches.views.binder.builder import Binder
from tests.conftest import CLASSEUR, TODAY, put
from tests.print.paper import faults, image, text
from tests.views.conftest import Build, Make
from tests.views.drawing import drawn, labels

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3" width="180" height="60"><path d="M0 0h9v3H0z"/></svg>'
OWN = CLASSEUR.replace("brique", '"#0b5563"').replace(
    "  pays: France\n", "  pays: France\n  logo:\n    fichier: images/logo.svg\n    alt: Un rectangle\n"
)
_STEPS = "".join(
    f"  - titre: Étape {n}\n    texte: {'On dit ce que l’on fait, puis on le fait. ' * 9}\n" for n in range(9)
)
_FICHES = "".join(
    f"""
# fiches/dispositifs/A-0{number}-x.yaml
code: A-0{number}
titre: {title}
etat: en_vigueur
niveau: [consultation]
phases: [choisir]
publics: [tous]
duree: 2 h
preparation: 3 à 5 semaines
participants: 20 à 60
temps_agents: 4 à 12 h
cout: 0 à 300 €
difficulte: facile
acces: libre
etapes:
{_STEPS}sources:
  - id: bilan
    titre: Bilan de l’année {number}
    annee: 2024
"""
    for number, title in enumerate(("Réunion de rue", "Budget de quartier", "Marche exploratoire"), 1)
)
TOWN = f"""
# fiches/classeur.yaml
{OWN}
# fiches/images/logo.svg
{LOGO}
{_FICHES}
# fiches/recits/R-01-rue.yaml
schema: recit/1
code: R-01
titre: La rue des Tilleuls
resume: Une rue, puis un banc.
raconte: [A-01]
consentement:
  statut: obtenu
# fiches/chapitres/C-01-pourquoi.yaml
schema: chapitre/1
code: C-01
titre: Pourquoi ce classeur
resume: D’où il vient.
rubriques:
  - texte: Voir [la réunion de rue](A-01).
# fiches/glossaire.yaml
schema: glossaire/1
termes:
  - terme: agora
    definition: Place où l’on parle.
"""


def pages(built: Binder) -> list[str]:
    assert built.pdf is not None
    return [" ".join(page.replace("\u00a0", " ").split()) for page in text(built.pdf)]


def ask(project: Project, more: str) -> Project:
    put(project.root, "fiches/classeur.yaml", OWN + more)
    return project


def test_five_documents_fit_in_sixteen_pages(project: Make, build: Build) -> None:
    built = build(project(TOWN))
    assert built.pdf is not None
    assert drawn(built.pdf) == (
        "| Couverture r | Sommaire v | Mode d’emploi r | v | C-01 r | notes v "
        "| A-01 r | v | A-02 r | v | A-03 r | v | R-01 r | notes v | Listes r |"
    )
    assert faults(built.pdf) == []


def test_closing_lists_share_a_page_that_is_found_from_the_contents(project: Make, build: Build) -> None:
    found = pages(build(project(TOWN)))
    for word in (
        "Liste des documents en vigueur",
        "A-02 Budget de quartier",
        "Glossaire",
        "agora",
        "Bilan de l’année 3",
    ):
        assert word in found[-1]
    assert "Listes et mentions" in found[1]
    assert "Licence Ouverte 2.0" in found[1] and "Pour le citer" in found[1]
    assert "Pour le citer" not in found[-1]


def test_long_contents_leave_the_imprint_to_the_closing_page(project: Make, build: Build) -> None:
    title = "Rencontre des habitantes et des habitants du quartier de la gare, haute et basse"
    sheets = (f"# fiches/dispositifs/A-{n:02}-x.yaml\ncode: A-{n:02}\ntitre: {title}\n" for n in range(1, 13))
    built = build(project("".join(sheets)))
    assert built.pdf is not None
    found = dict(zip(labels(built.pdf), pages(built), strict=True))
    assert "Pour le citer" not in found["Sommaire · 1"]
    assert "Pour le citer" in found["Listes · 1"]


def test_bookmarks_name_the_sections_without_dividers(project: Make, build: Build) -> None:
    built = build(project(TOWN))
    with pikepdf.open(io.BytesIO(built.pdf or b"")) as pdf, pdf.open_outline() as outline:
        told = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert ("A · Dispositifs", ["A-01 Réunion de rue", "A-02 Budget de quartier", "A-03 Marche exploratoire"]) in told
    assert told[-1] == ("Listes et mentions", ["Liste des documents en vigueur", "Glossaire", "Sources"])


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ("liminaires: []\nannexes: []\n", "| C-01 r | notes v | A-01 r |"),
        ("liminaires: []\n", "| C-01 r | notes v | A-01 r |"),
        ("format:\n  intercalaires: oui\n", "| C r | notes v | C-01 r | notes v | A r | notes v | A-01 r |"),
    ],
)
def test_the_classeur_is_obeyed(project: Make, build: Build, more: str, line: str) -> None:
    built = build(ask(project(TOWN), more))
    assert line in drawn(built.pdf or b"")
    assert ("Couverture" in labels(built.pdf or b"")) is ("liminaires" not in more)
    assert ("Listes · 1" in labels(built.pdf or b"")) is ("annexes" not in more)


def test_no_divider_where_none_is_wanted(project: Make, build: Build) -> None:
    sheets = (f"# fiches/dispositifs/A-{n:02}-x.yaml\ncode: A-{n:02}\n" for n in range(1, 5))
    made = project("".join(sheets))
    assert "| A r | notes v | A-01 r |" in drawn(build(made).pdf or b"")
    put(made.root, "fiches/classeur.yaml", CLASSEUR + "format:\n  intercalaires: non\n")
    assert "A" not in labels(build(made).pdf or b"")


def test_a_sheet_alone_is_its_own_pages_and_those_asked_for(project: Make, build: Build) -> None:
    made = project(TOWN)

    def chosen(*only: str) -> str:
        return drawn(build(made, selection=parse_query(load(made, TODAY), only)).pdf or b"")

    assert chosen("A-01") == "| A-01 r | v |"
    assert chosen("A-01, couverture, mode_emploi") == "| Couverture r | notes v | Mode d’emploi r | v | A-01 r | v |"
    assert chosen("sommaire A-01") == "| Sommaire r | notes v | A-01 r | v |"
    with pytest.raises(Stop):
        parse_query(load(made, TODAY), ["garde"])


def test_large_print_has_few_pages_of_notes(project: Make, build: Build) -> None:
    built = build(project(TOWN), large=True)
    found = labels(built.pdf or b"")
    around = [label for label in found if label[1:2] != "-"]
    assert len(around) <= 16
    assert sum(label.endswith("notes") for label in found) <= 6
    assert faults(built.pdf or b"") == []


def test_in_large_print_a_sheet_has_its_facts_in_one_frame(project: Make, build: Build) -> None:
    built = build(project(TOWN), large=True)
    found = dict(zip(labels(built.pdf or b""), pages(built), strict=True))
    assert "Durée 2 h" in found["A-01 · 1"]
    assert "Accès Libre" in found["A-01 · 1"]


def test_in_large_print_the_logo_covers_no_word_of_the_title(project: Make, build: Build) -> None:
    made = project(TOWN)
    named = OWN.replace("Classeur d’essai\n", "Décider ensemble, de la rue au conseil\n", 1)
    put(made.root, "fiches/classeur.yaml", named.replace("logo.svg", "logo.png"))
    put(made.root, "fiches/images/logo.png", image(size=(510, 270)))
    with pypdfium2.PdfDocument(build(made, large=True).pdf) as pdf:
        cover = pdf[0]
        (logo,) = cover.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,))
        left, bottom, right, top = logo.get_bounds()
        plain = cover.get_textpage()
        boxes = [plain.get_charbox(n) for n in range(plain.count_chars())]
    assert not [box for box in boxes if box[0] < right and left < box[2] and box[1] < top and bottom < box[3]]
